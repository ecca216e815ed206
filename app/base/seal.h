/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

/* Part of a submission is sealed as: header (24 bytes), then blocks of 64 KiB of plain text, each
 * 17 bytes longer when sealed (libsodium crypto_secretstream_xchacha20poly1305, last block tagged
 * FINAL). The key of the parts is itself sealed to the intake key with crypto_box_seal (80 bytes). */
#define KIOSK_SEAL_KEY_SIZE 32
#define KIOSK_SEALED_KEY_SIZE 80

/** KioskIntakeKey: the province's X25519 key pair, or only its public half (all a kiosk has). */
typedef struct _KioskIntakeKey KioskIntakeKey;

KioskIntakeKey *kiosk_intake_key_generate (void) G_GNUC_WARN_UNUSED_RESULT;
KioskIntakeKey *kiosk_intake_key_load     (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        kiosk_intake_key_save     (KioskIntakeKey *self, const char *path, gboolean with_private,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskIntakeKey *kiosk_intake_key_ref      (KioskIntakeKey *self);
void            kiosk_intake_key_unref    (KioskIntakeKey *self);
const char     *kiosk_intake_key_get_id   (KioskIntakeKey *self);
GBytes         *kiosk_intake_key_seal     (KioskIntakeKey *self, const KioskSecret *key) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret    *kiosk_intake_key_open     (KioskIntakeKey *self, gconstpointer sealed, gsize length,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

KioskSecret *kiosk_seal_key_new (void) G_GNUC_WARN_UNUSED_RESULT;
GBytes      *kiosk_seal         (const KioskSecret *key, gconstpointer plain, gsize length) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret *kiosk_unseal       (const KioskSecret *key, gconstpointer sealed, gsize length,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskIntakeKey, kiosk_intake_key_unref)

G_END_DECLS
