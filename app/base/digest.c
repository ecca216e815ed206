/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/digest.h"

#include "base/encode.h"

#include <openssl/evp.h>
#include <sodium.h>

/**
 * kiosk_sha256:
 * @data: (array length=length): what to digest
 * @length: how many bytes
 * @digest: (out caller-allocates): where the digest goes
 *
 * SHA-256 (FIPS 180-4).
 */
void
kiosk_sha256 (gconstpointer data, gsize length, guint8 digest[KIOSK_SHA256_SIZE])
{
  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (digest != NULL);

  /* OpenSSL uses the processor's own instructions; it can refuse when its providers are missing,
   * and a digest must never be left unset. */
  if (EVP_Digest (data, length, digest, NULL, EVP_sha256 (), NULL) != 1)
    crypto_hash_sha256 (digest, data, length);
}

/**
 * kiosk_sha256_hex:
 * @data: (array length=length): what to digest
 * @length: how many bytes
 *
 * Returns: (transfer full): 64 lower-case hex digits
 */
char *
kiosk_sha256_hex (gconstpointer data, gsize length)
{
  guint8 digest[KIOSK_SHA256_SIZE];

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  kiosk_sha256 (data, length, digest);

  return kiosk_hex_encode (digest, sizeof digest);
}
