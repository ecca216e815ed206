/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/procedure-error.h"
#include "procedure/read-parts.h"
#include "procedure/spelling.h"

#include <string.h>

/* What the citizen is asked: questions, and the fields of the steps. */

#define MAX_NUMBER G_GINT64_CONSTANT (1000000000000)
#define MAX_LENGTH 2000

static const char *const question_kinds[] = { "choice", "number", NULL };
static const char *const field_kinds[]
    = { "text",  "long_text", "name",   "date", "number",  "money", "phone",
        "email", "id_number", "choice", "list", "address", NULL };
static const char *const rules[]
    = { "not_future", "not_past", "within_60_days", "age_at_least", NULL };
static const char *const card_members[] = { "card.number",     "card.old_number", "card.name",
                                            "card.birth_date", "card.sex",        "card.address",
                                            "card.issue_date", "today",           NULL };

/* Unless the field says otherwise; a name on a card has at most 70 letters. */
static const guint longest[] = {
  [KIOSK_FIELD_TEXT] = 200,     [KIOSK_FIELD_LONG_TEXT] = 1000, [KIOSK_FIELD_NAME] = 70,
  [KIOSK_FIELD_EMAIL] = 100,    [KIOSK_FIELD_ADDRESS] = 200,    [KIOSK_FIELD_DATE] = 10,
  [KIOSK_FIELD_NUMBER] = 13,    [KIOSK_FIELD_MONEY] = 13,       [KIOSK_FIELD_PHONE] = 10,
  [KIOSK_FIELD_ID_NUMBER] = 12, [KIOSK_FIELD_CHOICE] = 40,      [KIOSK_FIELD_LIST] = 40,
};

static void
shape (KioskReader *reader, const char *what)
{
  kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "%s", what);
}

static gpointer
read_option (KioskReader *reader, JsonObject *object)
{
  KioskOption *option = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *option);
  JsonObject *stop = kiosk_reader_object (reader, object, "stop", "text procedure?");

  option->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  option->text = kiosk_reader_text (reader, object, "text");
  option->hint = kiosk_reader_text (reader, object, "hint");
  kiosk_reader_enter (reader, "stop", -1);
  option->stop = kiosk_reader_text (reader, stop, "text");
  option->stop_procedure = kiosk_reader_string (reader, stop, "procedure", kiosk_spelling_is_code);
  kiosk_reader_leave (reader);

  return option;
}

/* On one page of the screen six choices can be shown; a field's choices scroll. */
static const KioskItems question_options = { 2, 6, "id text hint? stop?", read_option };
static const KioskItems field_options = { 2, 20, "id text", read_option };

static void
read_range (KioskReader *reader, JsonObject *object, gint64 *least, gint64 *most)
{
  *least = kiosk_reader_has (object, "min")
               ? kiosk_reader_integer (reader, object, "min", -MAX_NUMBER, MAX_NUMBER)
               : G_MININT64;
  *most = kiosk_reader_has (object, "max")
              ? kiosk_reader_integer (reader, object, "max", -MAX_NUMBER, MAX_NUMBER)
              : G_MAXINT64;
}

static gpointer
read_question (KioskReader *reader, JsonObject *object)
{
  KioskQuestion *question
      = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *question);
  gboolean range = kiosk_reader_has (object, "min") || kiosk_reader_has (object, "max");

  question->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  question->kind = kiosk_reader_word (reader, object, "kind", question_kinds);
  question->text = kiosk_reader_text (reader, object, "text");
  question->help = kiosk_reader_text (reader, object, "help");
  question->why = kiosk_reader_text (reader, object, "why");
  question->when = kiosk_read_condition (reader, object, "when");
  question->options = kiosk_reader_list (reader, object, "options", &question_options);
  question->unsure = kiosk_reader_boolean (reader, object, "unsure", FALSE);
  read_range (reader, object, &question->min, &question->max);

  if (kiosk_reader_has (object, "options") != (question->kind == KIOSK_QUESTION_CHOICE))
    shape (reader, "a choice has options, a number has none");
  if (range && question->kind != KIOSK_QUESTION_NUMBER)
    shape (reader, "min and max are for numbers");

  return question;
}

