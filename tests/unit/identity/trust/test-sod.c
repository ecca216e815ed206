/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/trust/sod.h"
#include "issued.h"

#include <string.h>

static KioskSod *
parse (const char *folder, GError **error)
{
  g_autoptr (GBytes) bytes = issued_bytes (folder, "EF.SOD.bin");
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return kiosk_sod_parse (data, length, error);
}

static void
test_what_it_lists (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSod) first = parse ("p256", &error);
  g_autoptr (KioskSod) second = parse ("p384", &error);
  g_autoptr (KioskSod) other = parse ("java/p384", &error);
  g_autoptr (GBytes) group = issued_bytes ("p256", "DG13.bin");
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (group, &length);

  g_assert_no_error (error);
  g_assert_cmphex (kiosk_sod_get_groups (first), ==, 1u << 1 | 1u << 2 | 1u << 13 | 1u << 14);
  g_assert_null (kiosk_sod_get_lds_version (first));
  g_assert_cmpstr (kiosk_sod_get_lds_version (second), ==, "0108");
  g_assert_cmpstr (kiosk_sod_get_lds_version (other), ==, "0108");
  g_assert_true (kiosk_sod_group_matches (first, 13, data, length));
  g_assert_true (kiosk_sod_group_matches (other, 13, data, length));
  g_assert_false (kiosk_sod_group_matches (first, 13, data, length - 1));
  g_assert_false (kiosk_sod_group_matches (first, 14, data, length));
  g_assert_false (kiosk_sod_group_matches (first, 15, data, length));
  g_assert_false (kiosk_sod_group_matches (first, 0, data, length));
  g_assert_false (kiosk_sod_group_matches (first, 17, data, length));
}

static void
test_time_of_signing (void)
{
  g_autoptr (KioskSod) now = parse ("p256", NULL);
  g_autoptr (KioskSod) old = parse ("java/old", NULL);
  g_autoptr (KioskSod) none = parse ("java/old-no-time", NULL);
  gint64 today = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 day = 24 * 3600;

  g_assert_cmpint (
      ABS (kiosk_signed_data_get_signing_time (kiosk_sod_get_signed_data (now)) - today), <,
      300 * day);
  g_assert_cmpint (kiosk_signed_data_get_signing_time (kiosk_sod_get_signed_data (old)), <,
                   today - 2899 * day);
  g_assert_cmpint (kiosk_signed_data_get_signing_time (kiosk_sod_get_signed_data (none)), ==, 0);
}

static const struct
{
  const char *folder;
  KioskSodError code;
} refused[] = {
  { "bad-tag", KIOSK_SOD_ERROR_MALFORMED },
  { "bad-empty", KIOSK_SOD_ERROR_MALFORMED },
  { "bad-content-type", KIOSK_SOD_ERROR_MALFORMED },
  { "bad-two-signers", KIOSK_SOD_ERROR_MALFORMED },
  { "bad-group-twice", KIOSK_SOD_ERROR_MALFORMED },
  { "bad-version", KIOSK_SOD_ERROR_UNSUPPORTED },
  { "bad-hash-algorithm", KIOSK_SOD_ERROR_UNSUPPORTED },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskSod) sod = parse (refused[i].folder, &error);

      g_test_message ("%s", refused[i].folder);
      g_assert_null (sod);
      g_assert_error (error, KIOSK_SOD_ERROR, (int) refused[i].code);
    }
}

/* Wherever the file ends too early. */
static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = issued_bytes ("p256", "EF.SOD.bin");
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) error = NULL;
      /* A block of exactly this size, so that a byte read behind it is noticed. */
      g_autofree guint8 *cut = g_memdup2 (data, i);
      g_autoptr (KioskSod) sod = kiosk_sod_parse (cut, i, &error);

      g_assert_null (sod);
      g_assert_error (error, KIOSK_SOD_ERROR, KIOSK_SOD_ERROR_MALFORMED);
    }
}

static void
test_padding (void)
{
  g_autoptr (GBytes) bytes = issued_bytes ("p256", "EF.SOD.bin");
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *padded = g_malloc0 (0x10001);
  g_autoptr (KioskSod) sod = NULL;
  g_autoptr (KioskSod) long_one = NULL;

  memcpy (padded, data, length);
  sod = kiosk_sod_parse (padded, length + 100, NULL);
  g_assert_nonnull (sod);
  g_assert_cmpint (kiosk_signed_data_verify (kiosk_sod_get_signed_data (sod)), ==,
                   KIOSK_SIGNED_VALID);
  long_one = kiosk_sod_parse (padded, 0x10001, NULL);
  g_assert_null (long_one);
}

static const struct
{
  const char *folder;
  KioskSignedVerdict verdict;
} signatures[] = {
  { "p256", KIOSK_SIGNED_VALID },
  { "pss", KIOSK_SIGNED_VALID },
  { "pss-key", KIOSK_SIGNED_VALID },
  { "java/brainpool-explicit", KIOSK_SIGNED_VALID },
  { "bad-signature", KIOSK_SIGNED_INVALID },
  { "bad-content", KIOSK_SIGNED_INVALID },
  { "bad-no-attributes", KIOSK_SIGNED_INVALID },
  { "bad-weak", KIOSK_SIGNED_UNSUPPORTED },
  { "bad-digest", KIOSK_SIGNED_UNSUPPORTED },
  { "bad-curve", KIOSK_SIGNED_HOME_MADE_CURVE },
  { "bad-no-signer", KIOSK_SIGNED_NO_SIGNER },
};

static void
test_signatures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      g_autoptr (KioskSod) sod = parse (signatures[i].folder, NULL);

      g_test_message ("%s", signatures[i].folder);
      g_assert_nonnull (sod);
      g_assert_cmpint (kiosk_signed_data_verify (kiosk_sod_get_signed_data (sod)), ==,
                       signatures[i].verdict);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trust/sod/groups-are-listed-with-their-hashes", test_what_it_lists);
  g_test_add_func ("/trust/sod/says-when-it-was-signed", test_time_of_signing);
  g_test_add_func ("/trust/sod/what-is-none-is-refused", test_refused);
  g_test_add_func ("/trust/sod/cut-anywhere-it-is-none", test_cut);
  g_test_add_func ("/trust/sod/padding-is-not-looked-at", test_padding);
  g_test_add_func ("/trust/sod/signatures-are-verified", test_signatures);

  return g_test_run ();
}
