/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-cipher.h"

#include "base/secret.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <string.h>

#define DES_BLOCK 8

typedef EVP_CIPHER_CTX CipherContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CipherContext, EVP_CIPHER_CTX_free)
typedef EVP_MAC MacAlgorithm;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MacAlgorithm, EVP_MAC_free)
typedef EVP_MAC_CTX MacContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MacContext, EVP_MAC_CTX_free)

static const EVP_CIPHER *
get_cbc (KioskChipCipher self)
{
  switch (self)
    {
    case KIOSK_CHIP_CIPHER_3DES:
      return EVP_des_ede_cbc ();
    case KIOSK_CHIP_CIPHER_AES128:
      return EVP_aes_128_cbc ();
    case KIOSK_CHIP_CIPHER_AES192:
      return EVP_aes_192_cbc ();
    case KIOSK_CHIP_CIPHER_AES256:
      return EVP_aes_256_cbc ();
    default:
      g_return_val_if_reached (EVP_aes_128_cbc ());
    }
}

/* In place. An IV of NULL is all zero. */
static gboolean
run_cbc (const EVP_CIPHER *cipher, gboolean encrypt, const guint8 *key, const guint8 *iv,
         guint8 *data, gsize length)
{
  static const guint8 zero[KIOSK_CHIP_BLOCK_MAX];
  g_autoptr (CipherContext) context = EVP_CIPHER_CTX_new ();
  int n = 0;

  return context != NULL && length <= G_MAXINT
         && EVP_CipherInit_ex2 (context, cipher, key, iv != NULL ? iv : zero, encrypt, NULL) == 1
         && EVP_CIPHER_CTX_set_padding (context, 0) == 1
         && EVP_CipherUpdate (context, data, &n, data, (int) length) == 1 && (gsize) n == length;
}

/**
 * kiosk_chip_cipher_get_key_size:
 *
 * Returns: bytes of a key
 */
gsize
kiosk_chip_cipher_get_key_size (KioskChipCipher self)
{
  switch (self)
    {
    case KIOSK_CHIP_CIPHER_3DES:
    case KIOSK_CHIP_CIPHER_AES128:
      return 16;
    case KIOSK_CHIP_CIPHER_AES192:
      return 24;
    case KIOSK_CHIP_CIPHER_AES256:
      return 32;
    default:
      g_return_val_if_reached (16);
    }
}

/**
 * kiosk_chip_cipher_get_block_size:
 *
 * Returns: bytes of a block, which is also how long the send sequence counter is
 */
gsize
kiosk_chip_cipher_get_block_size (KioskChipCipher self)
{
  return self == KIOSK_CHIP_CIPHER_3DES ? DES_BLOCK : KIOSK_CHIP_BLOCK_MAX;
}

/**
 * kiosk_chip_cipher_encrypt:
 * @iv: (nullable): a block; %NULL for zero
 * @data: whole blocks, encrypted in place
 *
 * Returns: whether libcrypto could
 */
gboolean
kiosk_chip_cipher_encrypt (KioskChipCipher self, const guint8 *key, const guint8 *iv, guint8 *data,
                           gsize length)
{
  g_return_val_if_fail (length % kiosk_chip_cipher_get_block_size (self) == 0, FALSE);

  return run_cbc (get_cbc (self), TRUE, key, iv, data, length);
}

/**
 * kiosk_chip_cipher_decrypt:
 * @iv: (nullable): a block; %NULL for zero
 * @data: whole blocks, decrypted in place
 *
 * Returns: whether libcrypto could
 */
gboolean
kiosk_chip_cipher_decrypt (KioskChipCipher self, const guint8 *key, const guint8 *iv, guint8 *data,
                           gsize length)
{
  g_return_val_if_fail (length % kiosk_chip_cipher_get_block_size (self) == 0, FALSE);

  return run_cbc (get_cbc (self), FALSE, key, iv, data, length);
}

/* ISO/IEC 9797-1 algorithm 3 with padding method 2: single DES along the blocks, and two keys for
 * the last. Single DES is triple DES with one key three times: OpenSSL 3 keeps DES itself in the
 * provider that nobody loads. */
