/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-form"

#include "form/form.h"

#include "base/secret.h"
#include "form/check.h"
#include "form/value.h"

#include <string.h>

/* One answer: what asks for it and what was said. */
typedef struct
{
  const char *id;
  const KioskQuestion *question; /* (nullable): or @field and @step */
  const KioskField *field;       /* (nullable) */
  const KioskStep *step;         /* (nullable) */

  char *value; /* (owned) (nullable): wiped */
  KioskAnswerSource source;
  gboolean from_document; /* goes when the identity document goes */
  KioskTruth applies;     /* as of the last refresh */
} Slot;

/**
 * KioskForm:
 *
 * The answers to one procedure; says which are asked and which are wrong.
 *
 * An answer that is no longer asked is kept, so that a citizen who changes their mind twice does
 * not type it twice, but it is neither listed nor seen by any rule.
 */
struct _KioskForm
{
  GObject parent_instance;

  /* owned */
  KioskCatalogue *catalogue;
  KioskProcedure *procedure;
  GPtrArray *slots; /* (element-type Slot): in the order they are asked */
  GHashTable *by_id;

  /* state */
  GDate today;
  gboolean fresh; /* whether each slot knows if it applies */
};

G_DEFINE_FINAL_TYPE (KioskForm, kiosk_form, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  kiosk_wipe_text (slot->value);
  g_free (slot);
}

/* Rules ask only for what comes before, so one pass in order is enough and nothing is asked twice. */
static void
refresh (KioskForm *self)
{
  if (self->fresh)
    return;

  self->fresh = TRUE;
  for (guint i = 0; i < self->slots->len; i++)
    ((Slot *) g_ptr_array_index (self->slots, i))->applies = KIOSK_TRUTH_MAYBE;
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);
      KioskTruth of_step = KIOSK_TRUTH_YES;

      if (slot->step != NULL)
        of_step = kiosk_condition_evaluate (slot->step->when, kiosk_form_lookup, self);
      slot->applies = kiosk_condition_evaluate (slot->question != NULL ? slot->question->when
                                                                       : slot->field->when,
                                                kiosk_form_lookup, self);
      if (of_step == KIOSK_TRUTH_NO || slot->applies == KIOSK_TRUTH_NO)
        slot->applies = KIOSK_TRUTH_NO;
      else if (of_step == KIOSK_TRUTH_MAYBE)
        slot->applies = KIOSK_TRUTH_MAYBE;
    }
}

static KioskFieldKind
get_kind (const Slot *slot)
{
  if (slot->field != NULL)
    return slot->field->kind;

  return slot->question->kind == KIOSK_QUESTION_NUMBER ? KIOSK_FIELD_NUMBER : KIOSK_FIELD_CHOICE;
}

static gboolean
store (KioskForm *self, Slot *slot, const char *value, KioskAnswerSource source)
{
  char *normal = kiosk_value_normalize (get_kind (slot), value != NULL ? value : "");

  if (*normal == '\0')
    g_clear_pointer (&normal, kiosk_wipe_text);
  if (g_strcmp0 (normal, slot->value) == 0)
    {
      kiosk_wipe_text (normal);
      return FALSE;
    }

  kiosk_wipe_text (slot->value);
  slot->value = normal;
  slot->source = normal != NULL ? source : KIOSK_ANSWER_NONE;
  slot->from_document = FALSE;
  self->fresh = FALSE;

  return TRUE;
}

/* Stores, and passes on to the fields that start with the same value. */
static void
put (KioskForm *self, Slot *slot, const char *value, KioskAnswerSource source)
{
  if (!store (self, slot, value, source))
    return;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, slot->id);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *other = g_ptr_array_index (self->slots, i);
      const char *prefill = other->field != NULL ? other->field->prefill : NULL;

      if (prefill != NULL && g_str_has_prefix (prefill, "answer.")
          && g_str_equal (prefill + strlen ("answer."), slot->id)
          && other->source != KIOSK_ANSWER_TYPED)
        put (self, other, slot->value, KIOSK_ANSWER_INITIAL);
    }
}

static KioskProblem
check_slot (KioskForm *self, const Slot *slot)
{
  const GPtrArray *list = NULL;
  const char *value = slot->value;
  char latest[11];

  if (slot->question != NULL)
    return kiosk_check_question (slot->question, slot->value);
  /* Whose card names only a year has no better date to give; what is typed must be whole. */
  if (slot->field->kind == KIOSK_FIELD_DATE && slot->from_document
      && kiosk_value_complete_date (value, latest))
    value = latest;
  if (slot->field->list != NULL)
    list = kiosk_catalogue_get_list (self->catalogue, slot->field->list);

  return kiosk_check_field (slot->field, value, list, &self->today);
}

static void
add_slot (KioskForm *self, const char *id, const KioskQuestion *question, const KioskStep *step,
          const KioskField *field)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->id = id;
  slot->question = question;
  slot->step = step;
  slot->field = field;
  g_ptr_array_add (self->slots, slot);
  g_hash_table_insert (self->by_id, (gpointer) id, slot);
}

