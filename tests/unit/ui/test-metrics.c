/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/look.h"
#include "ui/metrics.h"

static void
test_both_panels (void)
{
  static const struct
  {
    int width, height;
    double width_mm;
    gboolean portrait;
    int unit, target, primary; /* pixels of 2, 12.7 and 18 mm */
  } panels[] = {
    { 1920, 1080, 476.0, FALSE, 8, 51, 73 },
    { 1080, 1920, 398.0, TRUE, 5, 34, 49 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      g_autoptr (KioskMetrics) metrics
          = kiosk_metrics_new (panels[i].width, panels[i].height, panels[i].width_mm);
      int width, height;

      g_assert_cmpint (kiosk_metrics_px (metrics, 2.0), ==, panels[i].unit);
      g_assert_cmpint (kiosk_metrics_px (metrics, 12.7), ==, panels[i].target);
      g_assert_cmpint (kiosk_metrics_px (metrics, 18.0), ==, panels[i].primary);
      g_assert_cmpint (kiosk_metrics_px (metrics, panels[i].width_mm), ==, panels[i].width);
      g_assert_cmpint (kiosk_metrics_is_portrait (metrics), ==, panels[i].portrait);
      kiosk_metrics_get_size (metrics, &width, &height);
      g_assert_cmpint (width, ==, panels[i].width);
      g_assert_cmpint (height, ==, panels[i].height);
    }
}

/* Noto Sans is 0.714 em from foot to head of a capital; M is 7.44 mm. */
static void
test_capitals_are_tall_enough (void)
{
  static const struct
  {
    KioskTextSize size;
    double least, most;
  } sizes[] = {
    { KIOSK_TEXT_S, 3.5, 4.2 },
    { KIOSK_TEXT_M, 4.8, 5.6 },
    { KIOSK_TEXT_L, 6.4, 7.1 },
    { KIOSK_TEXT_XL, 8.5, 9.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double capital = 7.44 * kiosk_text_size_get_scale (sizes[i].size) * 0.714;

      g_assert_cmpfloat (capital, >=, sizes[i].least);
      g_assert_cmpfloat (capital, <=, sizes[i].most);
    }
}

static void
test_every_look_has_a_word (void)
{
  for (int size = 0; size < KIOSK_TEXT_N_SIZES; size++)
    g_assert_true (g_str_has_prefix (kiosk_text_size_to_class ((KioskTextSize) size), "size-"));
  for (int colours = 1; colours < KIOSK_COLOURS_N; colours++)
    {
      g_autofree char *file
          = g_strdup_printf ("theme-%s.css", kiosk_colours_to_name ((KioskColours) colours));
      g_autofree char *path = g_build_filename (g_getenv ("KIOSK_ASSETS"), "styles", file, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/metrics/a-millimetre-is-a-millimetre-on-both-panels", test_both_panels);
  g_test_add_func ("/look/capitals-are-as-tall-as-the-guidelines-want",
                   test_capitals_are_tall_enough);
  g_test_add_func ("/look/every-look-has-a-word-and-a-style-sheet", test_every_look_has_a_word);

  return g_test_run ();
}
