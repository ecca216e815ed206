/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-form"

#include "form/form.h"
#include "form/value.h"

/* What of a form is on the pages now, and how an answer reads. */

/**
 * kiosk_form_list_questions:
 * @self: a form
 *
 * Returns: (transfer container) (element-type KioskQuestion): those that are asked, in order
 */
GPtrArray *
kiosk_form_list_questions (KioskForm *self)
{
  const GPtrArray *all = kiosk_procedure_get_info (kiosk_form_get_procedure (self))->questions;
  GPtrArray *asked = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      KioskQuestion *question = g_ptr_array_index (all, i);

      if (kiosk_form_applies (self, question->id))
        g_ptr_array_add (asked, question);
    }

  return asked;
}

/**
 * kiosk_form_list_fields:
 * @self: a form
 * @step: a step of its procedure
 *
 * Returns: (transfer container) (element-type KioskField): those that are asked, in order
 */
GPtrArray *
kiosk_form_list_fields (KioskForm *self, const KioskStep *step)
{
  GPtrArray *asked = g_ptr_array_new ();

  for (guint i = 0; i < step->fields->len; i++)
    {
      KioskField *field = g_ptr_array_index (step->fields, i);

      if (kiosk_form_applies (self, field->id))
        g_ptr_array_add (asked, field);
    }

  return asked;
}

/**
 * kiosk_form_list_steps:
 * @self: a form
 *
 * A step whose fields are all not asked would be an empty page, and is left out.
 *
 * Returns: (transfer container) (element-type KioskStep): those that are shown, in order
 */
GPtrArray *
kiosk_form_list_steps (KioskForm *self)
{
  const GPtrArray *all = kiosk_procedure_get_info (kiosk_form_get_procedure (self))->steps;
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      KioskStep *step = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (self, step);

      if (fields->len > 0)
        g_ptr_array_add (shown, step);
    }

  return shown;
}

static const KioskText *
find_option_text (const GPtrArray *options, const char *id)
{
  for (guint i = 0; i < options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (options, i);

      if (g_str_equal (option->id, id))
        return option->text;
    }

  return NULL;
}

static const KioskText *
find_entry_text (const GPtrArray *entries, const char *id)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const KioskListEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->id, id))
        return entry->text;
    }

  return NULL;
}

/**
 * kiosk_form_describe:
 * @self: a form
 * @id: an answer
 * @language: "vi" or "en"
 *
 * Returns: (transfer full) (nullable): the answer as people read it; %NULL when there is none, or
 *   it is %KIOSK_ANSWER_UNSURE, which the caller has words for. Free with kiosk_wipe_text().
 */
char *
kiosk_form_describe (KioskForm *self, const char *id, const char *language)
{
  KioskProcedure *procedure = kiosk_form_get_procedure (self);
  const KioskQuestion *question = kiosk_procedure_find_question (procedure, id);
  const KioskField *field = kiosk_procedure_find_field (procedure, id);
  const char *value = kiosk_form_get (self, id);
  const KioskText *text = NULL;

  if (value == NULL || (question == NULL && field == NULL))
    return NULL;
  if (question != NULL && g_str_equal (value, KIOSK_ANSWER_UNSURE))
    return NULL;

  if (question != NULL)
    text = find_option_text (question->options, value);
  else if (field->list != NULL)
    text = find_entry_text (kiosk_catalogue_get_list (kiosk_form_get_catalogue (self), field->list),
                            value);
  else
    text = find_option_text (field->options, value);
  if (text != NULL)
    return g_strdup (kiosk_text_get (text, language));

  return kiosk_value_write (field != NULL ? field->kind : KIOSK_FIELD_NUMBER, value, language);
}
