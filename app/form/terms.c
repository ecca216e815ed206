/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-form"

#include "form/terms.h"

#include "procedure/fee.h"

#include <string.h>

static gboolean
fits_channel (KioskChannel of_row, KioskChannel asked)
{
  return of_row == KIOSK_CHANNEL_ANY || asked == KIOSK_CHANNEL_ANY || of_row == asked;
}

/* Dates as yyyy-mm-dd compare like text. */
static gboolean
holds_on (const KioskFee *fee, const char *day)
{
  return (fee->from == NULL || strcmp (fee->from, day) <= 0)
         && (fee->to == NULL || strcmp (day, fee->to) <= 0);
}

/* The number in answer @id; one, and not certain, while it is open. */
static gint64
count (KioskForm *form, const char *id, gboolean *certain)
{
  const char *answer;
  gint64 quantity;

  if (id == NULL)
    return 1;

  answer = kiosk_form_lookup (form, id);
  if (answer != NULL && *answer == '\0')
    return 1; /* not asked: there is but one */
  if (answer == NULL || kiosk_form_check (form, id) != KIOSK_PROBLEM_NONE
      || !g_ascii_string_to_signed (answer, 10, 0, 1000000, &quantity, NULL))
    {
      *certain = FALSE;
      return 1;
    }

  return quantity;
}

static const KioskExemption *
find_exemption (KioskForm *form, const KioskFee *fee)
{
  for (guint i = 0; i < fee->exemptions->len; i++)
    {
      const KioskExemption *exemption = g_ptr_array_index (fee->exemptions, i);

      /* One without a rule is for people to claim at the counter: no answer proves it. */
      if (exemption->when != NULL && kiosk_form_evaluate (form, exemption->when) == KIOSK_TRUTH_YES)
        return exemption;
    }

  return NULL;
}

static gboolean
may_be_exempt (KioskForm *form, const KioskFee *fee)
{
  for (guint i = 0; i < fee->exemptions->len; i++)
    {
      const KioskExemption *exemption = g_ptr_array_index (fee->exemptions, i);

      if (exemption->when != NULL
          && kiosk_form_evaluate (form, exemption->when) == KIOSK_TRUTH_MAYBE)
        return TRUE;
    }

  return FALSE;
}

static KioskFeeLine *
make_line (KioskForm *form, const KioskFee *fee, gboolean certain)
{
  KioskFeeLine *line = g_new0 (KioskFeeLine, 1);
  gint64 quantity = count (form, fee->quantity, &certain);
  gint64 multiple = count (form, fee->multiply, &certain);

  line->fee = fee;
  line->exempt = find_exemption (form, fee);
  line->certain = certain && (line->exempt != NULL || !may_be_exempt (form, fee));
  line->total = line->exempt != NULL ? 0 : kiosk_fee_reckon (fee, quantity, multiple);

  return line;
}

/**
 * kiosk_terms_list_fees:
 * @form: a form
 * @channel: how the dossier goes; %KIOSK_CHANNEL_ANY lists the fees of every channel
 * @today: the day whose rules count
 *
 * Returns: (transfer full) (element-type KioskFeeLine): the fees that are due or may be, in the
 *   order of the definition
 */
GPtrArray *
kiosk_terms_list_fees (KioskForm *form, KioskChannel channel, GDateTime *today)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (kiosk_form_get_procedure (form));
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < info->fees->len; i++)
    {
      const KioskFee *fee = g_ptr_array_index (info->fees, i);
      KioskTruth due = kiosk_form_evaluate (form, fee->when);

      if (due != KIOSK_TRUTH_NO && fits_channel (fee->channel, channel) && holds_on (fee, day))
        g_ptr_array_add (lines, make_line (form, fee, due == KIOSK_TRUTH_YES));
    }

  return lines;
}

/**
 * kiosk_terms_find_limit:
 * @form: a form
 * @channel: how the dossier goes
 *
 * Returns: (transfer none) (nullable): the first time that counts, else the first that may, else
 *   the last of @channel; %NULL when there is none
 */
const KioskTimeLimit *
kiosk_terms_find_limit (KioskForm *form, KioskChannel channel)
{
  const GPtrArray *times = kiosk_procedure_get_info (kiosk_form_get_procedure (form))->times;
  const KioskTimeLimit *possible = NULL;
  const KioskTimeLimit *last = NULL;

  for (guint i = 0; i < times->len; i++)
    {
      const KioskTimeLimit *limit = g_ptr_array_index (times, i);
      KioskTruth counts;

      if (!fits_channel (limit->channel, channel))
        continue;
      counts = kiosk_form_evaluate (form, limit->when);
      if (counts == KIOSK_TRUTH_YES)
        return limit;
      if (counts == KIOSK_TRUTH_MAYBE && possible == NULL)
        possible = limit;
      last = limit;
    }

  return possible != NULL ? possible : last;
}

/**
 * kiosk_terms_list_left_to_do:
 * @form: a form
 *
 * Returns: (transfer container) (element-type KioskLeftToDo): what the citizen still does after
 *   the kiosk, or may have to
 */
GPtrArray *
kiosk_terms_list_left_to_do (KioskForm *form)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (kiosk_form_get_procedure (form));
  GPtrArray *left = g_ptr_array_new ();

  for (guint i = 0; i < info->left_to_do->len; i++)
    {
      KioskLeftToDo *item = g_ptr_array_index (info->left_to_do, i);

      if (kiosk_form_evaluate (form, item->when) != KIOSK_TRUTH_NO)
        g_ptr_array_add (left, item);
    }

  return left;
}

/**
 * kiosk_fee_line_is_doubtful:
 * @line: one fee as it applies now
 *
 * What the province sets has no figure here, so nobody can take it for one.
 *
 * Returns: whether its figure rests on a fact that is not verified
 */
gboolean
kiosk_fee_line_is_doubtful (const KioskFeeLine *line)
{
  return !line->fee->fact.verified && line->fee->amount >= 0 && line->total >= 0;
}

/**
 * kiosk_terms_doubts_fees:
 * @lines: (element-type KioskFeeLine): the fees as they apply now
 *
 * Returns: whether one of them is doubtful, and so is their sum
 */
gboolean
kiosk_terms_doubts_fees (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (kiosk_fee_line_is_doubtful (g_ptr_array_index (lines, i)))
      return TRUE;

  return FALSE;
}

/**
 * kiosk_time_limit_is_doubtful:
 * @limit: (nullable): the time that counts
 *
 * A date reckoned from it is as doubtful as it is.
 *
 * Returns: whether it rests on a fact that is not verified
 */
gboolean
kiosk_time_limit_is_doubtful (const KioskTimeLimit *limit)
{
  return limit != NULL && !limit->fact.verified;
}
