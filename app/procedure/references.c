/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/references.h"

#include "procedure/procedure-error.h"

#include <string.h>

/*
 * What a schema cannot say: that names are unique, that a rule names answers and options that
 * exist, and that it asks only for what was asked before, so that no two rules wait for each other.
 */
typedef struct
{
  const KioskProcedureInfo *info;
  GHashTable *questions; /* by id */
  GHashTable *fields;    /* by id */
  GHashTable *known;     /* (element-type utf8): answers asked so far */
  char *place;           /* what is being checked */
  GError **error;
  gboolean good;
} Check;

static void refuse (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
refuse (Check *check, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (!check->good)
    return;

  check->good = FALSE;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (check->error, KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_REFERENCE, "%s: %s",
               check->place, what);
}

static void at (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
at (Check *check, const char *format, ...)
{
  va_list args;

  g_free (check->place);
  va_start (args, format);
  check->place = g_strdup_vprintf (format, args);
  va_end (args);
}

static gboolean
has_option (const GPtrArray *options, const char *id)
{
  for (guint i = 0; i < options->len; i++)
    if (g_str_equal (((const KioskOption *) g_ptr_array_index (options, i))->id, id))
      return TRUE;

  return FALSE;
}

/* Values of a shared list are checked by the catalogue, which knows the lists. */
static void
check_values (Check *check, const char *answer, const GPtrArray *options, const GPtrArray *values)
{
  if (options == NULL)
    {
      refuse (check, "“%s” has no options to compare with", answer);
      return;
    }
  for (guint i = 0; i < values->len; i++)
    if (!has_option (options, g_ptr_array_index (values, i)))
      refuse (check, "“%s” is no option of “%s”", (char *) g_ptr_array_index (values, i), answer);
}

static gboolean
is_number (const KioskQuestion *question, const KioskField *field)
{
  return question != NULL ? question->kind == KIOSK_QUESTION_NUMBER
                          : field->kind == KIOSK_FIELD_NUMBER || field->kind == KIOSK_FIELD_MONEY;
}

static void
check_comparison (KioskConditionKind kind, const char *answer, const GPtrArray *values,
                  gpointer user_data)
{
  Check *check = user_data;
  const KioskQuestion *question = g_hash_table_lookup (check->questions, answer);
  const KioskField *field = g_hash_table_lookup (check->fields, answer);
  const GPtrArray *options = NULL;

  if (!g_hash_table_contains (check->known, answer))
    {
      gboolean later = question != NULL || field != NULL;

      refuse (check, later ? "asks for “%s”, which comes later" : "there is no answer “%s”",
              answer);
      return;
    }
  if (kind == KIOSK_CONDITION_AT_LEAST)
    {
      if (!is_number (question, field))
        refuse (check, "“%s” is not a number", answer);
      return;
    }
  if (field != NULL && field->kind == KIOSK_FIELD_LIST)
    return;
  if (question != NULL && question->kind == KIOSK_QUESTION_CHOICE)
    options = question->options;
  else if (field != NULL && field->kind == KIOSK_FIELD_CHOICE)
    options = field->options;
  check_values (check, answer, options, values);
}

static void
check_rule (Check *check, const KioskCondition *rule)
{
  kiosk_condition_foreach (rule, check_comparison, check);
}

static void
add_answer (Check *check, const char *id)
{
  if (!g_hash_table_add (check->known, (gpointer) id))
    refuse (check, "the id “%s” is there twice", id);
}

/* Every struct of an array begins with its id. */
static void
check_unique (Check *check, const char *name, const GPtrArray *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  at (check, "%s", name);
  for (guint i = 0; i < items->len; i++)
    {
      const char *id = *(const char *const *) g_ptr_array_index (items, i);

      if (!g_hash_table_add (seen, (gpointer) id))
        refuse (check, "the id “%s” is there twice", id);
    }
}

static void
check_questions (Check *check)
{
  for (guint i = 0; i < check->info->questions->len; i++)
    {
      const KioskQuestion *question = g_ptr_array_index (check->info->questions, i);
      g_autofree char *options = g_strdup_printf ("questions[%u].options", i);

      at (check, "questions[%u]", i);
      check_rule (check, question->when);
      add_answer (check, question->id);
      if (question->min > question->max)
        refuse (check, "min is more than max");
      if (has_option (question->options, KIOSK_ANSWER_UNSURE))
        refuse (check, "“" KIOSK_ANSWER_UNSURE "” is not an option; say unsure: true");
      check_unique (check, options, question->options);
    }
}

static void
check_initial (Check *check, const KioskField *field)
{
  if (field->initial != NULL && field->kind == KIOSK_FIELD_CHOICE
      && !has_option (field->options, field->initial))
    refuse (check, "initial “%s” is no option", field->initial);
}

static void
check_field (Check *check, const KioskField *field)
{
  check_rule (check, field->when);
  if (field->prefill != NULL && g_str_has_prefix (field->prefill, "answer.")
      && !g_hash_table_contains (check->known, field->prefill + strlen ("answer.")))
    refuse (check, "prefill names “%s”, which is not asked before", field->prefill);
  add_answer (check, field->id);
  if (field->min > field->max)
    refuse (check, "min is more than max");
  if (field->min_length > field->max_length)
    refuse (check, "min_length is more than max_length");
  check_initial (check, field);
  if (field->pattern != NULL)
    {
      g_autoptr (GRegex) regex = g_regex_new (field->pattern, G_REGEX_ANCHORED, 0, NULL);

      if (regex == NULL)
        refuse (check, "pattern is not a regular expression");
    }
}

static void
check_steps (Check *check)
{
  check_unique (check, "steps", check->info->steps);
  for (guint i = 0; i < check->info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (check->info->steps, i);

      at (check, "steps[%u]", i);
      check_rule (check, step->when);
      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *field = g_ptr_array_index (step->fields, k);
          g_autofree char *options = g_strdup_printf ("steps[%u].fields[%u].options", i, k);

          at (check, "steps[%u].fields[%u]", i, k);
          check_field (check, field);
          check_unique (check, options, field->options);
        }
    }
}

static void
check_number_answer (Check *check, const char *member, const char *answer)
{
  if (!g_hash_table_contains (check->known, answer)
      || !is_number (g_hash_table_lookup (check->questions, answer),
                     g_hash_table_lookup (check->fields, answer)))
    refuse (check, "%s “%s” is not an answer that is a number", member, answer);
}

static void
check_reckoning (Check *check, const KioskFee *fee)
{
  if (fee->quantity != NULL)
    check_number_answer (check, "quantity", fee->quantity);
  if (fee->multiply != NULL)
    check_number_answer (check, "multiply", fee->multiply);
  if ((fee->tiers->len > 0 || fee->cap > 0 || fee->multiply != NULL)
      && (fee->quantity == NULL || fee->amount < 0))
    refuse (check, "tiers, cap and multiply need an amount and a quantity");
  for (guint i = 1; i < fee->tiers->len; i++)
    if (((KioskFeeTier *) g_ptr_array_index (fee->tiers, i - 1))->above
        >= ((KioskFeeTier *) g_ptr_array_index (fee->tiers, i))->above)
      refuse (check, "tiers do not rise");
}

static void
check_fees (Check *check)
{
  check_unique (check, "fees", check->info->fees);
  for (guint i = 0; i < check->info->fees->len; i++)
    {
      const KioskFee *fee = g_ptr_array_index (check->info->fees, i);

      at (check, "fees[%u]", i);
      check_rule (check, fee->when);
      for (guint k = 0; k < fee->exemptions->len; k++)
        check_rule (check, ((KioskExemption *) g_ptr_array_index (fee->exemptions, k))->when);
      if (fee->from != NULL && fee->to != NULL && strcmp (fee->from, fee->to) > 0)
        refuse (check, "from is after to");
      check_reckoning (check, fee);
    }
}

static void
check_duties (Check *check)
{
  check_unique (check, "documents", check->info->components);
  for (guint i = 0; i < check->info->components->len; i++)
    {
      at (check, "documents[%u]", i);
      check_rule (check, ((KioskComponent *) g_ptr_array_index (check->info->components, i))->when);
    }
  check_unique (check, "times", check->info->times);
  for (guint i = 0; i < check->info->times->len; i++)
    {
      at (check, "times[%u]", i);
      check_rule (check, ((KioskTimeLimit *) g_ptr_array_index (check->info->times, i))->when);
    }
  check_unique (check, "kiosk.left_to_do", check->info->left_to_do);
  for (guint i = 0; i < check->info->left_to_do->len; i++)
    {
      at (check, "kiosk.left_to_do[%u]", i);
      check_rule (check, ((KioskLeftToDo *) g_ptr_array_index (check->info->left_to_do, i))->when);
    }
}

/* Every struct of an array begins with its id. */
static void
index_by_id (GHashTable *table, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);

      g_hash_table_insert (table, *(gpointer *) item, item);
    }
}

/**
 * kiosk_references_check:
 * @info: a definition that has been read
 * @error: return location; %KIOSK_PROCEDURE_ERROR_REFERENCE, the message names the place
 *
 * Returns: whether everything @info names is there
 */
gboolean
kiosk_references_check (const KioskProcedureInfo *info, GError **error)
{
  g_autoptr (GHashTable) questions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = { info, questions, fields, known, NULL, error, TRUE };

  index_by_id (questions, info->questions);
  for (guint i = 0; i < info->steps->len; i++)
    index_by_id (fields, ((KioskStep *) g_ptr_array_index (info->steps, i))->fields);

  check_questions (&check);
  check_steps (&check);
  check_fees (&check);
  check_duties (&check);
  g_free (check.place);

  return check.good;
}
