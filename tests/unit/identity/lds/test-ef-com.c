/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that only list or wrap: EF.COM, data groups 14 and 15. */

#include "identity/lds/data-group.h"
#include "identity/lds/dg14.h"
#include "identity/lds/dg15.h"
#include "identity/lds/ef-com.h"

static const guint8 whole[] = {
  0x60, 0x18, 0x5F, 0x01, 0x04, '0',  '1',  '0',  '7',  0x5F, 0x36, 0x06, '0',
  '4',  '0',  '0',  '0',  '0',  0x5C, 0x06, 0x61, 0x75, 0x63, 0x6D, 0x6E, 0x6F,
};

static void
test_the_list_is_read (void)
{
  g_autoptr (GError) error = NULL;
  KioskEfCom com;

  g_assert_true (kiosk_ef_com_parse (whole, sizeof whole, &com, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (com.version, ==, "0107");
  for (guint group = 1; group <= KIOSK_N_DATA_GROUPS; group++)
    {
      gboolean listed = group <= 3 || (group >= 13 && group <= 15);

      g_assert_cmpint (kiosk_ef_com_has (&com, group), ==, listed);
    }
}

static void
test_unknown_tags_and_odd_versions_are_passed_over (void)
{
  static const guint8 odd[]
      = { 0x60, 0x0B, 0x5F, 0x01, 0x02, 'A', 'B', 0x5C, 0x04, 0x75, 0x00, 0xFF, 0x62 };
  g_autoptr (GError) error = NULL;
  KioskEfCom com;

  g_assert_true (kiosk_ef_com_parse (odd, sizeof odd, &com, &error));
  g_assert_cmpstr (com.version, ==, "");
  g_assert_cmphex (com.groups, ==, 1u << 2);
}

static void
test_no_part_of_the_file_will_do (void)
{
  static const guint8 no_list[] = { 0x60, 0x07, 0x5F, 0x01, 0x04, '0', '1', '0', '7' };
  g_autoptr (GError) error = NULL;
  KioskEfCom com;

  for (gsize n = 0; n < sizeof whole; n++)
    {
      g_autofree guint8 *cut = g_memdup2 (whole, n);

      g_assert_false (kiosk_ef_com_parse (cut, n, &com, &error));
      g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_TRUNCATED);
      g_clear_error (&error);
    }
  g_assert_false (kiosk_ef_com_parse (no_list, sizeof no_list, &com, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
}

static void
test_numbers_tags_and_files_belong_together (void)
{
  g_assert_cmphex (kiosk_data_group_get_tag (2), ==, 0x75);
  g_assert_cmphex (kiosk_data_group_get_tag (4), ==, 0x76);
  g_assert_cmphex (kiosk_data_group_get_tag (16), ==, 0x70);
  g_assert_cmphex (kiosk_data_group_get_file (13), ==, 0x010D);
  g_assert_cmpuint (kiosk_data_group_from_tag (0x64), ==, 0);
  for (guint group = 1; group <= KIOSK_N_DATA_GROUPS; group++)
    g_assert_cmpuint (kiosk_data_group_from_tag (kiosk_data_group_get_tag (group)), ==, group);
}

static void
test_data_group_14_is_unwrapped (void)
{
  static const guint8 file[] = { 0x6E, 0x04, 0x31, 0x02, 0x30, 0x00 };
  static const guint8 sequence[] = { 0x6E, 0x04, 0x30, 0x02, 0x30, 0x00 };
  g_autoptr (GError) error = NULL;
  KioskTlv infos;

  g_assert_true (kiosk_dg14_parse (file, sizeof file, &infos, &error));
  g_assert_true (infos.whole == file + 2);
  g_assert_cmpuint (infos.whole_length, ==, 4);
  g_assert_false (kiosk_dg14_parse (sequence, sizeof sequence, &infos, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
  g_clear_error (&error);
  g_assert_false (kiosk_dg14_parse (file, sizeof file - 1, &infos, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_TRUNCATED);
}

static void
test_data_group_15_is_unwrapped (void)
{
  static const guint8 file[] = { 0x6F, 0x08, 0x30, 0x06, 0x30, 0x00, 0x03, 0x02, 0x00, 0x01 };
  static const guint8 no_key[] = { 0x6F, 0x06, 0x30, 0x04, 0x30, 0x00, 0x04, 0x00 };
  g_autoptr (GError) error = NULL;
  KioskTlv key;

  g_assert_true (kiosk_dg15_parse (file, sizeof file, &key, &error));
  g_assert_true (key.whole == file + 2);
  g_assert_cmpuint (key.whole_length, ==, 8);
  g_assert_false (kiosk_dg15_parse (no_key, sizeof no_key, &key, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/ef-com/the-list-is-read", test_the_list_is_read);
  g_test_add_func ("/identity/ef-com/unknown-tags-and-odd-versions-are-passed-over",
                   test_unknown_tags_and_odd_versions_are_passed_over);
  g_test_add_func ("/identity/ef-com/no-part-of-the-file-will-do",
                   test_no_part_of_the_file_will_do);
  g_test_add_func ("/identity/data-group/numbers-tags-and-files-belong-together",
                   test_numbers_tags_and_files_belong_together);
  g_test_add_func ("/identity/dg14/is-unwrapped", test_data_group_14_is_unwrapped);
  g_test_add_func ("/identity/dg15/is-unwrapped", test_data_group_15_is_unwrapped);

  return g_test_run ();
}
