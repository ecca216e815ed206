/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/receipt-words.h"

#include <string.h>

#include "language/fold.h"
#include "language/speak.h"

#define VIETNAMESE "vi"
#define SHOWN_DIGITS 3

static const KioskSaying *
say_number (KioskComposer *self, const char *format, int number)
{
  g_autofree char *text = NULL;

  if (strcmp (format, "02") == 0)
    text = g_strdup_printf ("%02d", number);
  else
    text = g_strdup_printf ("%d", number);
  return kiosk_say_plain (self, text);
}

/**
 * kiosk_say_day:
 * @self: a composer
 * @when: in the zone it is to be read in
 *
 * Returns: (transfer none): «25/11/2026»
 */
const KioskSaying *
kiosk_say_day (KioskComposer *self, GDateTime *when)
{
  return kiosk_say_take (self, kiosk_write_date (self->language, VIETNAMESE, when),
                         self->also != NULL ? kiosk_write_date (self->language, self->also, when)
                                            : NULL);
}

/**
 * kiosk_say_clock:
 * @self: a composer
 * @when: in the zone it is to be read in
 *
 * Returns: (transfer none): «09:41»
 */
const KioskSaying *
kiosk_say_clock (KioskComposer *self, GDateTime *when)
{
  return kiosk_say_take (self, kiosk_write_time (self->language, VIETNAMESE, when),
                         self->also != NULL ? kiosk_write_time (self->language, self->also, when)
                                            : NULL);
}

/**
 * kiosk_say_moment:
 * @self: a composer
 * @when: in the zone it is to be read in
 *
 * Returns: (transfer none): as a form writes it, «09 giờ 57 phút, ngày 25 tháng 11 năm 2026»
 */
const KioskSaying *
kiosk_say_moment (KioskComposer *self, GDateTime *when)
{
  const KioskSaying *clock = kiosk_say_with (
      self, "receipt.clock", "hour", say_number (self, "02", g_date_time_get_hour (when)), "minute",
      say_number (self, "02", g_date_time_get_minute (when)), NULL);

  return kiosk_say_with (self, "receipt.moment", "clock", clock, "day",
                         say_number (self, "02", g_date_time_get_day_of_month (when)), "month",
                         say_number (self, "02", g_date_time_get_month (when)), "year",
                         say_number (self, "", g_date_time_get_year (when)), NULL);
}

/**
 * kiosk_say_limit:
 * @self: a composer
 * @amount: how many
 * @unit: of what; nought working days is the day itself
 * @cutoff: (nullable): "15:00": received before it means the same day
 *
 * Returns: (transfer none): «03 ngày làm việc»
 */
const KioskSaying *
kiosk_say_limit (KioskComposer *self, guint amount, KioskTimeUnit unit, const char *cutoff)
{
  static const char *const keys[] = {
    [KIOSK_UNIT_WORKING_DAY] = "receipt.working_days",
    [KIOSK_UNIT_WORKING_HOUR] = "receipt.working_hours",
    [KIOSK_UNIT_DAY] = "receipt.days",
    [KIOSK_UNIT_MONTH] = "receipt.months",
  };

  if (amount == 0 && cutoff != NULL)
    return kiosk_say_with (self, "receipt.same_day_until", "time", kiosk_say_plain (self, cutoff),
                           NULL);
  if (amount == 0)
    return kiosk_say (self, "receipt.same_day");

  /* Two digits are how Vietnamese forms write it. */
  return kiosk_say_with (
      self, keys[unit], "n",
      kiosk_say_take (self, g_strdup_printf ("%02u", amount), g_strdup_printf ("%u", amount)),
      NULL);
}

/**
 * kiosk_say_doubt:
 * @self: a composer
 * @doubtful: whether nobody has confirmed it
 * @figure: an amount, a time or a date
 *
 * Returns: (transfer none): «5 ngày làm việc (chờ xác nhận)», or @figure
 */
const KioskSaying *
kiosk_say_doubt (KioskComposer *self, gboolean doubtful, const KioskSaying *figure)
{
  return doubtful ? kiosk_say_with (self, "receipt.unverified", "figure", figure, NULL) : figure;
}

