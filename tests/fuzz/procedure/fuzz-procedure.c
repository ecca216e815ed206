/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a definition holds: either every promise of definition.h is kept, or there is an error. */

#include "procedure/procedure.h"
#include "procedure/procedure-error.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (const KioskText *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (kiosk_text_get (text, "vi"), -1, NULL));
  g_assert_cmpstr (kiosk_text_get (text, "en"), !=, "");
}

static const char *
look_up (gpointer procedure, const char *id)
{
  /* A rule names only answers that are there. */
  g_assert_true (kiosk_procedure_find_question (procedure, id) != NULL
                 || kiosk_procedure_find_field (procedure, id) != NULL);

  return g_str_hash (id) % 2 == 0 ? NULL : "1";
}

static void
check_answers (KioskProcedure *procedure, const KioskProcedureInfo *info)
{
  for (guint i = 0; i < info->questions->len; i++)
    {
      const KioskQuestion *question = g_ptr_array_index (info->questions, i);

      check_text (question->text);
      g_assert_true (kiosk_procedure_find_question (procedure, question->id) == question);
      g_assert_true ((question->options->len > 0) == (question->kind == KIOSK_QUESTION_CHOICE));
      kiosk_condition_evaluate (question->when, look_up, procedure);
    }
  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (info->steps, i);

      kiosk_condition_evaluate (step->when, look_up, procedure);
      g_assert_cmpuint (step->fields->len, >, 0);
      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *field = g_ptr_array_index (step->fields, k);

          check_text (field->label);
          g_assert_true ((field->list != NULL) == (field->kind == KIOSK_FIELD_LIST));
          g_assert_true (kiosk_procedure_find_field (procedure, field->id) == field);
          kiosk_condition_evaluate (field->when, look_up, procedure);
        }
    }
}

static void
check_duties (KioskProcedure *procedure, const KioskProcedureInfo *info)
{
  g_assert_cmpuint (info->times->len, >, 0);
  for (guint i = 0; i < info->components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (info->components, i);

      check_text (component->plain);
      g_assert_cmpuint (component->max_pages, >, 0);
      g_assert_true (component->fact.verified || component->fact.reason != NULL);
      kiosk_condition_evaluate (component->when, look_up, procedure);
    }
  for (guint i = 0; i < info->fees->len; i++)
    {
      const KioskFee *fee = g_ptr_array_index (info->fees, i);

      g_assert_cmpint (fee->amount, >=, -1);
      kiosk_condition_evaluate (fee->when, look_up, procedure);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskProcedure) procedure = NULL;

  if (size == 0)
    return 0;
  procedure = kiosk_procedure_parse ((const char *) data, (gssize) size, &error);
  g_assert_true ((procedure == NULL) == (error != NULL));
  if (procedure == NULL)
    {
      g_assert_true (error->domain == KIOSK_PROCEDURE_ERROR);
      return 0;
    }
  check_text (kiosk_procedure_get_info (procedure)->title);
  check_answers (procedure, kiosk_procedure_get_info (procedure));
  check_duties (procedure, kiosk_procedure_get_info (procedure));

  return 0;
}
