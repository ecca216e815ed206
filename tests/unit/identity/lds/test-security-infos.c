/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/security-infos.h"

#include <string.h>

static GByteArray *
unhex (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; text[0] != '\0'; text += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));

      g_byte_array_append (bytes, &byte, 1);
    }

  return bytes;
}

static KioskSecurityInfos *
parse (const char *text, GError **error)
{
  g_autoptr (GByteArray) bytes = unhex (text);
  g_autofree guint8 *exact = g_memdup2 (bytes->data, bytes->len);

  return kiosk_security_infos_parse (exact, bytes->len, error);
}

/* The PACEInfo of ICAO 9303-11 appendix G.1, and an id-TA that is passed over. */
static void
test_card_access_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecurityInfos) infos = parse ("3123"
                                                "300D060804007F0007020202020101"
                                                "3012060A04007F0007020204020202010202010D",
                                                &error);
  const KioskPaceInfo *pace;

  g_assert_no_error (error);
  pace = kiosk_security_infos_get_pace (infos, 0);
  g_assert_nonnull (pace);
  g_assert_cmpuint (pace->oid_length, ==, 10);
  g_assert_cmpint (pace->mapping, ==, KIOSK_PACE_MAPPING_GENERIC);
  g_assert_cmpint (pace->cipher, ==, KIOSK_CHIP_CIPHER_AES128);
  g_assert_true (pace->elliptic);
  g_assert_false (pace->ambiguous);
  g_assert_cmpint (pace->parameter_id, ==, 13);
  g_assert_null (kiosk_security_infos_get_pace (infos, 1));
  g_assert_null (kiosk_security_infos_get_chip_authentication (infos, 0));
  g_assert_null (kiosk_security_infos_get_public_key (infos, 0));
  g_assert_cmpint (kiosk_security_infos_get_active_authentication (infos), ==,
                   KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN);
}

/* The key of appendix I.1, a way to prove it, and what active authentication hashes with. */
static void
test_data_group_14_is_read (void)
{
  static const char file[] = "6E8191"
                             "31818E"
                             "3062060904007F000702020102"
                             "3052300C060704007F0007010202010D034200"
                             "041872709494399E7470A6431BE25E83EEE24FEA568C2ED28DB48E05DB3A610DC8"
                             "84D256A40E35EFCB59BF6753D3A489D28C7A4D973C2DA138A6E7A4A08F68E16F"
                             "02010D"
                             "300F060A04007F00070202030202020101"
                             "3017060667810801010502010106"
                             "0A04007F00070101040103";
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecurityInfos) infos = parse (file, &error);
  const KioskChipPublicKeyInfo *key;
  const KioskChipAuthenticationInfo *authentication;

  g_assert_no_error (error);
  key = kiosk_security_infos_get_public_key (infos, 0);
  g_assert_nonnull (key);
  g_assert_true (key->elliptic);
  g_assert_cmpint (key->key_id, ==, 13);
  g_assert_cmpuint (g_bytes_get_size (key->public_key_info), ==, 0x54);
  g_assert_null (kiosk_security_infos_get_public_key (infos, 1));
  authentication = kiosk_security_infos_get_chip_authentication (infos, 0);
  g_assert_nonnull (authentication);
  g_assert_cmpint (authentication->cipher, ==, KIOSK_CHIP_CIPHER_AES128);
  g_assert_cmpint (authentication->key_id, ==, -1);
  g_assert_null (kiosk_security_infos_get_chip_authentication (infos, 1));
  g_assert_cmpint (kiosk_security_infos_get_active_authentication (infos), ==,
                   KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA256);
  /* Cut off anywhere, it is none. */
  for (gsize n = 0; n < strlen (file); n += 2)
    {
      g_autofree char *cut = g_strndup (file, n);

      g_assert_null (parse (cut, NULL));
    }
}

static void
test_digests_are_told_by_either_name (void)
{
  static const struct
  {
    const char *oid;
    KioskActiveAuthenticationDigest digest;
  } rows[] = {
    { "060A04007F00070101040101", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1 },
    { "060A04007F00070101040105", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA512 },
    { "060A04007F00070101040106", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN }, /* RIPEMD-160 */
    { "06072A8648CE3D0401", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1 },
    { "06082A8648CE3D040303", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA384 },
    { "06082A8648CE3D040305", KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n = strlen (rows[i].oid) / 2;
      g_autofree char *text = g_strdup_printf ("31%02X30%02X06066781080101050201"
                                               "01%s",
                                               (guint) n + 13, (guint) n + 11, rows[i].oid);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskSecurityInfos) infos = parse (text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (kiosk_security_infos_get_active_authentication (infos), ==, rows[i].digest);
    }
}

static void
test_what_is_not_a_set_is_refused (void)
{
  static const char *const rows[] = {
    "",
    "3000",
    "6E00",
    "6E023000",
    "3103020101",                                    /* no SecurityInfo */
    "31023000",                                      /* an empty one */
    "3104300206 00",                                 /* a name alone */
    "31143012060A04007F00070202040202040102 02010D", /* the version is no INTEGER */
    "31143012060A04007F0007020204020202018202010D",  /* a negative one */
    "31143012060A04007F0007020204020202010204010D",  /* the parameters are no INTEGER */
    "310E300C060904007F000702020102 0500",           /* a key that is none */
    "31",
    "3105300306",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (rows[i], " ", -1);
      g_autofree char *text = g_strjoinv ("", parts);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (text, &error));
      g_assert_error (error, KIOSK_SECURITY_INFOS_ERROR, KIOSK_SECURITY_INFOS_ERROR_MALFORMED);
    }
}

static void
test_no_end_of_infos_is_refused (void)
{
  g_autoptr (GString) text = g_string_new ("318203CF");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 65; i++)
    g_string_append (text, "300D060804007F0007020202020101");
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, KIOSK_SECURITY_INFOS_ERROR, KIOSK_SECURITY_INFOS_ERROR_MALFORMED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/security-infos/card-access-is-read", test_card_access_is_read);
  g_test_add_func ("/identity/security-infos/data-group-14-is-read", test_data_group_14_is_read);
  g_test_add_func ("/identity/security-infos/digests-are-told-by-either-name",
                   test_digests_are_told_by_either_name);
  g_test_add_func ("/identity/security-infos/what-is-not-a-set-is-refused",
                   test_what_is_not_a_set_is_refused);
  g_test_add_func ("/identity/security-infos/no-end-of-infos-is-refused",
                   test_no_end_of_infos_is_refused);

  return g_test_run ();
}