/**
 * kiosk_say_time:
 * @self: a composer
 * @limit: the time that counts
 *
 * Returns: (transfer none): its first figure, and that it is to be confirmed when it is
 */
const KioskSaying *
kiosk_say_time (KioskComposer *self, const KioskTimeLimit *limit)
{
  return kiosk_say_doubt (self, kiosk_time_limit_is_doubtful (limit),
                          kiosk_say_limit (self, limit->amount, limit->unit, limit->cutoff));
}

/* An amount of @line. */
static const KioskSaying *
say_money (KioskComposer *self, const KioskFeeLine *line, gint64 dong)
{
  const KioskSaying *amount = kiosk_say_take (
      self, kiosk_write_money (self->language, VIETNAMESE, dong),
      self->also != NULL ? kiosk_write_money (self->language, self->also, dong) : NULL);

  return kiosk_say_doubt (self, kiosk_fee_line_is_doubtful (line), amount);
}

/* What one of it costs, while nobody has said how many. */
static const KioskSaying *
say_rate (KioskComposer *self, const KioskFeeLine *line)
{
  static const char *const per[] = {
    [KIOSK_PER_CASE] = "receipt.fee_open",
    [KIOSK_PER_COPY] = "receipt.fee_per_copy",
    [KIOSK_PER_PAGE] = "receipt.fee_per_page",
    [KIOSK_PER_PERSON] = "receipt.fee_per_person",
  };

  return kiosk_say_with (self, per[line->fee->per], "amount",
                         say_money (self, line, line->fee->amount), NULL);
}

/**
 * kiosk_say_fee:
 * @self: a composer
 * @line: one fee as it applies now
 *
 * The kiosk takes no money, so what is due is never said to be paid.
 *
 * Returns: (transfer none): «20.000 đ, chưa nộp», «miễn: ...», «8.000 đ một bản», or that the province sets it
 */
const KioskSaying *
kiosk_say_fee (KioskComposer *self, const KioskFeeLine *line)
{
  if (line->exempt != NULL)
    return kiosk_say_doubt (self, kiosk_fee_line_is_doubtful (line),
                            kiosk_say_with (self, "receipt.fee_exempt", "reason",
                                            kiosk_say_text (self, line->exempt->text), NULL));
  if (line->fee->amount < 0 || line->total < 0)
    return kiosk_say (self, "receipt.fee_province");
  if (line->fee->amount == 0)
    return kiosk_say_doubt (self, kiosk_fee_line_is_doubtful (line),
                            kiosk_say (self, "receipt.fee_none"));
  if (!line->certain)
    return say_rate (self, line);

  return kiosk_say_with (self, "receipt.fee_due", "amount", say_money (self, line, line->total),
                         NULL);
}

/**
 * kiosk_say_price:
 * @self: a composer
 * @line: one fee as it may apply
 *
 * For someone who has not filed yet.
 *
 * Returns: (transfer none): «20.000 đ», «8.000 đ một bản», that there is none, or that the province sets it
 */
const KioskSaying *
kiosk_say_price (KioskComposer *self, const KioskFeeLine *line)
{
  if (line->exempt != NULL || line->fee->amount <= 0 || line->total < 0 || !line->certain)
    return kiosk_say_fee (self, line);
  if (line->total == 0)
    return say_rate (self, line);

  return say_money (self, line, line->total);
}

static char *
start_large (const char *text)
{
  g_autoptr (GString) large = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup (text);

  large = g_string_new (NULL);
  g_string_append_unichar (large, g_unichar_toupper (g_utf8_get_char (text)));
  g_string_append (large, g_utf8_next_char (text));
  return g_strdup (large->str);
}

/**
 * kiosk_say_capital:
 * @self: a composer
 * @saying: words that the configuration has in small letters, for use within a sentence
 *
 * Returns: (transfer none): the words as they stand alone
 */
const KioskSaying *
kiosk_say_capital (KioskComposer *self, const KioskSaying *saying)
{
  return kiosk_say_take (self, start_large (saying->vietnamese), start_large (saying->also));
}

/**
 * kiosk_say_small:
 * @self: a composer
 * @saying: words that stand alone
 *
 * Returns: (transfer none): the words as they go on within a sentence
 */