static void
add_slots (KioskForm *self)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (self->procedure);

  for (guint i = 0; i < info->questions->len; i++)
    {
      const KioskQuestion *question = g_ptr_array_index (info->questions, i);

      add_slot (self, question->id, question, NULL, NULL);
    }
  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (info->steps, i);

      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *field = g_ptr_array_index (step->fields, k);

          add_slot (self, field->id, NULL, step, field);
        }
    }
}

static void
set_initials (KioskForm *self)
{
  char today[11];

  g_date_strftime (today, sizeof today, "%Y-%m-%d", &self->today);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->field == NULL)
        continue;
      if (g_strcmp0 (slot->field->prefill, "today") == 0)
        put (self, slot, today, KIOSK_ANSWER_INITIAL);
      else if (slot->field->initial != NULL)
        put (self, slot, slot->field->initial, KIOSK_ANSWER_INITIAL);
    }
}

static void
kiosk_form_finalize (GObject *object)
{
  KioskForm *self = KIOSK_FORM (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->procedure, kiosk_procedure_unref);
  g_clear_pointer (&self->catalogue, kiosk_catalogue_unref);

  G_OBJECT_CLASS (kiosk_form_parent_class)->finalize (object);
}

static void
kiosk_form_class_init (KioskFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_form_finalize;

  /**
   * KioskForm::changed:
   * @self: the form
   * @id: the answer whose value is another one now
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", KIOSK_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
kiosk_form_init (KioskForm *self)
{
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * kiosk_form_new:
 * @catalogue: knows the shared lists
 * @procedure: what the form is about
 * @today: the day for which rules about dates are checked, as long as the form lives
 *
 * Returns: (transfer full): a form with no answers but those the definition starts with
 */
KioskForm *
kiosk_form_new (KioskCatalogue *catalogue, KioskProcedure *procedure, GDateTime *today)
{
  KioskForm *self;
  int year, month, day;

  g_return_val_if_fail (catalogue != NULL && procedure != NULL && today != NULL, NULL);

  self = g_object_new (KIOSK_TYPE_FORM, NULL);
  self->catalogue = kiosk_catalogue_ref (catalogue);
  self->procedure = kiosk_procedure_ref (procedure);
  g_date_time_get_ymd (today, &year, &month, &day);
  g_date_set_dmy (&self->today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  add_slots (self);
  set_initials (self);

  return self;
}

/**
 * kiosk_form_get_procedure:
 * @self: a form
 *
 * Returns: (transfer none): what the form is about
 */
KioskProcedure *
kiosk_form_get_procedure (KioskForm *self)
{
  g_return_val_if_fail (KIOSK_IS_FORM (self), NULL);

  return self->procedure;
}

/**
 * kiosk_form_get_catalogue:
 * @self: a form
 *
 * Returns: (transfer none): what knows the shared lists
 */
KioskCatalogue *
kiosk_form_get_catalogue (KioskForm *self)
{
  g_return_val_if_fail (KIOSK_IS_FORM (self), NULL);

  return self->catalogue;
}

/**
 * kiosk_form_is_locked:
 * @self: a form
 * @id: an answer
 *
 * A locked value that is wrong is not locked: the citizen must be able to go on.
 *
 * Returns: whether the value came from the card and may not be changed here
 */
gboolean
kiosk_form_is_locked (KioskForm *self, const char *id)
{
  const Slot *slot;
  KioskProblem problem;

  g_return_val_if_fail (KIOSK_IS_FORM (self), FALSE);

  slot = g_hash_table_lookup (self->by_id, id);
  if (slot == NULL || slot->field == NULL || !slot->field->locked
      || slot->source != KIOSK_ANSWER_CARD)
    return FALSE;

  /* What is wrong about the card's value may be mended, but nobody types himself older. */
  problem = check_slot (self, slot);
  return problem == KIOSK_PROBLEM_NONE || problem == KIOSK_PROBLEM_TOO_YOUNG;
}

/**
 * kiosk_form_set:
 * @self: a form
 * @id: an answer
 * @value: (nullable): what the citizen typed or chose; %NULL or "" takes it back
 *
 * Keeps the value in its one form (NFC, yyyy-mm-dd, digits), right or wrong: kiosk_form_check()
 * tells. A locked value stays as it is.
 */
void
kiosk_form_set (KioskForm *self, const char *id, const char *value)
{
  Slot *slot;

  g_return_if_fail (KIOSK_IS_FORM (self));

  slot = g_hash_table_lookup (self->by_id, id);
  if (slot == NULL || kiosk_form_is_locked (self, id))
    return;

  put (self, slot, value, KIOSK_ANSWER_TYPED);
}

/**
 * kiosk_form_get:
 * @self: a form
 * @id: an answer
 *
 * Returns: (transfer none) (nullable): the value as it is kept, also when it is no longer asked;
 *   valid until it changes
 */
const char *
kiosk_form_get (KioskForm *self, const char *id)
{
  const Slot *slot;

  g_return_val_if_fail (KIOSK_IS_FORM (self), NULL);

  slot = g_hash_table_lookup (self->by_id, id);

  return slot != NULL ? slot->value : NULL;
}

/**
 * kiosk_form_get_source:
 * @self: a form
 * @id: an answer
 *
 * Returns: where the value comes from; %KIOSK_ANSWER_NONE when there is none
 */
KioskAnswerSource
kiosk_form_get_source (KioskForm *self, const char *id)
{
  const Slot *slot;

  g_return_val_if_fail (KIOSK_IS_FORM (self), KIOSK_ANSWER_NONE);

  slot = g_hash_table_lookup (self->by_id, id);

  return slot != NULL ? slot->source : KIOSK_ANSWER_NONE;
}

static const char *
get_from_document (KioskIdDocument *document, const char *prefill)
{
  static const struct
  {
    const char *prefill;
    KioskIdField field;
  } members[] = {
    { "card.number", KIOSK_ID_FIELD_NUMBER },
    { "card.old_number", KIOSK_ID_FIELD_OLD_NUMBER },
    { "card.name", KIOSK_ID_FIELD_NAME },
    { "card.birth_date", KIOSK_ID_FIELD_BIRTH_DATE },
    { "card.sex", KIOSK_ID_FIELD_SEX },
    { "card.address", KIOSK_ID_FIELD_ADDRESS },
    { "card.issue_date", KIOSK_ID_FIELD_ISSUE_DATE },
  };

  for (guint i = 0; document != NULL && i < G_N_ELEMENTS (members); i++)
    if (g_strcmp0 (prefill, members[i].prefill) == 0)
      return kiosk_id_document_get (document, members[i].field);

  return NULL;
}

/**
 * kiosk_form_prefill:
 * @self: a form
 * @document: (nullable): the card that was shown; %NULL takes back what the last one filled in
 *
 * Fills in what the card says, but nothing the citizen has typed themselves.
 */
void
kiosk_form_prefill (KioskForm *self, KioskIdDocument *document)
{
  KioskAnswerSource source = KIOSK_ANSWER_CARD;

  g_return_if_fail (KIOSK_IS_FORM (self));

  if (document != NULL && kiosk_id_document_get_assurance (document) == KIOSK_ASSURANCE_TYPED)
    source = KIOSK_ANSWER_TYPED;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);
      const char *prefill = slot->field != NULL ? slot->field->prefill : NULL;
      const char *value = get_from_document (document, prefill);

      if (prefill == NULL || !g_str_has_prefix (prefill, "card."))
        continue;
      if (slot->source == KIOSK_ANSWER_TYPED && !slot->from_document)
        continue;
      if (value == NULL && !slot->from_document)
        continue;
      put (self, slot, value, source);
      if (slot->value != NULL)
        {
          slot->source = source;
          slot->from_document = TRUE;
        }
    }
}

