/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the chip in memory lets somebody in, and how it proves itself. */

#include "soft-chip.h"

#include "identity/chip/chip-curve.h"
#include "identity/chip/key-derivation.h"
#include "identity/chip/pace-mapping.h"
#include "identity/lds/tlv.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <string.h>

static void
derive (KioskChipCipher cipher, KioskKeyUse use, const guint8 *secret, gsize n, guint8 *key)
{
  g_assert_true (kiosk_key_derive (cipher, use, secret, n, key));
}

static void
answer_object (GByteArray *answer, guint tag, const guint8 *value, gsize n)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();

  kiosk_tlv_append (inner, tag, value, n);
  kiosk_tlv_append (answer, 0x7C, inner->data, inner->len);
}

static void
make_key (SoftChip *self, const EC_POINT *generator)
{
  g_autoptr (KioskEcPoint) point = EC_POINT_new (self->group);

  BN_free (self->private_key);
  self->private_key = BN_new ();
  do
    g_assert_true (BN_rand_range (self->private_key, EC_GROUP_get0_order (self->group)) == 1);
  while (BN_is_zero (self->private_key));
  g_assert_true (EC_POINT_mul (self->group, point, NULL, generator, self->private_key, NULL) == 1);
  g_byte_array_set_size (self->own_key, 0);
  g_assert_true (kiosk_chip_curve_write_point (self->group, point, self->own_key));
}

static EC_POINT *
take_key (SoftChip *self, const KioskTlv *tlv)
{
  EC_POINT *point = EC_POINT_new (self->group);

  g_assert_true (EC_POINT_oct2point (self->group, point, tlv->value, tlv->length, NULL) == 1);
  g_byte_array_set_size (self->their_key, 0);
  g_byte_array_append (self->their_key, tlv->value, (guint) tlv->length);

  return point;
}

static guint16
give_nonce (SoftChip *self, GByteArray *answer)
{
  guint8 key[32], digest[20], encrypted[64];
  gsize n = strlen (self->password);

  self->nonce_length = self->integrated ? kiosk_pace_mapping_get_nonce_size (self->cipher) : 16;
  g_assert_true (RAND_bytes (self->nonce, (int) self->nonce_length) == 1);
  if (self->password_is_can)
    derive (self->cipher, KIOSK_KEY_USE_PASSWORD, (const guint8 *) self->password, n, key);
  else
    {
      g_assert_true (EVP_Digest (self->password, n, digest, NULL, EVP_sha1 (), NULL) == 1);
      derive (self->cipher, KIOSK_KEY_USE_PASSWORD, digest, sizeof digest, key);
    }
  memcpy (encrypted, self->nonce, self->nonce_length);
  g_assert_true (
      kiosk_chip_cipher_encrypt (self->cipher, key, NULL, encrypted, self->nonce_length));
  answer_object (answer, 0x80, encrypted, self->nonce_length);

  return 0x9000;
}

/* s·G + H, here as two products in one go. */
static guint16
map (SoftChip *self, const KioskTlv *tlv, GByteArray *answer)
{
  g_autoptr (KioskEcPoint) theirs = NULL;
  g_autoptr (KioskBigNumber) s = BN_bin2bn (self->nonce, (int) self->nonce_length, NULL);

  EC_POINT_free (self->generator);
  self->generator = NULL;
  if (self->integrated)
    {
      g_assert_cmpuint (tlv->length, ==, kiosk_chip_cipher_get_key_size (self->cipher));
      self->generator = kiosk_pace_mapping_map_integrated (self->group, self->cipher, self->nonce,
                                                           self->nonce_length, tlv->value);
      answer_object (answer, 0x82, NULL, 0);
      return 0x9000;
    }
  theirs = take_key (self, tlv);
  make_key (self, EC_GROUP_get0_generator (self->group));
  self->generator = EC_POINT_new (self->group);
  g_assert_true (EC_POINT_mul (self->group, self->generator, s, theirs, self->private_key, NULL)
                 == 1);
  answer_object (answer, 0x82, self->own_key->data, self->own_key->len);

  return 0x9000;
}

static void
agree (SoftChip *self, const EC_POINT *theirs, const BIGNUM *own, guint8 *secret)
{
  g_autoptr (KioskEcPoint) common = EC_POINT_new (self->group);
  g_autoptr (KioskBigNumber) x = BN_new ();

  g_assert_true (EC_POINT_mul (self->group, common, NULL, theirs, own, NULL) == 1);
  g_assert_true (EC_POINT_get_affine_coordinates (self->group, common, x, NULL, NULL) == 1);
  g_assert_true (BN_bn2binpad (x, secret, (int) kiosk_chip_curve_get_size (self->group)) > 0);
}

