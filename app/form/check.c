/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-form"

#include "form/check.h"

#include "base/secret.h"
#include "form/value.h"
#include "identity/personal-number.h"

#include <string.h>

/* A pattern comes from our own data, but a value does not: it may not keep the screen busy. */
#define PATTERN_LIMIT "(*LIMIT_MATCH=100000)"

static const KioskOption *
find_option (const GPtrArray *options, const char *id)
{
  for (guint i = 0; i < options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (options, i);

      if (g_str_equal (option->id, id))
        return option;
    }

  return NULL;
}

static KioskProblem
check_number (const char *value, gint64 least, gint64 most)
{
  gint64 number;

  if (strspn (value, "0123456789") != strlen (value))
    return KIOSK_PROBLEM_NOT_A_NUMBER;
  if (!g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL))
    return KIOSK_PROBLEM_TOO_LARGE;
  if (number < least)
    return KIOSK_PROBLEM_TOO_SMALL;

  return number > most ? KIOSK_PROBLEM_TOO_LARGE : KIOSK_PROBLEM_NONE;
}

/* Letters of any alphabet, since foreigners marry too; what a card prints and nothing else. */
static KioskProblem
check_name (const char *value)
{
  gboolean letter = FALSE;

  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      letter = letter || g_unichar_isalpha (c);
      if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != ' ' && c != '-' && c != '\''
          && c != 0x2019)
        return KIOSK_PROBLEM_NOT_A_NAME;
    }

  return letter ? KIOSK_PROBLEM_NONE : KIOSK_PROBLEM_NOT_A_NAME;
}

static KioskProblem
check_phone (const char *value)
{
  gboolean good = strlen (value) == 10 && value[0] == '0' && strspn (value, "0123456789") == 10;

  return good ? KIOSK_PROBLEM_NONE : KIOSK_PROBLEM_NOT_A_PHONE;
}

/* Only what is surely a slip of the finger; whether it arrives, only sending can tell. */
static KioskProblem
check_email (const char *value)
{
  const char *at = strchr (value, '@');
  const char *dot = at != NULL ? strchr (at, '.') : NULL;
  gboolean good = at != NULL && at != value && strchr (at + 1, '@') == NULL && dot != NULL
                  && dot != at + 1 && !g_str_has_suffix (value, ".") && strstr (value, "..") == NULL
                  && g_str_is_ascii (value) && strpbrk (value, " ,;:<>()[]\\\"") == NULL;

  return good ? KIOSK_PROBLEM_NONE : KIOSK_PROBLEM_NOT_AN_EMAIL;
}

/* On the last day before the birthday a person is not yet of age; born on 29 February, on 1 March. */
static int
count_years (const GDate *born, const GDate *today)
{
  int years = g_date_get_year (today) - g_date_get_year (born);
  int birthday = (int) g_date_get_month (born) * 100 + g_date_get_day (born);
  int now = (int) g_date_get_month (today) * 100 + g_date_get_day (today);

  return now < birthday ? years - 1 : years;
}

static KioskProblem
check_date (const KioskField *field, const char *value, const GDate *today)
{
  GDate date;
  int ahead;

  if (!kiosk_value_parse_date (value, &date))
    return KIOSK_PROBLEM_NOT_A_DATE;
  if (field->rule == NULL)
    return KIOSK_PROBLEM_NONE;

  ahead = g_date_days_between (today, &date);
  if (g_str_equal (field->rule, "not_past"))
    return ahead < 0 ? KIOSK_PROBLEM_IN_PAST : KIOSK_PROBLEM_NONE;
  if (ahead > 0)
    return KIOSK_PROBLEM_IN_FUTURE;
  if (g_str_equal (field->rule, "within_60_days") && ahead < -60)
    return KIOSK_PROBLEM_IN_PAST;
  if (g_str_equal (field->rule, "age_at_least") && count_years (&date, today) < field->min)
    return KIOSK_PROBLEM_TOO_YOUNG;

  return KIOSK_PROBLEM_NONE;
}

static KioskProblem
check_list (const GPtrArray *list, const char *value)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((const KioskListEntry *) g_ptr_array_index (list, i))->id, value))
      return KIOSK_PROBLEM_NONE;

  return KIOSK_PROBLEM_NOT_AN_OPTION;
}

