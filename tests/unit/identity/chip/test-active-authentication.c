/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The worked example of ICAO 9303-11 appendix F, and every kind of key against the chip in memory. */

#include "identity/chip/active-authentication.h"
#include "identity/chip/message-recovery.h"
#include "scripted-card.h"
#include "soft-chip.h"

#include <openssl/x509.h>

#include <string.h>

#define WORKED                                                                                     \
  "6A9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD" \
  "6C"                                                                                             \
  "98599F40B79F377B5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446D" \
  "AD"                                                                                             \
  "4E7292E2DCDA3024B47DA8C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127BC"

static void
test_worked_example (void)
{
  g_autoptr (GByteArray) recovered = unhex (WORKED);
  g_autoptr (GByteArray) challenge = unhex ("F173589974BF40C6");

  g_assert_cmpuint (recovered->len, ==, 128);
  g_assert_true (kiosk_message_recovery_verify (recovered->data, recovered->len, challenge->data,
                                                challenge->len));
  for (guint i = 0; i < recovered->len; i++)
    {
      recovered->data[i] ^= 1;
      g_assert_false (kiosk_message_recovery_verify (recovered->data, recovered->len,
                                                     challenge->data, challenge->len));
      recovered->data[i] ^= 1;
    }
  challenge->data[7] ^= 1;
  g_assert_false (kiosk_message_recovery_verify (recovered->data, recovered->len, challenge->data,
                                                 challenge->len));
}

static void
test_padding_is_read_and_nothing_else (void)
{
  static const struct
  {
    const char *head;
    gboolean sound;
  } rows[] = {
    { "6A", TRUE },  { "6BBA", TRUE },  { "6BBBBBBA", TRUE },  { "4A", FALSE },
    { "6C", FALSE }, { "6BAB", FALSE }, { "6BBBBBBB", FALSE }, { "006A", FALSE },
    { "EA", FALSE }, { "", FALSE },
  };
  static const guint8 body[] = "what the chip says of itself, at some length";
  static const guint8 rest[] = "12345678";
  guint8 digest[20];
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  g_assert_true (EVP_DigestInit_ex2 (context, EVP_sha1 (), NULL) == 1
                 && EVP_DigestUpdate (context, body, sizeof body) == 1
                 && EVP_DigestUpdate (context, rest, 8) == 1
                 && EVP_DigestFinal_ex (context, digest, NULL) == 1);
  EVP_MD_CTX_free (context);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) f = unhex (rows[i].head);

      g_byte_array_append (f, body, sizeof body);
      g_byte_array_append (f, digest, sizeof digest);
      g_byte_array_append (f, (const guint8 *) "\xBC", 1);
      g_assert_cmpint (kiosk_message_recovery_verify (f->data, f->len, rest, 8), ==, rows[i].sound);
      for (guint n = 0; n < f->len; n++)
        g_assert_false (kiosk_message_recovery_verify (f->data, n, rest, 8));
    }
}

static GBytes *
make_key_info (EVP_PKEY *key)
{
  guint8 *der = NULL;
  int n = i2d_PUBKEY (key, &der);
  GBytes *info = g_bytes_new (der, (gsize) n);

  OPENSSL_free (der);

  return info;
}

static gboolean
run (SoftChip *chip, EVP_PKEY *shown, const KioskSecurityInfos *dg14, GError **error)
{
  g_autoptr (KioskChipChannel) channel = kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (chip));
  g_autoptr (GBytes) info = make_key_info (shown);
  g_autoptr (KioskSecret) contents = NULL;
  guint8 keys[2][32] = { { 1 }, { 2 } };

  chip->takes_extended = TRUE;
  soft_chip_add_file (chip, 0x011C, (const guint8 *) "\x31\x00", 2);
  g_assert_true (kiosk_chip_channel_read_file (channel, 0x011C, 256, &contents, NULL));
  soft_chip_protect (chip, KIOSK_CHIP_CIPHER_AES256, keys[0], keys[1]);
  kiosk_chip_channel_set_secure_messaging (
      channel, kiosk_secure_messaging_new (KIOSK_CHIP_CIPHER_AES256, keys[0], keys[1], NULL));

  return kiosk_active_authentication_perform (channel, info, dg14, error);
}

