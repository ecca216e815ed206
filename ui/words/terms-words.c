/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/terms-words.h"

#include "language/speak.h"

#include <string.h>

#define NUMBER_LENGTH 12
#define PHONE_LENGTH 10

static const char *const unit_keys[][2] = {
  [KIOSK_UNIT_WORKING_DAY] = { "terms.working_day", "terms.working_days" },
  [KIOSK_UNIT_WORKING_HOUR] = { "terms.working_hour", "terms.working_hours" },
  [KIOSK_UNIT_DAY] = { "terms.day", "terms.days" },
  [KIOSK_UNIT_MONTH] = { "terms.month", "terms.months" },
};

static const char *const per_keys[] = {
  [KIOSK_PER_CASE] = NULL,
  [KIOSK_PER_COPY] = "terms.per_copy",
  [KIOSK_PER_PAGE] = "terms.per_page",
  [KIOSK_PER_PERSON] = "terms.per_person",
};

/**
 * kiosk_words_time:
 * @language: for the current language
 * @limit: (nullable): the time limit that counts
 *
 * Returns: (transfer full): «7 ngày làm việc», «Trong ngày», or that it depends
 */
char *
kiosk_words_time (KioskLanguage *language, const KioskTimeLimit *limit)
{
  g_autofree char *amount = NULL;

  if (limit == NULL)
    return g_strdup (kiosk_language_get (language, "terms.depends"));
  if (limit->amount == 0)
    return g_strdup (kiosk_language_get (language, "terms.same_day"));
  amount = g_strdup_printf ("%u", limit->amount);
  return kiosk_language_format (language, unit_keys[limit->unit][limit->amount == 1 ? 0 : 1], "n",
                                amount, NULL);
}

/**
 * kiosk_words_fee:
 * @language: for the current language
 * @line: one fee as it applies now
 *
 * Returns: (transfer full): «20.000 đ», «8.000 đ một bản» while nobody has said how many, or who sets it
 */
char *
kiosk_words_fee (KioskLanguage *language, const KioskFeeLine *line)
{
  const char *per = per_keys[line->fee->per];
  g_autofree char *amount = NULL;

  if (line->exempt != NULL)
    return g_strdup (kiosk_language_get (language, "terms.exempt"));
  if (line->total < 0 || line->fee->amount < 0)
    return g_strdup (kiosk_language_get (language, "terms.province"));
  if (line->fee->amount == 0)
    return g_strdup (kiosk_language_get (language, "terms.free"));
  if (per == NULL || (line->certain && line->total > 0))
    return kiosk_write_money (language, NULL, line->total);
  amount = kiosk_write_money (language, NULL, line->fee->amount);
  return kiosk_language_format (language, per, "amount", amount, NULL);
}

/**
 * kiosk_words_fees:
 * @language: for the current language
 * @lines: (element-type KioskFeeLine): the fees as they apply now
 *
 * Returns: (transfer full): one short answer to «how much»; that it depends when the lines disagree
 */
char *
kiosk_words_fees (KioskLanguage *language, const GPtrArray *lines)
{
  gint64 sum = 0;
  gboolean certain = TRUE;

  if (lines->len == 0)
    return g_strdup (kiosk_language_get (language, "terms.free"));
  if (lines->len == 1)
    return kiosk_words_fee (language, g_ptr_array_index (lines, 0));
  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);

      certain = certain && line->certain && line->total >= 0;
      sum += line->exempt != NULL ? 0 : MAX (line->total, 0);
    }
  if (!certain)
    return g_strdup (kiosk_language_get (language, "terms.depends"));
  if (sum == 0)
    return g_strdup (kiosk_language_get (language, "terms.free"));
  return kiosk_write_money (language, NULL, sum);
}

/**
 * kiosk_words_mask_number:
 * @number: (nullable): a personal number
 *
 * For screens that others can look at.
 *
 * Returns: (transfer full): «001 ••• ••• 001»; the text itself when it has not twelve characters
 */
char *
kiosk_words_mask_number (const char *number)
{
  if (number == NULL)
    return g_strdup ("");
  if (strlen (number) != NUMBER_LENGTH)
    return g_strdup (number);
  return g_strdup_printf ("%.3s ••• ••• %s", number, number + NUMBER_LENGTH - 3);
}

/**
 * kiosk_words_mask_phone:
 * @phone: (nullable): a telephone number
 *
 * Returns: (transfer full): «0912 ••• 678»; the text itself when it has not ten characters
 */
char *
kiosk_words_mask_phone (const char *phone)
{
  if (phone == NULL)
    return g_strdup ("");
  if (strlen (phone) != PHONE_LENGTH)
    return g_strdup (phone);
  return g_strdup_printf ("%.4s ••• %s", phone, phone + PHONE_LENGTH - 3);
}
