/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "language/speak.h"

static KioskLanguage *
load (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);
  g_autoptr (GError) error = NULL;
  KioskLanguage *language = kiosk_language_load (folder, &error);

  g_assert_no_error (error);

  return language;
}

static const struct
{
  gint64 number;
  const char *vi;
  const char *en;
} numbers[] = {
  { 0, "không", "zero" },
  { 5, "năm", "five" },
  { 10, "mười", "ten" },
  { 11, "mười một", "eleven" },
  { 15, "mười lăm", "fifteen" },
  { 20, "hai mươi", "twenty" },
  { 21, "hai mươi mốt", "twenty-one" },
  { 24, "hai mươi bốn", "twenty-four" },
  { 25, "hai mươi lăm", "twenty-five" },
  { 100, "một trăm", "one hundred" },
  { 101, "một trăm linh một", "one hundred and one" },
  { 105, "một trăm linh năm", "one hundred and five" },
  { 110, "một trăm mười", "one hundred and ten" },
  { 115, "một trăm mười lăm", "one hundred and fifteen" },
  { 1000, "một nghìn", "one thousand" },
  { 1005, "một nghìn không trăm linh năm", "one thousand and five" },
  { 2026, "hai nghìn không trăm hai mươi sáu", "two thousand and twenty-six" },
  { 1999, "một nghìn chín trăm chín mươi chín", "one thousand nine hundred and ninety-nine" },
  { 20000, "hai mươi nghìn", "twenty thousand" },
  { 2005000, "hai triệu không trăm linh năm nghìn", "two million five thousand" },
  { 1000000000, "một tỷ", "one billion" },
  { 1000000021, "một tỷ không trăm hai mươi mốt", "one billion and twenty-one" },
  { -7, "âm bảy", "minus seven" },
};

static void
test_numbers_are_said_as_people_say_them (void)
{
  g_autoptr (KioskLanguage) language = load ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *vi = kiosk_number_in_words (language, "vi", numbers[i].number);
      g_autofree char *en = kiosk_number_in_words (language, "en", numbers[i].number);

      g_assert_cmpstr (vi, ==, numbers[i].vi);
      g_assert_cmpstr (en, ==, numbers[i].en);
    }
}

static void
test_the_largest_and_smallest_numbers_have_words (void)
{
  g_autoptr (KioskLanguage) language = load ();
  g_autofree char *largest = kiosk_number_in_words (language, "en", G_MAXINT64);
  g_autofree char *smallest = kiosk_number_in_words (language, "en", G_MININT64);

  g_assert_true (g_str_has_prefix (largest, "nine billion two hundred and twenty-three million"));
  g_assert_true (g_str_has_suffix (largest, "eight hundred and seven"));
  g_assert_true (g_str_has_prefix (smallest, "minus nine billion"));
  g_assert_true (g_str_has_suffix (smallest, "eight hundred and eight"));
}

static void
assert_taken (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_money_dates_and_times_have_each_language_s_form (void)
{
  g_autoptr (KioskLanguage) language = load ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) when = g_date_time_new (zone, 2026, 11, 25, 9, 41, 7);
  g_autoptr (GDateTime) early = g_date_time_new (zone, 2027, 1, 3, 0, 5, 0);

  assert_taken (kiosk_write_money (language, "vi", 20000), "20.000\u00a0đ");
  assert_taken (kiosk_write_money (language, "en", 20000), "20,000\u00a0VND");
  assert_taken (kiosk_write_money (language, "vi", 0), "0\u00a0đ");
  assert_taken (kiosk_write_money (language, "vi", 999), "999\u00a0đ");
  assert_taken (kiosk_write_money (language, "en", 1234567), "1,234,567\u00a0VND");
  assert_taken (kiosk_write_date (language, "vi", when), "25/11/2026");
  assert_taken (kiosk_write_date (language, "en", when), "25 November 2026");
  assert_taken (kiosk_write_date (language, "vi", early), "03/01/2027");
  assert_taken (kiosk_write_date (language, "en", early), "3 January 2027");
  assert_taken (kiosk_write_weekday (language, "vi", when), "Thứ Tư");
  assert_taken (kiosk_write_weekday (language, "en", early), "Sunday");
  assert_taken (kiosk_write_time (language, "vi", when), "09:41");
  assert_taken (kiosk_write_moment (language, "vi", when), "09:41, 25/11/2026");
  assert_taken (kiosk_date_in_words (language, "vi", 25, 11, 2026),
                "ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu");
  assert_taken (kiosk_date_in_words (language, "en", 1, 4, 2001),
                "the first of April two thousand and one");
}

static void
test_without_a_code_the_current_language_speaks (void)
{
  g_autoptr (KioskLanguage) language = load ();

  assert_taken (kiosk_write_money (language, NULL, 5000), "5.000\u00a0đ");
  g_assert_true (kiosk_language_set_current (language, "en"));
  assert_taken (kiosk_write_money (language, NULL, 5000), "5,000\u00a0VND");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/language/speak/numbers-are-said-as-people-say-them",
                   test_numbers_are_said_as_people_say_them);
  g_test_add_func ("/language/speak/the-largest-and-smallest-numbers-have-words",
                   test_the_largest_and_smallest_numbers_have_words);
  g_test_add_func ("/language/speak/money-dates-and-times-have-each-language-s-form",
                   test_money_dates_and_times_have_each_language_s_form);
  g_test_add_func ("/language/speak/without-a-code-the-current-language-speaks",
                   test_without_a_code_the_current_language_speaks);

  return g_test_run ();
}
