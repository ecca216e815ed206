/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chip authentication against the chip in memory: with its key, and with a copy that has none. */

#include "identity/chip/chip-authentication.h"
#include "identity/chip/chip-curve.h"
#include "identity/lds/tlv.h"
#include "soft-chip.h"

#include <openssl/x509.h>

#include <string.h>

typedef enum
{
  CURVE_NAMED,
  CURVE_NUMBERED,
  CURVE_EXPLICIT,
  CURVE_FORGED, /* explicit, with another generator */
} CurveForm;

typedef struct
{
  SoftChip *chip;
  KioskChipChannel *channel;
  KioskSecurityInfos *dg14;
} Fixture;

static void
append_parameters (const EC_GROUP *group, CurveForm form, int parameter_id, GByteArray *algorithm)
{
  static const guint8 ec[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01 };
  static const guint8 standardized[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02 };
  const guint8 number = (guint8) parameter_id;
  g_autoptr (KioskEcGroup) copy = EC_GROUP_dup (group);
  guint8 *der = NULL;
  int n;

  if (form == CURVE_NUMBERED)
    {
      kiosk_tlv_append (algorithm, 0x06, standardized, sizeof standardized);
      kiosk_tlv_append (algorithm, 0x02, &number, 1);
      return;
    }
  kiosk_tlv_append (algorithm, 0x06, ec, sizeof ec);
  if (form == CURVE_FORGED)
    {
      g_autoptr (KioskEcPoint) twice = EC_POINT_new (copy);

      g_assert_true (EC_POINT_dbl (copy, twice, EC_GROUP_get0_generator (copy), NULL) == 1);
      g_assert_true (
          EC_GROUP_set_generator (copy, twice, EC_GROUP_get0_order (group), BN_value_one ()) == 1);
    }
  EC_GROUP_set_asn1_flag (copy, form == CURVE_NAMED ? OPENSSL_EC_NAMED_CURVE : 0);
  n = i2d_ECPKParameters (copy, &der);
  g_assert_cmpint (n, >, 0);
  g_byte_array_append (algorithm, der, (guint) n);
  OPENSSL_free (der);
}

static GByteArray *
make_key_info (const EC_GROUP *group, const BIGNUM *key, CurveForm form, int parameter_id)
{
  g_autoptr (KioskEcPoint) point
      = kiosk_chip_curve_multiply (group, EC_GROUP_get0_generator (group), key);
  g_autoptr (GByteArray) algorithm = g_byte_array_new ();
  g_autoptr (GByteArray) bits = g_byte_array_new ();
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  GByteArray *info = g_byte_array_new ();

  append_parameters (group, form, parameter_id, algorithm);
  g_byte_array_append (bits, (const guint8 *) "\0", 1);
  g_assert_true (kiosk_chip_curve_write_point (group, point, bits));
  kiosk_tlv_append (inner, 0x30, algorithm->data, algorithm->len);
  kiosk_tlv_append (inner, 0x03, bits->data, bits->len);
  kiosk_tlv_append (info, 0x30, inner->data, inner->len);

  return info;
}

static void
append_info (GByteArray *set, guint8 arc, int cipher, const GByteArray *required, int key_id)
{
  const guint8 oid[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, arc, 2, (guint8) (cipher + 1) };
  const guint8 number[] = { (guint8) (key_id >> 8), (guint8) key_id };
  g_autoptr (GByteArray) info = g_byte_array_new ();

  kiosk_tlv_append (info, 0x06, oid, arc == 1 ? 9 : 10);
  g_byte_array_append (info, required->data, required->len);
  if (key_id >= 0)
    kiosk_tlv_append (info, 0x02, number, 2);
  kiosk_tlv_append (set, 0x30, info->data, info->len);
}

/* @key_id: -1 for none; @with_info: FALSE for a chip that has the key alone. */
static void
set_up (Fixture *f, int parameter_id, KioskChipCipher cipher, CurveForm form, int key_id,
        gboolean with_info)
{
  static const guint8 one[] = { 0x02, 0x01, 0x01 };
  g_autoptr (GByteArray) version = g_byte_array_new ();
  g_autoptr (GByteArray) set = g_byte_array_new ();
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GByteArray) key_info = NULL;
  g_autoptr (GError) error = NULL;
  guint8 keys[2][32] = { { 1 }, { 2 } };

  f->chip = soft_chip_new (cipher);
  f->channel = kiosk_chip_channel_new (KIOSK_CARD_TRANSPORT (f->chip));
  f->chip->group = kiosk_chip_curve_new (parameter_id);
  f->chip->static_key = BN_new ();
  g_assert_true (BN_rand_range (f->chip->static_key, EC_GROUP_get0_order (f->chip->group)) == 1);
  key_info = make_key_info (f->chip->group, f->chip->static_key, form, parameter_id);
  g_byte_array_append (version, one, sizeof one);
  append_info (set, 1, 0, key_info, key_id);
  if (with_info)
    append_info (set, 3, (int) cipher, version, key_id);
  kiosk_tlv_append (file, 0x31, set->data, set->len);
  f->dg14 = kiosk_security_infos_parse (file->data, file->len, &error);
  g_assert_no_error (error);
  soft_chip_add_file (f->chip, 0x010E, file->data, file->len);
  soft_chip_protect (f->chip, KIOSK_CHIP_CIPHER_3DES, keys[0], keys[1]);
  kiosk_chip_channel_set_secure_messaging (
      f->channel, kiosk_secure_messaging_new (KIOSK_CHIP_CIPHER_3DES, keys[0], keys[1], NULL));
}

