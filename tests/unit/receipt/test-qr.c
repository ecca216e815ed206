/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "receipt/qr.h"

static void
test_capitals_make_a_smaller_code_than_small_letters (void)
{
  g_autofree char *capitals = g_strnfill (300, 'A');
  g_autofree char *small = g_strnfill (300, 'a');
  g_autoptr (KioskQr) first = kiosk_qr_new (capitals);
  g_autoptr (KioskQr) second = kiosk_qr_new (small);

  /* 300 characters: alphanumeric is version 13-Q, bytes are version 16-Q (ISO/IEC 18004, table 7). */
  g_assert_cmpuint (kiosk_qr_get_size (first), ==, 17 + 4 * 13);
  g_assert_cmpuint (kiosk_qr_get_size (second), ==, 17 + 4 * 16);
}

static void
test_finders_stand_in_three_corners (void)
{
  g_autoptr (KioskQr) code = kiosk_qr_new ("HTTPS://TRACK.EXAMPLE.VN/P/1.004222");
  guint size = kiosk_qr_get_size (code);
  const guint corners[3][2] = { { 0, 0 }, { size - 7, 0 }, { 0, size - 7 } };

  for (guint corner = 0; corner < 3; corner++)
    for (guint y = 0; y < 7; y++)
      for (guint x = 0; x < 7; x++)
        {
          guint ring = MIN (MIN (x, 6 - x), MIN (y, 6 - y));

          g_assert_cmpint (kiosk_qr_is_dark (code, corners[corner][0] + x, corners[corner][1] + y),
                           ==, ring != 1);
        }
}

static void
test_outside_the_code_all_is_light (void)
{
  g_autoptr (KioskQr) code = kiosk_qr_new ("A");
  guint size = kiosk_qr_get_size (code);

  g_assert_false (kiosk_qr_is_dark (code, size, 0));
  g_assert_false (kiosk_qr_is_dark (code, 0, size));
  g_assert_false (kiosk_qr_is_dark (code, G_MAXUINT, G_MAXUINT));
}

static void
test_a_text_that_fits_no_code_gives_none (void)
{
  g_autofree char *most = g_strnfill (2420, 'A');
  g_autofree char *more = g_strnfill (2421, 'A');
  g_autoptr (KioskQr) code = kiosk_qr_new (most);

  g_assert_nonnull (code);
  g_assert_null (kiosk_qr_new (more));
  g_assert_null (kiosk_qr_new (""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/receipt/qr/capitals-make-a-smaller-code-than-small-letters",
                   test_capitals_make_a_smaller_code_than_small_letters);
  g_test_add_func ("/receipt/qr/finders-stand-in-three-corners",
                   test_finders_stand_in_three_corners);
  g_test_add_func ("/receipt/qr/outside-the-code-all-is-light", test_outside_the_code_all_is_light);
  g_test_add_func ("/receipt/qr/a-text-that-fits-no-code-gives-none",
                   test_a_text_that_fits_no_code_gives_none);

  return g_test_run ();
}
