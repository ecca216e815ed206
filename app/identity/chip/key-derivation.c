/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/key-derivation.h"

#include "base/secret.h"

#include <openssl/evp.h>

#include <string.h>

/* The longest secret is a coordinate of P-521. */
#define MAX_SECRET 66

/* The standard writes DES keys with odd parity, though DES does not look at it. */
static void
set_odd_parity (guint8 *key, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 bits = key[i] & 0xFE;

      key[i] = bits | (__builtin_popcount (bits) % 2 == 0 ? 1 : 0);
    }
}

/**
 * kiosk_key_derive:
 * @secret: the shared secret, at most 66 bytes
 * @key: (out caller-allocates): as many bytes as @cipher takes
 *
 * The key derivation function of ICAO 9303-11 §9.7.1: a digest of the secret and a counter.
 *
 * Returns: whether libcrypto could
 */
gboolean
kiosk_key_derive (KioskChipCipher cipher, KioskKeyUse use, const guint8 *secret, gsize length,
                  guint8 *key)
{
  gboolean is_long = cipher == KIOSK_CHIP_CIPHER_AES192 || cipher == KIOSK_CHIP_CIPHER_AES256;
  guint8 message[MAX_SECRET + 4] = { 0 };
  guint8 digest[EVP_MAX_MD_SIZE];
  gboolean done;

  g_return_val_if_fail (length > 0 && length <= MAX_SECRET, FALSE);

  memcpy (message, secret, length);
  message[length + 3] = (guint8) use;
  done = EVP_Digest (message, length + 4, digest, NULL, is_long ? EVP_sha256 () : EVP_sha1 (), NULL)
         == 1;
  memcpy (key, digest, kiosk_chip_cipher_get_key_size (cipher));
  if (cipher == KIOSK_CHIP_CIPHER_3DES)
    set_odd_parity (key, 16);
  kiosk_wipe (message, sizeof message);
  kiosk_wipe (digest, sizeof digest);

  return done;
}
