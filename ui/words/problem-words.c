/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/problem-words.h"

#define PHONE_DIGITS 10
#define ID_NUMBER_DIGITS 12

static const char *const keys[] = {
  [KIOSK_PROBLEM_MISSING] = "form.problem.missing",
  [KIOSK_PROBLEM_TOO_SHORT] = "form.problem.too_short",
  [KIOSK_PROBLEM_TOO_LONG] = "form.problem.too_long",
  [KIOSK_PROBLEM_NOT_A_NAME] = "form.problem.not_a_name",
  [KIOSK_PROBLEM_NOT_A_DATE] = "form.problem.not_a_date",
  [KIOSK_PROBLEM_IN_FUTURE] = "form.problem.in_future",
  [KIOSK_PROBLEM_IN_PAST] = "form.problem.in_past",
  [KIOSK_PROBLEM_TOO_YOUNG] = "form.problem.too_young",
  [KIOSK_PROBLEM_NOT_A_NUMBER] = "form.problem.not_a_number",
  [KIOSK_PROBLEM_TOO_SMALL] = "form.problem.too_small",
  [KIOSK_PROBLEM_TOO_LARGE] = "form.problem.too_large",
  [KIOSK_PROBLEM_NOT_A_PHONE] = "form.problem.not_a_phone",
  [KIOSK_PROBLEM_NOT_AN_EMAIL] = "form.problem.not_an_email",
  [KIOSK_PROBLEM_NOT_AN_ID_NUMBER] = "form.problem.not_an_id_number",
  [KIOSK_PROBLEM_NOT_AN_OPTION] = "form.problem.not_an_option",
  [KIOSK_PROBLEM_PATTERN] = "form.problem.pattern",
  [KIOSK_PROBLEM_STOPS] = "form.problem.stops",
};

static guint
count_digits (const char *value)
{
  guint digits = 0;

  for (const char *p = value; p != NULL && *p != '\0'; p++)
    digits += g_ascii_isdigit (*p) ? 1 : 0;
  return digits;
}

/* «Số điện thoại cần đủ 10 số, mới có 9»: a count mends faster than a rule. */
static char *
count_problem (KioskLanguage *language, const char *label, guint wanted, const char *value)
{
  guint digits = count_digits (value);
  g_autofree char *want = g_strdup_printf ("%u", wanted);
  g_autofree char *have = g_strdup_printf ("%u", digits);

  if (digits == wanted)
    return NULL;
  return kiosk_language_format (
      language, digits < wanted ? "form.problem.few_digits" : "form.problem.many_digits", "label",
      label, "wanted", want, "have", have, NULL);
}

static char *
limit_for (const KioskField *field, KioskProblem problem)
{
  gint64 limit = 0;

  if (problem == KIOSK_PROBLEM_TOO_SHORT)
    limit = field->min_length;
  else if (problem == KIOSK_PROBLEM_TOO_LONG)
    limit = field->max_length;
  else if (problem == KIOSK_PROBLEM_TOO_LARGE)
    limit = field->max;
  else
    limit = field->min;
  return g_strdup_printf ("%" G_GINT64_FORMAT, limit);
}

/**
 * kiosk_words_problem:
 * @language: for the current language
 * @field: where it is wrong
 * @problem: what is wrong, not %KIOSK_PROBLEM_NONE
 * @value: (nullable): what stands there now
 *
 * The same words stand in the summary and at the field. A count of digits comes first, then what the
 * procedure itself says about the field, then the general way to mend.
 *
 * Returns: (transfer full): how to mend it
 */
char *
kiosk_words_problem (KioskLanguage *language, const KioskField *field, KioskProblem problem,
                     const char *value)
{
  const char *label = kiosk_text_get (field->label, kiosk_language_get_current (language));
  g_autofree char *limit = limit_for (field, problem);
  char *counted = NULL;

  if (problem == KIOSK_PROBLEM_NOT_A_PHONE)
    counted = count_problem (language, label, PHONE_DIGITS, value);
  else if (problem == KIOSK_PROBLEM_NOT_AN_ID_NUMBER)
    counted = count_problem (language, label, ID_NUMBER_DIGITS, value);
  if (counted != NULL)
    return counted;
  if (field->error != NULL && problem != KIOSK_PROBLEM_MISSING)
    return g_strdup (kiosk_text_get (field->error, kiosk_language_get_current (language)));
  return kiosk_language_format (language, keys[problem], "label", label, "limit", limit, NULL);
}