const KioskSaying *
kiosk_say_small (KioskComposer *self, const KioskSaying *saying)
{
  return kiosk_say_take (self, kiosk_start_small (saying->vietnamese),
                         saying->also != NULL ? kiosk_start_small (saying->also) : NULL);
}

/**
 * kiosk_say_exemptions:
 * @self: a composer
 * @line: one fee as it applies now
 *
 * Returns: (transfer none) (nullable): who is exempt, so that nobody pays without need; %NULL when
 *   the fee has no exemptions or the answers already prove one
 */
const KioskSaying *
kiosk_say_exemptions (KioskComposer *self, const KioskFeeLine *line)
{
  const KioskSaying *all = NULL;

  if (line->exempt != NULL || line->fee->exemptions == NULL || line->fee->exemptions->len == 0)
    return NULL;

  for (guint i = 0; i < line->fee->exemptions->len; i++)
    {
      const KioskExemption *exemption = g_ptr_array_index (line->fee->exemptions, i);
      const KioskSaying *one = kiosk_say_text (self, exemption->text);

      all = all == NULL ? one : kiosk_say_joined (self, all, "; ", kiosk_say_small (self, one));
    }
  return all;
}

/**
 * kiosk_say_masked:
 * @self: a composer
 * @name: (nullable): a person's name
 * @number: (nullable): the personal number
 *
 * For a small slip that is easily dropped.
 *
 * Returns: (transfer none): «N. T. MẪU (...001)»
 */
const KioskSaying *
kiosk_say_masked (KioskComposer *self, const char *name, const char *number)
{
  g_autofree char *upper = kiosk_upper (name != NULL ? name : "");
  g_auto (GStrv) words = g_strsplit (upper, " ", -1);
  g_autoptr (GString) masked = g_string_new (NULL);
  gsize length = number != NULL ? strlen (number) : 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (words[i + 1] == NULL)
        g_string_append (masked, words[i]);
      else
        {
          g_string_append_unichar (masked, g_utf8_get_char (words[i]));
          g_string_append (masked, ". ");
        }
    }
  if (length > SHOWN_DIGITS)
    g_string_append_printf (masked, " (...%s)", number + length - SHOWN_DIGITS);
  return kiosk_say_plain (self, masked->str);
}

/**
 * kiosk_say_assurance:
 * @self: a composer
 * @assurance: how far the identity was proved
 *
 * Returns: (transfer none): how the machine came to know who this is; never more than was proved
 */
const KioskSaying *
kiosk_say_assurance (KioskComposer *self, KioskAssurance assurance)
{
  static const char *const words[] = {
    [KIOSK_ASSURANCE_TYPED] = "receipt.identity_typed",
    [KIOSK_ASSURANCE_QR] = "receipt.identity_qr",
    [KIOSK_ASSURANCE_CHIP] = "receipt.identity_chip",
    [KIOSK_ASSURANCE_SIGNED] = "receipt.identity_signed",
    [KIOSK_ASSURANCE_TRUSTED] = "receipt.identity_trusted",
    [KIOSK_ASSURANCE_GENUINE] = "receipt.identity_genuine",
  };

  g_return_val_if_fail ((guint) assurance < G_N_ELEMENTS (words), kiosk_say (self, words[0]));

  return kiosk_say (self, words[assurance]);
}

static gboolean
is_wanted (const KioskField *field, const char *prefill, KioskFieldKind kind)
{
  return prefill != NULL ? g_strcmp0 (field->prefill, prefill) == 0 : field->kind == kind;
}

/**
 * kiosk_find_answer:
 * @form: a form
 * @prefill: (nullable): where the field is prefilled from, such as "card.address"
 * @kind: when @prefill is %NULL, the kind of the field
 *
 * Returns: (transfer none) (nullable): the first answer to such a field that applies
 */
const char *
kiosk_find_answer (KioskForm *form, const char *prefill, KioskFieldKind kind)
{
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, g_ptr_array_index (steps, i));

      for (guint j = 0; j < fields->len; j++)
        {
          const KioskField *field = g_ptr_array_index (fields, j);
          const char *answer = NULL;

          if (is_wanted (field, prefill, kind))
            answer = kiosk_form_get (form, field->id);
          if (answer != NULL && *answer != '\0')
            return answer;
        }
    }

  return NULL;
}