static gboolean
make_retail_mac (const guint8 *key, const guint8 *data, gsize length, guint8 *mac)
{
  g_autoptr (GByteArray) padded = g_byte_array_sized_new ((guint) length + DES_BLOCK);
  guint8 single[3 * DES_BLOCK];
  const guint8 *chain = NULL;
  gboolean done = TRUE;
  gsize last;

  g_byte_array_append (padded, data, (guint) length);
  kiosk_chip_pad (padded, 0, DES_BLOCK);
  last = padded->len - DES_BLOCK;
  for (guint i = 0; i < 3; i++)
    memcpy (single + i * DES_BLOCK, key, DES_BLOCK);
  if (last > 0)
    {
      done = run_cbc (EVP_des_ede3_cbc (), TRUE, single, NULL, padded->data, last);
      chain = padded->data + last - DES_BLOCK;
    }
  memcpy (mac, padded->data + last, DES_BLOCK);
  done = done && run_cbc (EVP_des_ede_cbc (), TRUE, key, chain, mac, DES_BLOCK);
  kiosk_wipe (single, sizeof single);
  kiosk_wipe (padded->data, padded->len);

  return done;
}

static gboolean
make_cmac (KioskChipCipher self, const guint8 *key, const guint8 *data, gsize length, guint8 *mac)
{
  g_autoptr (MacAlgorithm) algorithm = EVP_MAC_fetch (NULL, "CMAC", NULL);
  g_autoptr (MacContext) context = algorithm != NULL ? EVP_MAC_CTX_new (algorithm) : NULL;
  char *cipher = (char *) EVP_CIPHER_get0_name (get_cbc (self));
  OSSL_PARAM parameters[] = { OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_CIPHER, cipher, 0),
                              OSSL_PARAM_construct_end () };
  guint8 whole[KIOSK_CHIP_BLOCK_MAX];
  size_t n = 0;

  if (context == NULL
      || EVP_MAC_init (context, key, kiosk_chip_cipher_get_key_size (self), parameters) != 1
      || EVP_MAC_update (context, data, length) != 1
      || EVP_MAC_final (context, whole, &n, sizeof whole) != 1 || n < KIOSK_CHIP_MAC_SIZE)
    return FALSE;
  memcpy (mac, whole, KIOSK_CHIP_MAC_SIZE);

  return TRUE;
}

/**
 * kiosk_chip_cipher_mac:
 * @data: the message; the retail MAC of 3DES pads it, CMAC takes it as it is
 * @mac: (out caller-allocates): %KIOSK_CHIP_MAC_SIZE bytes
 *
 * The authentication code of ICAO 9303-11 §4.4.3.4 and §9.8.6, to which AES secure messaging brings
 * a message that is padded already.
 *
 * Returns: whether libcrypto could
 */
gboolean
kiosk_chip_cipher_mac (KioskChipCipher self, const guint8 *key, const guint8 *data, gsize length,
                       guint8 *mac)
{
  g_return_val_if_fail (length <= G_MAXINT - DES_BLOCK, FALSE);

  if (self == KIOSK_CHIP_CIPHER_3DES)
    return make_retail_mac (key, data, length, mac);

  return make_cmac (self, key, data, length, mac);
}

/**
 * kiosk_chip_pad:
 * @data: its bytes from @start on are padded
 *
 * ISO/IEC 9797-1 padding method 2: 80, and zeros up to whole blocks. There is always some.
 */
void
kiosk_chip_pad (GByteArray *data, gsize start, gsize block_size)
{
  static const guint8 padding[KIOSK_CHIP_BLOCK_MAX] = { 0x80 };
  gsize length = data->len - start;

  g_byte_array_append (data, padding, (guint) (block_size - length % block_size));
}

/**
 * kiosk_chip_unpad:
 * @length: (inout): bytes of @data, then those before the padding
 *
 * Only called on what was authenticated, so that how it fails tells nobody anything.
 *
 * Returns: whether there was padding
 */
gboolean
kiosk_chip_unpad (const guint8 *data, gsize *length)
{
  gsize n = *length;

  while (n > 0 && data[n - 1] == 0)
    n--;
  if (n == 0 || data[n - 1] != 0x80)
    return FALSE;
  *length = n - 1;

  return TRUE;
}
