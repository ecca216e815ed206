/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "walker.h"

#define MOST_PAGES 80

static KioskForm *
get_form (Stage *stage)
{
  return kiosk_session_get_form (kiosk_flow_get_session (stage->flow));
}

static const char *
say (Stage *stage, const KioskText *text)
{
  return kiosk_text_get (text, kiosk_language_get_current (stage->parts.language));
}

void
walk_to_identify (Stage *stage, const char *language, const char *procedure)
{
  kiosk_flow_start (stage->flow);
  kiosk_flow_choose_language (stage->flow, language);
  kiosk_flow_show_procedures (stage->flow, TRUE);
  kiosk_flow_choose (stage->flow, procedure);
  stage_settle (stage);
  stage_touch (stage, stage_text (stage, "overview.start"));
  stage_await (stage, KIOSK_FLOW_IDENTIFY);
}

void
walk_question (Stage *stage)
{
  const KioskQuestion *question = kiosk_flow_get_question (stage->flow);
  const char *id = question->id;

  if (question->kind == KIOSK_QUESTION_NUMBER)
    {
      g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (question->min, 1));

      stage_type (stage, say (stage, question->text), least);
    }
  for (guint i = 0; question->kind == KIOSK_QUESTION_CHOICE && i < question->options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (question->options, i);

      if (option->stop != NULL)
        continue;
      stage_choose (stage, say (stage, option->text));
      break;
    }
  g_assert_cmpint (kiosk_form_check (get_form (stage), id), ==, KIOSK_PROBLEM_NONE);
}

static const char *const *
candidates (KioskFieldKind kind)
{
  static const char *const names[] = { "Nguyễn Văn An", NULL };
  static const char *const dates[] = { "20112026", "20/12/2026", "01/01/1980", NULL };
  static const char *const numbers[] = { "1", "2", "20", "100", "1000", "1000000", NULL };
  static const char *const phones[] = { "0912 345 678", NULL };
  static const char *const emails[] = { "an@example.vn", NULL };
  static const char *const persons[] = { "001099012345", NULL };
  static const char *const texts[]
      = { "Xã An Bình, tỉnh Mẫu", "2020", "12", "05/09/1992", "A1", "0101234567", "4711", NULL };

  switch (kind)
    {
    case KIOSK_FIELD_NAME:
      return names;
    case KIOSK_FIELD_DATE:
      return dates;
    case KIOSK_FIELD_NUMBER:
    case KIOSK_FIELD_MONEY:
      return numbers;
    case KIOSK_FIELD_PHONE:
      return phones;
    case KIOSK_FIELD_EMAIL:
      return emails;
    case KIOSK_FIELD_ID_NUMBER:
      return persons;
    case KIOSK_FIELD_TEXT:
    case KIOSK_FIELD_LONG_TEXT:
    case KIOSK_FIELD_ADDRESS:
    case KIOSK_FIELD_CHOICE:
    case KIOSK_FIELD_LIST:
    default:
      return texts;
    }
}

void
walk_fill (Stage *stage, const KioskField *field)
{
  KioskForm *form = get_form (stage);

  if (field->kind == KIOSK_FIELD_CHOICE)
    {
      const KioskOption *option = g_ptr_array_index (field->options, 0);

      stage_choose (stage, say (stage, option->text));
    }
  else if (field->kind == KIOSK_FIELD_LIST)
    {
      const GPtrArray *entries = kiosk_catalogue_get_list (stage->parts.catalogue, field->list);
      const KioskListEntry *entry = g_ptr_array_index (entries, 0);

      stage_type (stage, say (stage, field->label), say (stage, entry->text));
    }
  else
    {
      for (const char *const *text = candidates (field->kind); *text != NULL; text++)
        {
          stage_type (stage, say (stage, field->label), *text);
          if (kiosk_form_check (form, field->id) == KIOSK_PROBLEM_NONE)
            break;
        }
    }
  if (kiosk_form_check (form, field->id) != KIOSK_PROBLEM_NONE)
    g_error ("The walker knows no answer to %s (problem %d, value %s)", field->id,
             kiosk_form_check (form, field->id), kiosk_form_get (form, field->id));
}

void
walk_form (Stage *stage)
{
  KioskForm *form = get_form (stage);
  const KioskStep *step = kiosk_flow_get_step (stage->flow);
  g_autoptr (GPtrArray) fields = NULL;

  /* An answer may bring another field. */
  for (guint round = 0; round < 3; round++)
    {
      g_clear_pointer (&fields, g_ptr_array_unref);
      fields = kiosk_form_list_fields (form, step);
      for (guint i = 0; i < fields->len; i++)
        {
          const KioskField *field = g_ptr_array_index (fields, i);

          if (kiosk_form_check (form, field->id) != KIOSK_PROBLEM_NONE)
            walk_fill (stage, field);
        }
    }
}

void
walk_documents (Stage *stage)
{
  KioskDocumentSet *documents = kiosk_session_get_documents (kiosk_flow_get_session (stage->flow));
  g_autoptr (GPtrArray) components
      = kiosk_document_set_list (documents, kiosk_form_lookup, get_form (stage));

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);
      g_autofree char *elsewhere = NULL;
      g_autofree char *name = NULL;

      if (kiosk_document_set_get_state (documents, component->id) != KIOSK_DOCUMENT_OPEN)
        continue;
      if (component->where != NULL)
        elsewhere = kiosk_language_format (stage->parts.language, "documents.to_elsewhere", "where",
                                           say (stage, component->where), NULL);
      name = g_strdup_printf (
          "%s: %s", elsewhere != NULL ? elsewhere : stage_text (stage, "documents.to_counter"),
          say (stage, component->plain));
      /* Another paper that will do instead may be there by now. */
      if (component->one_of == NULL || stage_find (stage, GTK_TYPE_BUTTON, name) != NULL)
        stage_touch (stage, name);
    }
}

static void
do_page (Stage *stage, KioskFlowState state)
{
  if (state == KIOSK_FLOW_QUESTION)
    walk_question (stage);
  else if (state == KIOSK_FLOW_FORM)
    walk_form (stage);
  else if (state == KIOSK_FLOW_DOCUMENTS)
    walk_documents (stage);
  else
    g_error ("The walker does not know the page %s", kiosk_flow_state_to_string (state));
}

static const char *
get_advance_key (KioskFlowState state)
{
  if (state == KIOSK_FLOW_QUESTION)
    return "question.continue";
  if (state == KIOSK_FLOW_FORM)
    return "form.continue";
  return "documents.continue";
}

void
walk_to (Stage *stage, KioskFlowState state, const char *shots)
{
  for (guint i = 0; i < MOST_PAGES; i++)
    {
      KioskFlowState now = kiosk_flow_get_state (stage->flow);

      if (now == state)
        return;
      do_page (stage, now);
      if (shots != NULL)
        {
          g_autofree char *name
              = g_strdup_printf ("%s-%02u-%s", shots, i, kiosk_flow_state_to_string (now));

          stage_shoot (stage, name);
        }
      stage_touch (stage, stage_text (stage, get_advance_key (now)));
    }
  g_error ("The page %s was not reached", kiosk_flow_state_to_string (state));
}