static void
check_both (SoftChip *chip, EVP_PKEY *other, const KioskSecurityInfos *dg14)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (chip, chip->signing_key, dg14, &error));
  g_assert_no_error (error);
  g_assert_false (run (chip, other, dg14, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_GENUINE);
}

static void
test_rsa_of_every_digest (void)
{
  const EVP_MD *const digests[]
      = { EVP_sha1 (), EVP_sha224 (), EVP_sha256 (), EVP_sha384 (), EVP_sha512 () };
  const unsigned int bits[] = { 1024, 2048 };

  for (guint k = 0; k < G_N_ELEMENTS (bits); k++)
    {
      EVP_PKEY *other = EVP_RSA_gen (bits[k]);
      g_autoptr (SoftChip) chip = soft_chip_new (KIOSK_CHIP_CIPHER_AES256);

      chip->signing_key = EVP_RSA_gen (bits[k]);
      for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
        for (guint way = 0; way < 2; way++)
          {
            chip->digest = digests[i];
            chip->signs_other_way = way == 1;
            check_both (chip, other, NULL);
          }
      EVP_PKEY_free (other);
    }
}

/* id-AA with ecdsa-plain of the digest that the number says (TR-03111). */
static KioskSecurityInfos *
make_dg14 (guint8 number)
{
  g_autoptr (GByteArray) file = unhex ("31193017 0606678108010105 020101 060A04007F00070101040100");
  KioskSecurityInfos *infos;

  file->data[file->len - 1] = number;
  infos = kiosk_security_infos_parse (file->data, file->len, NULL);
  g_assert_nonnull (infos);

  return infos;
}

static void
test_ecdsa_of_every_curve_and_digest (void)
{
  static const char *const curves[]
      = { "prime256v1",      "secp384r1",       "secp521r1", "brainpoolP256r1",
          "brainpoolP320r1", "brainpoolP512r1", "secp224r1" };
  const EVP_MD *const digests[] = { EVP_sha224 (), EVP_sha256 (), EVP_sha384 (), EVP_sha512 () };

  for (guint k = 0; k < G_N_ELEMENTS (curves); k++)
    for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
      {
        EVP_PKEY *other = EVP_EC_gen (curves[k]);
        g_autoptr (SoftChip) chip = soft_chip_new (KIOSK_CHIP_CIPHER_AES128);
        g_autoptr (KioskSecurityInfos) named = make_dg14 ((guint8) (2 + i));
        g_autoptr (KioskSecurityInfos) misnamed = make_dg14 ((guint8) (i == 0 ? 3 : 2));
        g_autoptr (GError) error = NULL;

        chip->signing_key = EVP_EC_gen (curves[k]);
        chip->digest = digests[i];
        for (guint der = 0; der < 2; der++)
          {
            chip->signs_der = der == 1;
            check_both (chip, other, named);
          }
        g_assert_false (run (chip, chip->signing_key, misnamed, &error));
        g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_GENUINE);
        if (EVP_MD_get_size (digests[i]) * 8 <= EVP_PKEY_get_bits (chip->signing_key))
          check_both (chip, other, NULL);
        EVP_PKEY_free (other);
      }
}

static void
test_other_keys_are_not_spoken (void)
{
  EVP_PKEY *keys[]
      = { EVP_PKEY_Q_keygen (NULL, NULL, "ED25519"), EVP_RSA_gen (512), EVP_EC_gen ("secp256k1") };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (SoftChip) chip = soft_chip_new (KIOSK_CHIP_CIPHER_AES128);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (keys[i]);
      g_assert_false (run (chip, keys[i], NULL, &error));
      g_assert_true (g_error_matches (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED)
                     || g_error_matches (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_MALFORMED));
      EVP_PKEY_free (keys[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/active-authentication/worked-example", test_worked_example);
  g_test_add_func ("/identity/active-authentication/padding-is-read-and-nothing-else",
                   test_padding_is_read_and_nothing_else);
  g_test_add_func ("/identity/active-authentication/rsa-of-every-digest", test_rsa_of_every_digest);
  g_test_add_func ("/identity/active-authentication/ecdsa-of-every-curve-and-digest",
                   test_ecdsa_of_every_curve_and_digest);
  g_test_add_func ("/identity/active-authentication/other-keys-are-not-spoken",
                   test_other_keys_are_not_spoken);

  return g_test_run ();
}
