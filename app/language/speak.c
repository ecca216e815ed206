/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-language"

#include "language/speak.h"

#include <string.h>

/* No word and no order of words is here: a language that counts in hundreds, thousands and
 * millions is added as a file words.json. All numbers under a hundred are written out there, which
 * spares rules such as «mốt» for one after twenty. */

#define THOUSAND G_GUINT64_CONSTANT (1000)
#define MILLION G_GUINT64_CONSTANT (1000000)
#define BILLION G_GUINT64_CONSTANT (1000000000)

static const char *
get_numbered (KioskLanguage *language, const char *code, const char *key, int number)
{
  g_autofree char *numbered = g_strdup_printf ("words.%s.%d", key, number);

  return kiosk_language_get_in (language, code, numbered);
}

static guint64
magnitude_of (gint64 number)
{
  return number < 0 ? (guint64) - (number + 1) + 1 : (guint64) number;
}

/**
 * kiosk_write_money:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @dong: an amount in dong
 *
 * Returns: (transfer full): such as «20.000 đ», "20,000 VND"
 */
char *
kiosk_write_money (KioskLanguage *language, const char *code, gint64 dong)
{
  g_autofree char *digits = NULL;
  g_autoptr (GString) amount = NULL;
  const char *separator;
  gsize n_digits;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language), NULL);

  digits = g_strdup_printf ("%" G_GUINT64_FORMAT, magnitude_of (dong));
  separator = kiosk_language_get_in (language, code, "words.thousands");
  amount = g_string_new (dong < 0 ? "-" : NULL);
  n_digits = strlen (digits);
  for (gsize i = 0; i < n_digits; i++)
    {
      if (i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (amount, separator);
      g_string_append_c (amount, digits[i]);
    }

  return kiosk_language_format_in (language, code, "words.money", "amount", amount->str, NULL);
}

/**
 * kiosk_write_date:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @when: a date
 *
 * Returns: (transfer full): such as «25/11/2026», "25 November 2026"
 */
char *
kiosk_write_date (KioskLanguage *language, const char *code, GDateTime *when)
{
  g_autofree char *year = NULL;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language) && when != NULL, NULL);

  year = g_strdup_printf ("%04d", g_date_time_get_year (when));

  return kiosk_language_format_in (
      language, code, "words.date", "day",
      get_numbered (language, code, "day", g_date_time_get_day_of_month (when)), "month",
      get_numbered (language, code, "month", g_date_time_get_month (when)), "year", year, NULL);
}

/**
 * kiosk_write_weekday:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @when: a date
 *
 * Returns: (transfer full): such as «Thứ Tư», "Wednesday"
 */
char *
kiosk_write_weekday (KioskLanguage *language, const char *code, GDateTime *when)
{
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language) && when != NULL, NULL);

  return g_strdup (get_numbered (language, code, "weekday", g_date_time_get_day_of_week (when)));
}

/**
 * kiosk_write_time:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @when: a time, in the zone it is to be read in
 *
 * Returns: (transfer full): such as "09:41"
 */
char *
kiosk_write_time (KioskLanguage *language, const char *code, GDateTime *when)
{
  g_autofree char *hh = NULL;
  g_autofree char *min = NULL;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language) && when != NULL, NULL);

  hh = g_strdup_printf ("%02d", g_date_time_get_hour (when));
  min = g_strdup_printf ("%02d", g_date_time_get_minute (when));

  return kiosk_language_format_in (language, code, "words.time", "hh", hh, "min", min, NULL);
}

/**
 * kiosk_write_moment:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @when: a date and time, in the zone it is to be read in
 *
 * Returns: (transfer full): such as «09:41, 25/11/2026»
 */
char *
kiosk_write_moment (KioskLanguage *language, const char *code, GDateTime *when)
{
  g_autofree char *time = kiosk_write_time (language, code, when);
  g_autofree char *date = kiosk_write_date (language, code, when);

  g_return_val_if_fail (time != NULL && date != NULL, NULL);

  return kiosk_language_format_in (language, code, "words.moment", "time", time, "date", date,
                                   NULL);
}

/**
 * kiosk_date_in_words:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @day: 1 to 31
 * @month: 1 to 12
 * @year: 1 to 9999
 *
 * For voice, and for forms of civil status that want the date in words too.
 *
 * Returns: (transfer full): such as «ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai
 * mươi sáu»
 */
char *
kiosk_date_in_words (KioskLanguage *language, const char *code, int day, int month, int year)
{
  g_autofree char *spoken_year = NULL;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language), NULL);
  g_return_val_if_fail (day >= 1 && day <= 31 && month >= 1 && month <= 12, NULL);
  g_return_val_if_fail (year >= 1 && year <= 9999, NULL);

  spoken_year = kiosk_number_in_words (language, code, year);

  return kiosk_language_format_in (
      language, code, "words.spoken_date", "day", get_numbered (language, code, "spoken_day", day),
      "month", get_numbered (language, code, "spoken_month", month), "year", spoken_year, NULL);
}

/* Three digits. Where no hundreds stand in front, a language may say that: hai nghìn *không trăm*
 * hai mươi sáu; before the first group nothing is said. */
static char *
say_group (KioskLanguage *language, const char *code, guint group, gboolean first, gboolean last)
{
  guint hundreds = group / 100;
  guint rest = group % 100;
  const char *count = get_numbered (language, code, "number", (int) hundreds);
  const char *small = get_numbered (language, code, "number", (int) rest);
  const char *key;

  if (hundreds == 0 && first)
    return g_strdup (small);
  if (hundreds == 0 && last)
    key = rest < 10 ? "words.last_one" : "words.last_ten";
  else if (hundreds == 0)
    key = rest < 10 ? "words.between_one" : "words.between_ten";
  else if (rest == 0)
    key = "words.hundred";
  else
    key = rest < 10 ? "words.hundred_one" : "words.hundred_ten";

  return kiosk_language_format_in (language, code, key, "count", count, "rest", small, NULL);
}

static void
append_words (GString *words, const char *text)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, text);
}

static char *
say (KioskLanguage *language, const char *code, guint64 number)
{
  static const struct
  {
    guint64 unit;
    const char *key; /* (nullable) */
  } scales[] = { { MILLION, "words.million" }, { THOUSAND, "words.thousand" }, { 1, NULL } };
  GString *words = g_string_new (NULL);

  if (number >= BILLION)
    {
      g_autofree char *count = say (language, code, number / BILLION);
      g_autofree char *billions
          = kiosk_language_format_in (language, code, "words.billion", "count", count, NULL);

      append_words (words, billions);
    }
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint group = (guint) (number % BILLION / scales[i].unit % THOUSAND);
      g_autofree char *count = NULL;
      g_autofree char *scaled = NULL;

      if (group == 0 && (number != 0 || scales[i].key != NULL))
        continue;
      count = say_group (language, code, group, words->len == 0, scales[i].key == NULL);
      if (scales[i].key != NULL)
        scaled = kiosk_language_format_in (language, code, scales[i].key, "count", count, NULL);
      append_words (words, scaled != NULL ? scaled : count);
    }

  return g_string_free (words, FALSE);
}

/**
 * kiosk_number_in_words:
 * @language: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @number: any number
 *
 * Returns: (transfer full): such as «hai mươi mốt», "one hundred and five"
 */
char *
kiosk_number_in_words (KioskLanguage *language, const char *code, gint64 number)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (language), NULL);

  words = say (language, code, magnitude_of (number));
  if (number >= 0)
    return g_steal_pointer (&words);

  return kiosk_language_format_in (language, code, "words.minus", "number", words, NULL);
}
