/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/apdu.h"
#include "identity/chip/chip-cipher.h"

G_BEGIN_DECLS

/**
 * KioskSecureMessaging:
 *
 * The keys and the counter of one protected conversation. Wiped when freed.
 */
typedef struct _KioskSecureMessaging KioskSecureMessaging;

KioskSecureMessaging *kiosk_secure_messaging_new       (KioskChipCipher cipher, const guint8 *encryption_key, const guint8 *mac_key, const guint8 *counter) G_GNUC_WARN_UNUSED_RESULT;
KioskSecureMessaging *kiosk_secure_messaging_derive    (KioskChipCipher cipher, const guint8 *secret, gsize length, const guint8 *counter) G_GNUC_WARN_UNUSED_RESULT;
void                  kiosk_secure_messaging_free      (KioskSecureMessaging *self);
gsize                 kiosk_secure_messaging_get_room  (const KioskSecureMessaging *self);
gboolean              kiosk_secure_messaging_wrap      (KioskSecureMessaging *self, const KioskApdu *command, GByteArray *wrapped, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              kiosk_secure_messaging_unwrap    (KioskSecureMessaging *self, const guint8 *answer, gsize length, GByteArray *data, guint16 *sw, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSecureMessaging, kiosk_secure_messaging_free)

G_END_DECLS
