/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/condition.h"

struct _KioskCondition
{
  KioskConditionKind kind;

  /* comparison */
  const char *answer;
  const GPtrArray *values; /* (element-type utf8) */
  gint64 least;

  /* group */
  const GPtrArray *parts; /* (element-type KioskCondition) */
};

static gboolean
is_one_of (const GPtrArray *values, const char *answer)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_ptr_array_index (values, i), answer))
      return TRUE;

  return FALSE;
}

static KioskTruth
compare (const KioskCondition *self, const char *answer)
{
  gint64 number;

  if (answer == NULL)
    return KIOSK_TRUTH_MAYBE;
  if (self->kind != KIOSK_CONDITION_AT_LEAST)
    return is_one_of (self->values, answer) == (self->kind == KIOSK_CONDITION_IN);

  return g_ascii_string_to_signed (answer, 10, G_MININT64, G_MAXINT64, &number, NULL)
         && number >= self->least;
}

static KioskTruth
negate (KioskTruth truth)
{
  if (truth == KIOSK_TRUTH_MAYBE)
    return truth;

  return truth == KIOSK_TRUTH_YES ? KIOSK_TRUTH_NO : KIOSK_TRUTH_YES;
}

/* Kleene's strong three-valued logic: one NO settles "all", one YES settles "any". */
static KioskTruth
join (const KioskCondition *self, KioskLookup lookup, gpointer user_data)
{
  KioskTruth settles = self->kind == KIOSK_CONDITION_ALL ? KIOSK_TRUTH_NO : KIOSK_TRUTH_YES;
  KioskTruth result = negate (settles);

  for (guint i = 0; i < self->parts->len; i++)
    {
      KioskTruth part
          = kiosk_condition_evaluate (g_ptr_array_index (self->parts, i), lookup, user_data);

      if (part == settles)
        return settles;
      if (part == KIOSK_TRUTH_MAYBE)
        result = KIOSK_TRUTH_MAYBE;
    }

  return result;
}

/**
 * kiosk_condition_evaluate:
 * @self: (nullable): a rule; %NULL is a rule that always holds
 * @lookup: gives the answers
 * @user_data: for @lookup
 *
 * The depth is bounded by the depth of the file the rule was read from.
 *
 * Returns: whether the rule holds, as far as the answers tell
 */
KioskTruth
kiosk_condition_evaluate (const KioskCondition *self, KioskLookup lookup, gpointer user_data)
{
  if (self == NULL)
    return KIOSK_TRUTH_YES;

  switch (self->kind)
    {
    case KIOSK_CONDITION_ALL:
    case KIOSK_CONDITION_ANY:
      return join (self, lookup, user_data);
    case KIOSK_CONDITION_NOT:
      return negate (
          kiosk_condition_evaluate (g_ptr_array_index (self->parts, 0), lookup, user_data));
    case KIOSK_CONDITION_IN:
    case KIOSK_CONDITION_NOT_IN:
    case KIOSK_CONDITION_AT_LEAST:
    default:
      return compare (self, lookup (user_data, self->answer));
    }
}

/**
 * kiosk_condition_foreach:
 * @self: (nullable): a rule
 * @func: (scope call): what to do
 * @user_data: for @func
 *
 * Calls @func for each comparison in @self, at every depth.
 */
void
kiosk_condition_foreach (const KioskCondition *self, KioskConditionFunc func, gpointer user_data)
{
  if (self == NULL)
    return;
  if (self->parts == NULL)
    func (self->kind, self->answer, self->values, user_data);
  else
    for (guint i = 0; i < self->parts->len; i++)
      kiosk_condition_foreach (g_ptr_array_index (self->parts, i), func, user_data);
}

/**
 * kiosk_condition_new_in:
 * @shelf: owns the result
 * @in: whether the answer must be among @values, or must not
 * @answer: id of an answer, on @shelf
 * @values: (element-type utf8): on @shelf
 *
 * Returns: (transfer none): a comparison
 */
const KioskCondition *
kiosk_condition_new_in (KioskShelf *shelf, gboolean in, const char *answer, const GPtrArray *values)
{
  KioskCondition *self = kiosk_shelf_add_block (shelf, sizeof *self);

  self->kind = in ? KIOSK_CONDITION_IN : KIOSK_CONDITION_NOT_IN;
  self->answer = answer;
  self->values = values;

  return self;
}

/**
 * kiosk_condition_new_at_least:
 * @shelf: owns the result
 * @answer: id of an answer, on @shelf
 * @least: the smallest number that holds
 *
 * Returns: (transfer none): a comparison
 */
const KioskCondition *
kiosk_condition_new_at_least (KioskShelf *shelf, const char *answer, gint64 least)
{
  KioskCondition *self = kiosk_shelf_add_block (shelf, sizeof *self);

  self->kind = KIOSK_CONDITION_AT_LEAST;
  self->answer = answer;
  self->least = least;

  return self;
}

/**
 * kiosk_condition_new_group:
 * @shelf: owns the result
 * @kind: %KIOSK_CONDITION_ALL, %KIOSK_CONDITION_ANY or %KIOSK_CONDITION_NOT (of one part)
 * @parts: (element-type KioskCondition): at least one, on @shelf
 *
 * Returns: (transfer none): a rule over rules
 */
const KioskCondition *
kiosk_condition_new_group (KioskShelf *shelf, KioskConditionKind kind, const GPtrArray *parts)
{
  KioskCondition *self;

  g_return_val_if_fail (parts->len > 0, NULL);

  self = kiosk_shelf_add_block (shelf, sizeof *self);
  self->kind = kind;
  self->parts = parts;

  return self;
}