static void
make_token (SoftChip *self, const GByteArray *key, const guint8 *mac_key, guint8 *token)
{
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();

  kiosk_tlv_append (inner, 0x06, self->oid->data, self->oid->len);
  kiosk_tlv_append (inner, 0x86, key->data, key->len);
  kiosk_tlv_append (outer, 0x7F49, inner->data, inner->len);
  g_assert_true (kiosk_chip_cipher_mac (self->cipher, mac_key, outer->data, outer->len, token));
}

static guint16
run_pace_step (SoftChip *self, const KioskTlv *tlv, GByteArray *answer)
{
  g_autoptr (KioskEcPoint) theirs = NULL;
  gsize size = kiosk_chip_curve_get_size (self->group);
  guint8 secret[KIOSK_CHIP_COORDINATE_MAX], token[8];

  if (tlv->tag == 0x81)
    return map (self, tlv, answer);
  if (tlv->tag == 0x83)
    {
      theirs = take_key (self, tlv);
      make_key (self, self->generator);
      agree (self, theirs, self->private_key, secret);
      derive (self->cipher, KIOSK_KEY_USE_ENCRYPT, secret, size, self->encryption_key);
      derive (self->cipher, KIOSK_KEY_USE_MAC, secret, size, self->mac_key);
      answer_object (answer, 0x84, self->own_key->data, self->own_key->len);
      return 0x9000;
    }
  make_token (self, self->own_key, self->mac_key, token);
  if (tlv->length != 8 || memcmp (token, tlv->value, 8) != 0)
    return 0x63C1;
  make_token (self, self->their_key, self->mac_key, token);
  answer_object (answer, 0x86, token, 8);
  memset (self->counter, 0, sizeof self->counter);
  self->sm_cipher = self->cipher;
  self->is_protected = TRUE;

  return 0x9000;
}

guint16
soft_chip_run_access (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  if (command->ins == 0x22)
    {
      kiosk_tlv_reader_init (&reader, command->data, command->length);
      g_assert_true (kiosk_tlv_reader_take (&reader, 0x80, &tlv, NULL));
      g_byte_array_set_size (self->oid, 0);
      g_byte_array_append (self->oid, tlv.value, (guint) tlv.length);
      g_assert_true (kiosk_tlv_reader_take (&reader, 0x83, &tlv, NULL));
      g_assert_cmphex (tlv.value[0], ==, self->password_is_can ? 2 : 1);
      return 0x9000;
    }
  if (command->ins != 0x86)
    return 0x6D00;
  g_assert_true (kiosk_tlv_parse (command->data, command->length, 0x7C, &tlv, NULL));
  kiosk_tlv_reader_enter (&reader, &tlv);
  if (reader.left == 0)
    return give_nonce (self, answer);
  g_assert_true (kiosk_tlv_reader_next (&reader, &tlv, NULL));
  g_assert_cmphex (command->cla, ==, tlv.tag == 0x85 ? 0x00 : 0x10);

  return run_pace_step (self, &tlv, answer);
}

static void
agree_statically (SoftChip *self, const KioskTlv *tlv)
{
  g_autoptr (KioskEcPoint) theirs = take_key (self, tlv);
  gsize size = kiosk_chip_curve_get_size (self->group);
  guint8 secret[KIOSK_CHIP_COORDINATE_MAX], encryption_key[32], mac_key[32];

  agree (self, theirs, self->static_key, secret);
  derive (self->cipher, KIOSK_KEY_USE_ENCRYPT, secret, size, encryption_key);
  derive (self->cipher, KIOSK_KEY_USE_MAC, secret, size, mac_key);
  soft_chip_protect (self, self->cipher, encryption_key, mac_key);
}