static KioskProblem
check_kind (const KioskField *field, const char *value, const GPtrArray *list, const GDate *today)
{
  switch (field->kind)
    {
    case KIOSK_FIELD_NAME:
      return check_name (value);
    case KIOSK_FIELD_DATE:
      return check_date (field, value, today);
    case KIOSK_FIELD_NUMBER:
    case KIOSK_FIELD_MONEY:
      return check_number (value, field->min, field->max);
    case KIOSK_FIELD_PHONE:
      return check_phone (value);
    case KIOSK_FIELD_EMAIL:
      return check_email (value);
    case KIOSK_FIELD_ID_NUMBER:
      return kiosk_personal_number_is_well_formed (value) ? KIOSK_PROBLEM_NONE
                                                          : KIOSK_PROBLEM_NOT_AN_ID_NUMBER;
    case KIOSK_FIELD_CHOICE:
      return find_option (field->options, value) != NULL ? KIOSK_PROBLEM_NONE
                                                         : KIOSK_PROBLEM_NOT_AN_OPTION;
    case KIOSK_FIELD_LIST:
      return check_list (list, value);
    case KIOSK_FIELD_TEXT:
    case KIOSK_FIELD_LONG_TEXT:
    case KIOSK_FIELD_ADDRESS:
    default:
      return KIOSK_PROBLEM_NONE;
    }
}

static gboolean
has_length (KioskFieldKind kind)
{
  return kind == KIOSK_FIELD_TEXT || kind == KIOSK_FIELD_LONG_TEXT || kind == KIOSK_FIELD_NAME
         || kind == KIOSK_FIELD_EMAIL || kind == KIOSK_FIELD_ADDRESS;
}

static gboolean
matches (const char *pattern, const char *value)
{
  g_autofree char *whole = g_strconcat (PATTERN_LIMIT "\\A(?:", pattern, ")\\z", NULL);
  g_autoptr (GRegex) regex = g_regex_new (whole, 0, 0, NULL);

  return regex != NULL && g_regex_match (regex, value, 0, NULL);
}

/**
 * kiosk_check_field:
 * @field: a field that is asked
 * @value: (nullable): its value as it is kept
 * @list: (nullable): (element-type KioskListEntry): the shared list of the field
 * @today: the day of the rules about dates
 *
 * Returns: the first thing the citizen has to mend
 */
KioskProblem
kiosk_check_field (const KioskField *field, const char *value, const GPtrArray *list,
                   const GDate *today)
{
  KioskProblem problem;
  guint length;

  if (value == NULL)
    return field->required ? KIOSK_PROBLEM_MISSING : KIOSK_PROBLEM_NONE;

  length = (guint) g_utf8_strlen (value, -1);
  if (has_length (field->kind) && length > field->max_length)
    return KIOSK_PROBLEM_TOO_LONG;
  problem = check_kind (field, value, list, today);
  if (problem != KIOSK_PROBLEM_NONE)
    return problem;
  if (has_length (field->kind) && length < field->min_length)
    return KIOSK_PROBLEM_TOO_SHORT;

  return field->pattern == NULL || matches (field->pattern, value) ? KIOSK_PROBLEM_NONE
                                                                   : KIOSK_PROBLEM_PATTERN;
}

/**
 * kiosk_check_question:
 * @question: a question that is asked
 * @value: (nullable): its answer as it is kept
 *
 * Returns: what the citizen has to mend; %KIOSK_PROBLEM_STOPS when the answer ends here
 */
KioskProblem
kiosk_check_question (const KioskQuestion *question, const char *value)
{
  const KioskOption *option;

  if (value == NULL)
    return KIOSK_PROBLEM_MISSING;
  if (question->unsure && g_str_equal (value, KIOSK_ANSWER_UNSURE))
    return KIOSK_PROBLEM_NONE;
  if (question->kind == KIOSK_QUESTION_NUMBER)
    return check_number (value, question->min, question->max);

  option = find_option (question->options, value);
  if (option == NULL)
    return KIOSK_PROBLEM_NOT_AN_OPTION;

  return option->stop != NULL ? KIOSK_PROBLEM_STOPS : KIOSK_PROBLEM_NONE;
}
