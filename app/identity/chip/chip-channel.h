/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"
#include "identity/chip/apdu.h"
#include "identity/chip/card-transport.h"
#include "identity/chip/chip-error.h"
#include "identity/chip/chip-random.h"
#include "identity/chip/secure-messaging.h"

G_BEGIN_DECLS

/** KioskChipStats: what a conversation cost, as it went over the air. */
typedef struct
{
  guint apdus;
  gsize bytes_out;
  gsize bytes_in; /* status words included */
} KioskChipStats;

#define KIOSK_CHIP_FILE_FINGERPRINTS 0x0103
#define KIOSK_CHIP_FILE_IRISES 0x0104

#define KIOSK_CHIP_MAX_FILE (64 * 1024)
#define KIOSK_CHIP_MAX_FACE_FILE (100 * 1024)

#define KIOSK_TYPE_CHIP_CHANNEL (kiosk_chip_channel_get_type ())
G_DECLARE_FINAL_TYPE (KioskChipChannel, kiosk_chip_channel, KIOSK, CHIP_CHANNEL, GObject)

KioskChipChannel *kiosk_chip_channel_new                  (KioskCardTransport *transport) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_channel_send                 (KioskChipChannel *self, const KioskApdu *command, GByteArray *data, guint16 *sw, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_channel_try_extended         (KioskChipChannel *self, const KioskApdu *command, GByteArray *data, guint16 *sw, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_chip_channel_set_secure_messaging (KioskChipChannel *self, KioskSecureMessaging *sm);
gboolean          kiosk_chip_channel_is_protected         (KioskChipChannel *self);
gboolean          kiosk_chip_channel_speaks_extended      (KioskChipChannel *self);
void              kiosk_chip_channel_limit_to_short       (KioskChipChannel *self);
gsize             kiosk_chip_channel_get_room             (KioskChipChannel *self);
gboolean          kiosk_chip_channel_select_master_file   (KioskChipChannel *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_channel_select_application   (KioskChipChannel *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_channel_select_file          (KioskChipChannel *self, guint16 fid, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_channel_read_file            (KioskChipChannel *self, guint16 fid, gsize max_bytes, KioskSecret **contents, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_chip_channel_get_stats            (KioskChipChannel *self, KioskChipStats *stats);
void              kiosk_chip_channel_set_random           (KioskChipChannel *self, KioskChipRandomFunc func, gpointer user_data);
gboolean          kiosk_chip_channel_draw                 (KioskChipChannel *self, guint8 *bytes, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
