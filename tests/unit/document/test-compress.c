/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "document/compress.h"

#include <string.h>

/* A page like print: dark strokes on light paper, with a little noise as every scanner has. */
static guint8 *
draw_page (guint width, guint height, guint noise)
{
  guint8 *rgb = g_malloc ((gsize) width * height * 3);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        gboolean ink = (y / 12) % 3 == 0 && (x / 5) % 3 == 0;
        int base = ink ? 40 : 235;

        for (guint c = 0; c < 3; c++)
          rgb[((gsize) y * width + x) * 3 + c] = (guint8) CLAMP (
              base + g_rand_int_range (rand, -(int) noise, (int) noise + 1), 0, 255);
      }

  return rgb;
}

static void
test_page_fits_its_size (void)
{
  g_autofree guint8 *rgb = draw_page (1654, 2339, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskScan) scan = kiosk_compress_page (rgb, 1654, 2339, 1654 * 3, 200, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kiosk_secret_get_size (kiosk_scan_get_jpeg (scan)), <=, KIOSK_SCAN_MAX_BYTES);
  g_assert_cmpuint (kiosk_scan_get_width (scan), ==, 1654);
  g_assert_cmpmem (kiosk_secret_get_data (kiosk_scan_get_jpeg (scan), NULL), 3, "\xff\xd8\xff", 3);
}

static void
test_fine_page_is_kept_at_200_dpi (void)
{
  g_autofree guint8 *rgb = draw_page (2480, 3508, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskScan) scan = kiosk_compress_page (rgb, 2480, 3508, 2480 * 3, 300, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kiosk_scan_get_width (scan), ==, 1653);
  g_assert_cmpuint (kiosk_secret_get_size (kiosk_scan_get_jpeg (scan)), <=, KIOSK_SCAN_MAX_BYTES);
}

static void
test_white_page_is_blank (void)
{
  g_autofree guint8 *rgb = g_malloc (800 * 600 * 3);
  g_autoptr (GError) error = NULL;

  memset (rgb, 250, 800 * 600 * 3);
  g_assert_null (kiosk_compress_page (rgb, 800, 600, 800 * 3, 200, &error));
  g_assert_error (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_BLANK);
}

static void
test_noise_that_cannot_fit_is_refused (void)
{
  g_autofree guint8 *rgb = draw_page (3300, 4600, 110);
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_compress_page (rgb, 3300, 4600, 3300 * 3, 200, &error));
  g_assert_error (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_BUDGET);
}

static void
test_absurd_sizes_are_refused (void)
{
  static const guint8 pixel[3] = { 0 };
  static const struct
  {
    guint width, height;
    gsize stride;
  } sizes[] = { { 0, 1, 3 }, { 1, 0, 3 }, { 100000, 100000, 300000 }, { 2, 1, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_compress_page (pixel, sizes[i].width, sizes[i].height, sizes[i].stride,
                                          200, &error));
      g_assert_error (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_TOO_LARGE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/compress/page-fits-its-size", test_page_fits_its_size);
  g_test_add_func ("/document/compress/fine-page-is-kept-at-200-dpi",
                   test_fine_page_is_kept_at_200_dpi);
  g_test_add_func ("/document/compress/white-page-is-blank", test_white_page_is_blank);
  g_test_add_func ("/document/compress/noise-that-cannot-fit-is-refused",
                   test_noise_that_cannot_fit_is_refused);
  g_test_add_func ("/document/compress/absurd-sizes-are-refused", test_absurd_sizes_are_refused);

  return g_test_run ();
}
