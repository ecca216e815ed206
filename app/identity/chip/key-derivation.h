/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-cipher.h"

G_BEGIN_DECLS

/**
 * KioskKeyUse:
 * @KIOSK_KEY_USE_ENCRYPT: to encrypt with
 * @KIOSK_KEY_USE_MAC: to authenticate with
 * @KIOSK_KEY_USE_PASSWORD: to decrypt the nonce of PACE with
 *
 * What a key is derived for; the values are those of ICAO 9303-11 §9.7.1.
 */
typedef enum {
  KIOSK_KEY_USE_ENCRYPT = 1,
  KIOSK_KEY_USE_MAC = 2,
  KIOSK_KEY_USE_PASSWORD = 3,
} KioskKeyUse;

gboolean kiosk_key_derive (KioskChipCipher cipher, KioskKeyUse use, const guint8 *secret, gsize length, guint8 *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