/**
 * kiosk_form_applies:
 * @self: a form
 * @id: an answer
 *
 * Returns: whether @id is asked, as far as the answers before it tell
 */
gboolean
kiosk_form_applies (KioskForm *self, const char *id)
{
  const Slot *slot;

  g_return_val_if_fail (KIOSK_IS_FORM (self), FALSE);

  refresh (self);
  slot = g_hash_table_lookup (self->by_id, id);

  return slot != NULL && slot->applies == KIOSK_TRUTH_YES;
}

/**
 * kiosk_form_check:
 * @self: a form
 * @id: an answer
 *
 * Returns: what is wrong with it; %KIOSK_PROBLEM_NONE also when it is not asked
 */
KioskProblem
kiosk_form_check (KioskForm *self, const char *id)
{
  g_return_val_if_fail (KIOSK_IS_FORM (self), KIOSK_PROBLEM_NONE);

  if (!kiosk_form_applies (self, id))
    return KIOSK_PROBLEM_NONE;

  return check_slot (self, g_hash_table_lookup (self->by_id, id));
}

/**
 * kiosk_form_lookup:
 * @form: a #KioskForm
 * @id: an answer
 *
 * A #KioskLookup over the form. «I am not sure» counts as open, so that the papers and fees of
 * every possible answer are shown.
 *
 * Returns: (transfer none) (nullable): the answer, %NULL while open, "" when it is not asked
 */
const char *
kiosk_form_lookup (gpointer form, const char *id)
{
  KioskForm *self = KIOSK_FORM (form);
  const Slot *slot;

  refresh (self);
  slot = g_hash_table_lookup (self->by_id, id);
  if (slot == NULL || slot->applies == KIOSK_TRUTH_NO)
    return "";
  if (slot->applies == KIOSK_TRUTH_MAYBE
      || (slot->question != NULL && g_strcmp0 (slot->value, KIOSK_ANSWER_UNSURE) == 0))
    return NULL;

  return slot->value;
}

/**
 * kiosk_form_evaluate:
 * @self: a form
 * @condition: (nullable): a rule of the form's procedure
 *
 * Returns: whether it holds, as far as the answers tell
 */
KioskTruth
kiosk_form_evaluate (KioskForm *self, const KioskCondition *condition)
{
  g_return_val_if_fail (KIOSK_IS_FORM (self), KIOSK_TRUTH_MAYBE);

  return kiosk_condition_evaluate (condition, kiosk_form_lookup, self);
}
