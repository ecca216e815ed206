/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gateway/portal.h"
#include "gateway/track-page.h"

static void
test_moments_are_written_in_viet_nam_in_24_hours (void)
{
  static const struct
  {
    const char *in, *out;
  } cases[] = {
    { "2026-11-25T23:41:07+07:00", "20261125234107" },
    { "2026-11-25T17:41:07Z", "20261126004107" },
    { "2026-11-25T12:00:00-05:00", "20261126000000" },
    { "2026-11-25T13:00:00", "20261125130000" },
    { "2026-12-31T17:00:00Z", "20270101000000" },
    { "", "" },
    { "tomorrow", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kiosk_portal_moment (cases[i].in);

      g_assert_cmpstr (text, ==, cases[i].out);
    }
}

static void
test_a_phones_language_is_the_first_we_speak (void)
{
  static const struct
  {
    const char *asked, *accepted, *expected;
  } cases[] = {
    { NULL, NULL, "vi" },       { NULL, "en", "en" },         { NULL, "EN-gb;q=0.9", "en" },
    { NULL, "vi-VN,en", "vi" }, { NULL, "fr, en;q=1", "en" }, { NULL, "fr", "vi" },
    { "en", "vi", "en" },       { "vi", "en", "vi" },         { "<", "en", "en" },
    { NULL, ",,,;;", "vi" },
  };
  g_autofree char *endless = g_strnfill (100000, ',');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (kiosk_track_language (cases[i].asked, cases[i].accepted), ==,
                     cases[i].expected);
  g_assert_cmpstr (kiosk_track_language (NULL, endless), ==, "vi");
}

static void
test_a_page_escapes_what_it_is_given (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);
  g_autoptr (KioskLanguage) language = kiosk_language_load (folder, NULL);
  KioskReceiptCode receipt = { 0 };
  g_autoptr (GBytes) page = NULL;
  g_autofree char *text = NULL;

  receipt.kiosk = (char *) "<b>\"&";
  receipt.provisional = (char *) "</dd><script>";
  receipt.procedure = (char *) "'";
  page = kiosk_track_write (language, "vi", KIOSK_TRACK_KEPT, &receipt, NULL);
  text = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  g_assert_null (g_strstr_len (text, -1, "<b>"));
  g_assert_null (g_strstr_len (text, -1, "<script>"));
  g_assert_nonnull (g_strstr_len (text, -1, "&lt;script&gt;"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway/texts/moments-are-written-in-viet-nam",
                   test_moments_are_written_in_viet_nam_in_24_hours);
  g_test_add_func ("/gateway/texts/a-phones-language-is-the-first-we-speak",
                   test_a_phones_language_is_the_first_we_speak);
  g_test_add_func ("/gateway/texts/a-page-escapes-what-it-is-given",
                   test_a_page_escapes_what_it_is_given);

  return g_test_run ();
}