static void
tear_down (Fixture *f)
{
  kiosk_security_infos_free (f->dg14);
  g_assert_finalize_object (f->channel);
  g_assert_finalize_object (f->chip);
}

static void
test_a_chip_with_its_key_is_genuine (void)
{
  for (int id = 8; id <= 18; id++)
    for (int cipher = KIOSK_CHIP_CIPHER_3DES; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
      for (int form = CURVE_NAMED; form <= CURVE_EXPLICIT; form++)
        {
          Fixture f;
          g_autoptr (KioskSecret) contents = NULL;
          g_autoptr (GError) error = NULL;

          set_up (&f, id, (KioskChipCipher) cipher, (CurveForm) form,
                  form == CURVE_NAMED ? -1 : 0x1C3, TRUE);
          g_assert_true (kiosk_chip_authentication_perform (f.channel, f.dg14, &error));
          g_assert_no_error (error);
          g_assert_cmpint (f.chip->sm_cipher, ==, cipher);
          /* The conversation goes on under the new keys. */
          g_assert_true (kiosk_chip_channel_read_file (f.channel, 0x010E, 4096, &contents, &error));
          tear_down (&f);
        }
}

static void
test_a_key_alone_is_for_triple_des (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;

  set_up (&f, 12, KIOSK_CHIP_CIPHER_3DES, CURVE_NAMED, -1, FALSE);
  g_assert_true (kiosk_chip_authentication_perform (f.channel, f.dg14, &error));
  g_assert_no_error (error);
  tear_down (&f);
}

/* What a copied card is: all the files, and another key in the chip. */
static void
test_a_copy_is_found_out (void)
{
  for (int cipher = KIOSK_CHIP_CIPHER_3DES; cipher <= KIOSK_CHIP_CIPHER_AES256; cipher++)
    {
      Fixture f;
      g_autoptr (GError) error = NULL;

      set_up (&f, 13, (KioskChipCipher) cipher, CURVE_NAMED, -1, TRUE);
      g_assert_true (BN_add_word (f.chip->static_key, 1) == 1);
      g_assert_false (kiosk_chip_authentication_perform (f.channel, f.dg14, &error));
      g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_NOT_GENUINE);
      g_assert_false (kiosk_chip_channel_is_protected (f.channel));
      tear_down (&f);
    }
}

static void
test_a_home_made_curve_is_not_spoken (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;

  set_up (&f, 12, KIOSK_CHIP_CIPHER_AES128, CURVE_FORGED, -1, TRUE);
  g_assert_false (kiosk_chip_authentication_perform (f.channel, f.dg14, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED);
  g_assert_cmpuint (f.chip->n_commands, ==, 0);
  tear_down (&f);
}

static void
test_a_chip_that_refuses_stays_open (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;

  set_up (&f, 12, KIOSK_CHIP_CIPHER_AES128, CURVE_NAMED, -1, TRUE);
  g_clear_pointer (&f.chip->static_key, BN_free);
  g_assert_false (kiosk_chip_authentication_perform (f.channel, f.dg14, &error));
  g_assert_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED);
  g_assert_true (kiosk_chip_channel_is_protected (f.channel));
  tear_down (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/chip-authentication/a-chip-with-its-key-is-genuine",
                   test_a_chip_with_its_key_is_genuine);
  g_test_add_func ("/identity/chip-authentication/a-key-alone-is-for-triple-des",
                   test_a_key_alone_is_for_triple_des);
  g_test_add_func ("/identity/chip-authentication/a-copy-is-found-out", test_a_copy_is_found_out);
  g_test_add_func ("/identity/chip-authentication/a-home-made-curve-is-not-spoken",
                   test_a_home_made_curve_is_not_spoken);
  g_test_add_func ("/identity/chip-authentication/a-chip-that-refuses-stays-open",
                   test_a_chip_that_refuses_stays_open);

  return g_test_run ();
}