static gboolean
is_prefill (const char *string)
{
  return g_strv_contains (card_members, string)
         || (g_str_has_prefix (string, "answer.")
             && kiosk_spelling_is_id (string + strlen ("answer.")));
}

static void
check_field (KioskReader *reader, JsonObject *object, const KioskField *field)
{
  gboolean has_min = kiosk_reader_has (object, "min");
  gboolean has_max = kiosk_reader_has (object, "max");
  gboolean number = field->kind == KIOSK_FIELD_NUMBER || field->kind == KIOSK_FIELD_MONEY;
  gboolean age = g_strcmp0 (field->rule, "age_at_least") == 0;

  if (kiosk_reader_has (object, "options") != (field->kind == KIOSK_FIELD_CHOICE))
    shape (reader, "a choice has options, no other kind has");
  if (kiosk_reader_has (object, "list") != (field->kind == KIOSK_FIELD_LIST))
    shape (reader, "a list names its list, no other kind does");
  if (field->rule != NULL && field->kind != KIOSK_FIELD_DATE)
    shape (reader, "rule is for dates");
  if (age != (has_min && !number))
    shape (reader, "age_at_least needs min, in years");
  if (has_max && !number)
    shape (reader, "max is for numbers and money");
}

static gpointer
read_field (KioskReader *reader, JsonObject *object)
{
  KioskField *field = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *field);

  field->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  field->kind = kiosk_reader_word (reader, object, "kind", field_kinds);
  field->label = kiosk_reader_text (reader, object, "label");
  field->hint = kiosk_reader_text (reader, object, "hint");
  field->error = kiosk_reader_text (reader, object, "error");
  field->required = kiosk_reader_boolean (reader, object, "required", FALSE);
  field->locked = kiosk_reader_boolean (reader, object, "locked", FALSE);
  field->when = kiosk_read_condition (reader, object, "when");
  field->prefill = kiosk_reader_string (reader, object, "prefill", is_prefill);
  field->list = kiosk_reader_string (reader, object, "list", kiosk_spelling_is_id);
  field->pattern = kiosk_reader_string (reader, object, "pattern", kiosk_spelling_is_line);
  if (kiosk_reader_has (object, "rule"))
    field->rule = rules[kiosk_reader_word (reader, object, "rule", rules)];
  field->initial = kiosk_reader_string (reader, object, "initial", kiosk_spelling_is_line);
  field->options = kiosk_reader_list (reader, object, "options", &field_options);
  read_range (reader, object, &field->min, &field->max);
  field->min_length = (guint) kiosk_reader_integer (reader, object, "min_length", 0, MAX_LENGTH);
  field->max_length = longest[field->kind];
  if (kiosk_reader_has (object, "max_length"))
    field->max_length = (guint) kiosk_reader_integer (reader, object, "max_length", 1, MAX_LENGTH);
  check_field (reader, object, field);

  return field;
}

/* More than four fields do not fit one screen together with the keyboard. */
static const KioskItems fields
    = { 1, 4,
        "id kind label hint? error? required locked? when? prefill? list? options? pattern? rule? "
        "initial? min? max? min_length? max_length?",
        read_field };

static gpointer
read_step (KioskReader *reader, JsonObject *object)
{
  KioskStep *step = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *step);

  step->id = kiosk_reader_string (reader, object, "id", kiosk_spelling_is_id);
  step->title = kiosk_reader_text (reader, object, "title");
  step->help = kiosk_reader_text (reader, object, "help");
  step->when = kiosk_read_condition (reader, object, "when");
  step->fields = kiosk_reader_list (reader, object, "fields", &fields);

  return step;
}

const KioskItems kiosk_read_questions
    = { 0, 50, "id kind text help? why? when? options? unsure? min? max?", read_question };
const KioskItems kiosk_read_steps = { 0, 100, "id title help? when? fields", read_step };
