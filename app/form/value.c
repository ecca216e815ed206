/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-form"

#include "form/value.h"

#include "base/secret.h"
#include "language/fold.h"

#include <stdio.h>
#include <string.h>

#define DONG_SIGN "\xe2\x82\xab" /* U+20AB, the same in every language */

/* Leaves out of @text what people put between digits. */
static void
drop (char *text, const char *characters)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (strchr (characters, *from) == NULL)
      *to++ = *from;
  kiosk_wipe (to, strlen (to));
}

/* What was dropped may have kept a letter and its accent apart. */
static char *
compose (char *text)
{
  char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  kiosk_wipe_text (text);

  return composed;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Whether a number is written in groups of three, as 1.000.000 or 1 000 000. */
static gboolean
is_grouped (const char *text)
{
  gsize lead = strspn (text, "0123456789");

  if (lead == 0 || lead > 3)
    return FALSE;
  for (text += lead; *text != '\0'; text += 4)
    if (strchr (". ", *text) == NULL || strspn (text + 1, "0123456789") < 3
        || (text[4] != '\0' && strchr (". ", text[4]) == NULL))
      return FALSE;

  return TRUE;
}

static void
normalize_number (char *text)
{
  gsize zeros;

  if (is_grouped (text))
    drop (text, ". ");
  if (!is_digits (text))
    return;

  zeros = strspn (text, "0");
  if (text[zeros] == '\0')
    zeros--;
  memmove (text, text + zeros, strlen (text + zeros) + 1);
}

static void
normalize_phone (char *text)
{
  drop (text, " .-()");
  if (g_str_has_prefix (text, "+84"))
    {
      memmove (text + 1, text + 3, strlen (text + 3) + 1);
      text[0] = '0';
    }
}

/* Day, month and year apart by one of "/.- ", or eight digits in a row. */
static gboolean
split_date (const char *text, int *day, int *month, int *year)
{
  char first, second;
  int end = 0;

  if (strlen (text) == 8 && is_digits (text))
    return sscanf (text, "%2d%2d%4d", day, month, year) == 3;

  return g_ascii_isdigit (*text)
         && sscanf (text, "%2d%c%2d%c%4d%n", day, &first, month, &second, year, &end) == 5
         && text[end] == '\0' && first == second && strchr ("/.- ", first) != NULL;
}

/* dd/mm/yyyy becomes yyyy-mm-dd; what is no date stays as it was typed, to be shown and mended. */
static char *
normalize_date (char *text)
{
  int day, month, year;

  if (!split_date (text, &day, &month, &year) || year < 1000 || day < 1 || month < 1 || month > 12
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return text;

  kiosk_wipe_text (text);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* Each line by itself, so that the lines stay lines. */
static char *
normalize_lines (const char *typed)
{
  char *clean = kiosk_strip_controls (typed);
  char **lines = g_strsplit (clean, "\n", -1);
  char *joined;

  kiosk_wipe_text (clean);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = kiosk_normalize (lines[i]);

      kiosk_wipe_text (lines[i]);
      lines[i] = line;
    }
  joined = g_strjoinv ("\n", lines);
  for (guint i = 0; lines[i] != NULL; i++)
    kiosk_wipe_text (lines[i]);
  g_free (lines);

  return g_strstrip (joined);
}

/**
 * kiosk_value_normalize:
 * @kind: what is asked for
 * @typed: what the citizen typed, or a card said
 *
 * Brings @typed into the one form it is kept, compared and sent in: NFC, no doubled spaces, dates
 * as yyyy-mm-dd, digits without what separates them. Says nothing about right or wrong.
 *
 * Returns: (transfer full): the value, "" when there is nothing left; free with kiosk_wipe_text()
 */
char *
kiosk_value_normalize (KioskFieldKind kind, const char *typed)
{
  char *text;

  if (kind == KIOSK_FIELD_LONG_TEXT)
    return normalize_lines (typed);

  text = kiosk_normalize (typed);
  switch (kind)
    {
    case KIOSK_FIELD_DATE:
      return normalize_date (text);
    case KIOSK_FIELD_NUMBER:
    case KIOSK_FIELD_MONEY:
      normalize_number (text);
      break;
    case KIOSK_FIELD_PHONE:
      normalize_phone (text);
      return compose (text);
    case KIOSK_FIELD_ID_NUMBER:
      drop (text, " ");
      return compose (text);
    case KIOSK_FIELD_TEXT:
    case KIOSK_FIELD_LONG_TEXT:
    case KIOSK_FIELD_NAME:
    case KIOSK_FIELD_EMAIL:
    case KIOSK_FIELD_CHOICE:
    case KIOSK_FIELD_LIST:
    case KIOSK_FIELD_ADDRESS:
    default:
      break;
    }

  return text;
}

/**
 * kiosk_value_parse_date:
 * @value: a value as it is kept
 * @date: (out caller-allocates): the day
 *
 * Returns: whether @value is a day of 1900 to 2100
 */
gboolean
kiosk_value_parse_date (const char *value, GDate *date)
{
  int year, month, day, end = 0;

  if (strlen (value) != 10 || !g_ascii_isdigit (value[0])
      || sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 || year < 1900
      || year > 2100 || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * kiosk_value_complete_date:
 * @value: a date as a card gives it
 * @latest: (out caller-allocates): the last day it can mean, "1950-12-31"
 *
 * Cards of people whose day or month of birth nobody wrote down have zeros there: "1950-00-00",
 * "1950-03-00".
 *
 * Returns: whether @value is such a date, and @latest was written
 */
gboolean
kiosk_value_complete_date (const char *value, char latest[11])
{
  int year, month, day, end = 0;

  if (value == NULL || strlen (value) != 10 || !g_ascii_isdigit (value[0])
      || sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 || year < 1900
      || year > 2100 || month < 0 || month > 12 || day != 0)
    return FALSE;

  if (month == 0)
    month = 12;
  day = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  g_snprintf (latest, 11, "%04d-%02d-%02d", year, month, day);
  return TRUE;
}

static char *
write_money (const char *value, const char *language)
{
  gboolean vietnamese = g_strcmp0 (language, "vi") == 0;
  gsize length = strlen (value);
  GString *text = g_string_sized_new (length * 2);
  char *whole;

  if (!is_digits (value))
    g_string_append (text, value);
  else
    for (gsize i = 0; i < length; i++)
      {
        if (i > 0 && (length - i) % 3 == 0)
          g_string_append_c (text, vietnamese ? '.' : ',');
        g_string_append_c (text, value[i]);
      }
  whole = g_strconcat (text->str, "\xc2\xa0" DONG_SIGN, NULL);
  kiosk_wipe_text (g_string_free (text, FALSE));

  return whole;
}

/**
 * kiosk_value_write:
 * @kind: what was asked for
 * @value: a value as it is kept
 * @language: "vi" or "en"
 *
 * Options and entries of lists are for the caller, who knows their texts.
 *
 * Returns: (transfer full): @value as people write it; free with kiosk_wipe_text()
 */
char *
kiosk_value_write (KioskFieldKind kind, const char *value, const char *language)
{
  char latest[11];
  GDate date;

  if (kind == KIOSK_FIELD_MONEY)
    return write_money (value, language);
  if (kind == KIOSK_FIELD_DATE && kiosk_value_complete_date (value, latest))
    return g_str_has_suffix (value, "-00-00") ? g_strndup (value, 4)
                                              : g_strdup_printf ("%.2s/%.4s", value + 5, value);
  if (kind == KIOSK_FIELD_DATE && kiosk_value_parse_date (value, &date))
    return g_strdup_printf ("%02d/%02d/%04d", g_date_get_day (&date),
                            (int) g_date_get_month (&date), g_date_get_year (&date));

  return g_strdup (value);
}