/* F of ISO/IEC 9796-2 scheme 1: 6A, the chip's own part, the digest, the trailer. */
static void
fill_message (SoftChip *self, const KioskApdu *command, guint8 *f, gsize n)
{
  const struct
  {
    const EVP_MD *digest;
    guint8 name;
  } trailers[] = {
    { EVP_sha224 (), 0x38 },
    { EVP_sha256 (), 0x34 },
    { EVP_sha384 (), 0x36 },
    { EVP_sha512 (), 0x35 },
  };
  gsize trailer = self->digest == EVP_sha1 () ? 1 : 2;
  gsize size = (gsize) EVP_MD_get_size (self->digest);
  gsize own = n - 1 - size - trailer;
  g_autoptr (GByteArray) message = g_byte_array_new ();

  f[0] = 0x6A;
  g_assert_true (RAND_bytes (f + 1, (int) own) == 1);
  g_byte_array_append (message, f + 1, (guint) own);
  g_byte_array_append (message, command->data, (guint) command->length);
  g_assert_true (EVP_Digest (message->data, message->len, f + 1 + own, NULL, self->digest, NULL)
                 == 1);
  f[n - 1] = trailer == 1 ? 0xBC : 0xCC;
  for (guint i = 0; i < G_N_ELEMENTS (trailers); i++)
    if (trailers[i].digest == self->digest)
      f[n - 2] = trailers[i].name;
}

static void
sign_rsa (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  g_autoptr (KioskBigNumber) modulus = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (self->signing_key, NULL);
  gsize n = (gsize) EVP_PKEY_get_size (self->signing_key);
  g_autofree guint8 *f = g_malloc0 (n);
  size_t length = n;

  fill_message (self, command, f, n);
  g_byte_array_set_size (answer, (guint) n);
  g_assert_true (EVP_PKEY_sign_init (context) == 1);
  g_assert_true (EVP_PKEY_CTX_set_rsa_padding (context, RSA_NO_PADDING) == 1);
  g_assert_true (EVP_PKEY_sign (context, answer->data, &length, f, n) == 1);
  EVP_PKEY_CTX_free (context);
  if (self->signs_other_way)
    {
      g_autoptr (KioskBigNumber) s = BN_bin2bn (answer->data, (int) n, NULL);

      g_assert_true (EVP_PKEY_get_bn_param (self->signing_key, OSSL_PKEY_PARAM_RSA_N, &modulus)
                     == 1);
      g_assert_true (BN_sub (s, modulus, s) == 1);
      g_assert_true (BN_bn2binpad (s, answer->data, (int) n) == (int) n);
    }
}

static void
sign_ec (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 der[256];
  size_t n = sizeof der;
  const guint8 *next = der;
  ECDSA_SIG *signature;
  int size = (EVP_PKEY_get_bits (self->signing_key) + 7) / 8;

  g_assert_true (EVP_DigestSignInit (context, NULL, self->digest, NULL, self->signing_key) == 1);
  g_assert_true (EVP_DigestSign (context, der, &n, command->data, command->length) == 1);
  EVP_MD_CTX_free (context);
  if (self->signs_der)
    {
      g_byte_array_append (answer, der, (guint) n);
      return;
    }
  signature = d2i_ECDSA_SIG (NULL, &next, (long) n);
  g_byte_array_set_size (answer, (guint) size * 2);
  g_assert_true (BN_bn2binpad (ECDSA_SIG_get0_r (signature), answer->data, size) == size);
  g_assert_true (BN_bn2binpad (ECDSA_SIG_get0_s (signature), answer->data + size, size) == size);
  ECDSA_SIG_free (signature);
}

guint16
soft_chip_run_proof (SoftChip *self, const KioskApdu *command, GByteArray *answer)
{
  KioskTlv tlv, key;

  if (command->ins == 0x88)
    {
      g_assert_cmpuint (command->length, ==, 8);
      if (EVP_PKEY_get_base_id (self->signing_key) == EVP_PKEY_RSA)
        sign_rsa (self, command, answer);
      else
        sign_ec (self, command, answer);
      return 0x9000;
    }
  if (self->static_key == NULL)
    return 0x6A88;
  if (command->ins == 0x22 && command->p2 == 0xA4)
    return 0x9000;
  if (command->ins == 0x22)
    {
      g_assert_true (kiosk_tlv_parse (command->data, command->length, 0x91, &key, NULL));
      agree_statically (self, &key);
      return 0x9000;
    }
  g_assert_true (kiosk_tlv_parse (command->data, command->length, 0x7C, &tlv, NULL));
  g_assert_true (kiosk_tlv_parse (tlv.value, tlv.length, 0x80, &key, NULL));
  agree_statically (self, &key);
  kiosk_tlv_append (answer, 0x7C, NULL, 0);

  return 0x9000;
}
