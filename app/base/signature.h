/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/key-error.h"
#include "base/secret.h"

G_BEGIN_DECLS

#define KIOSK_SIGNATURE_SIZE 64
#define KIOSK_PUBLIC_KEY_SIZE 32

/** KioskSigningKey: an Ed25519 (RFC 8032) key pair, or only its public half. */
typedef struct _KioskSigningKey KioskSigningKey;

KioskSigningKey *kiosk_signing_key_generate    (void) G_GNUC_WARN_UNUSED_RESULT;
KioskSigningKey *kiosk_signing_key_load        (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskSigningKey *kiosk_signing_key_new_public  (const guint8 public_key[KIOSK_PUBLIC_KEY_SIZE]) G_GNUC_WARN_UNUSED_RESULT;
gboolean         kiosk_signing_key_save        (KioskSigningKey *self, const char *path, gboolean with_private,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskSigningKey *kiosk_signing_key_ref         (KioskSigningKey *self);
void             kiosk_signing_key_unref       (KioskSigningKey *self);
const char      *kiosk_signing_key_get_id      (KioskSigningKey *self);
const guint8    *kiosk_signing_key_get_public  (KioskSigningKey *self);
gboolean         kiosk_signing_key_sign        (KioskSigningKey *self, gconstpointer data, gsize length,
                                                guint8 signature[KIOSK_SIGNATURE_SIZE]) G_GNUC_WARN_UNUSED_RESULT;
gboolean         kiosk_signing_key_verify      (KioskSigningKey *self, gconstpointer data, gsize length,
                                                const guint8 signature[KIOSK_SIGNATURE_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSigningKey, kiosk_signing_key_unref)

G_END_DECLS
