/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "language/fold.h"

#include <string.h>

typedef char *(*Function) (const char *text);

typedef struct
{
  const char *name;
  Function function;
  const char *input;
  const char *expected;
} Row;

static const Row rows[] = {
  { "fold/accents-and-d", kiosk_fold, "Đăng ký  KHAI SINH", "dang ky khai sinh" },
  { "fold/decomposed-input", kiosk_fold, "Nguye\xcc\x82\xcc\x83n", "nguyen" },
  { "fold/horn-letters", kiosk_fold, "Trường Ước Ưỡn", "truong uoc uon" },
  { "fold/codes-stay", kiosk_fold, " 1.001193 ", "1.001193" },
  { "fold/no-break-space", kiosk_fold, "a\xc2\xa0 b", "a b" },
  { "fold/empty", kiosk_fold, "  \t ", "" },
  { "fold/broken-bytes", kiosk_fold, "a\xff\xfe", "a\xef\xbf\xbd\xef\xbf\xbd" },
  { "normalize/composes", kiosk_normalize, "Nguye\xcc\x82\xcc\x83n Thi\xcc\xa3", "Nguyễn Thị" },
  { "normalize/other-order-of-marks", kiosk_normalize, "Vie\xcc\xa3\xcc\x82t", "Việt" },
  { "normalize/trims-and-collapses", kiosk_normalize, "\r\n a \t\n b\v ", "a b" },
  { "normalize/strips-controls", kiosk_normalize, "a\x01\x1b[31mb\x7f", "a[31mb" },
  { "normalize/strips-direction", kiosk_normalize,
    "ab\xe2\x80\xae"
    "cd\xe2\x81\xa6",
    "abcd" },
  { "normalize/strips-byte-order-mark", kiosk_normalize,
    "\xef\xbb\xbf"
    "a",
    "a" },
  { "normalize/composes-across-what-it-strips", kiosk_normalize, "e\xe2\x80\x8b\xcc\x81", "é" },
  { "strip/keeps-lines", kiosk_strip_controls, "a\r\nb\tc\x01", "a\nb c" },
  { "start-small/goes-on", kiosk_start_small, "Đảng viên", "đảng viên" },
  { "start-small/letters-stay", kiosk_start_small, "UBND xã", "UBND xã" },
  { "start-small/empty", kiosk_start_small, "", "" },
  { "upper/names", kiosk_upper, "Nguyễn Thị Ánh Đào ơ ư", "NGUYỄN THỊ ÁNH ĐÀO Ơ Ư" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *result = row->function (row->input);

  g_assert_cmpstr (result, ==, row->expected);
}

/* Any bytes give valid text, and a second pass changes nothing. */
static void
test_any_bytes_are_safe_and_settle (void)
{
  const Function functions[] = { kiosk_fold, kiosk_normalize, kiosk_strip_controls };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261125);

  for (guint i = 0; i < 5000; i++)
    {
      char bytes[40];
      guint length = (guint) g_rand_int_range (rand, 0, sizeof bytes - 1);

      for (guint k = 0; k < length; k++)
        bytes[k] = (char) g_rand_int_range (rand, 1, 256);
      bytes[length] = '\0';
      for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
        {
          g_autofree char *once = functions[f](bytes);
          g_autofree char *twice = functions[f](once);

          g_assert_true (g_utf8_validate (once, -1, NULL));
          g_assert_cmpstr (once, ==, twice);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/language/fold/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/language/fold/any-bytes-are-safe-and-settle",
                   test_any_bytes_are_safe_and_settle);

  return g_test_run ();
}
