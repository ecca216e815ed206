/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "form/terms.h"

#include "../procedure/load-fixture.h"

/* Walks every way through every procedure that the kiosk ships, as a citizen would. */

typedef struct
{
  KioskForm *form;
  GDateTime *today;
  guint ends;  /* ways that reach the check page */
  guint stops; /* answers that lead to the counter */
} Walk;

static gboolean
try_values (Walk *walk, const char *id, const char *const *values)
{
  for (guint i = 0; values[i] != NULL; i++)
    {
      kiosk_form_set (walk->form, id, values[i]);
      if (kiosk_form_check (walk->form, id) == KIOSK_PROBLEM_NONE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
answer_field (Walk *walk, const KioskField *field)
{
  static const char *const values[] = {
    "Nguyễn Thị Mẫu",
    "1990-05-05",
    "2026-12-10",
    "2026-11-20",
    "001199000001",
    "0912345678",
    "mau@example.vn",
    "1",
    "50000000",
    "1998",
    "05/09/1992",
    "Số 5 phố Huế, phường Hai Bà Trưng, Hà Nội",
    NULL,
  };
  const GPtrArray *options = field->options;

  if (field->kind == KIOSK_FIELD_CHOICE)
    {
      const KioskOption *option
          = g_ptr_array_index (options, g_test_rand_int_range (0, (gint32) options->len));
      const char *const only[] = { option->id, NULL };

      return try_values (walk, field->id, only);
    }
  if (field->kind == KIOSK_FIELD_LIST)
    {
      KioskCatalogue *catalogue = kiosk_form_get_catalogue (walk->form);
      const GPtrArray *list = kiosk_catalogue_get_list (catalogue, field->list);
      const KioskListEntry *entry
          = g_ptr_array_index (list, g_test_rand_int_range (0, (gint32) list->len));
      const char *const only[] = { entry->id, NULL };

      return try_values (walk, field->id, only);
    }

  return try_values (walk, field->id, values);
}

static void
walk_steps (Walk *walk)
{
  const KioskProcedureInfo *info = kiosk_procedure_get_info (kiosk_form_get_procedure (walk->form));
  g_autoptr (GPtrArray) fees = NULL;

  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (info->steps, i);
      g_autoptr (GPtrArray) shown = NULL;

      if (kiosk_form_evaluate (walk->form, step->when) != KIOSK_TRUTH_YES)
        continue;
      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *field = g_ptr_array_index (step->fields, k);

          if (kiosk_form_applies (walk->form, field->id) && !answer_field (walk, field))
            g_error ("%s: nothing can be answered to %s", info->code, field->id);
        }
      shown = kiosk_form_list_fields (walk->form, step);
      g_assert_cmpuint (shown->len, >=, 1);
      g_assert_cmpuint (shown->len, <=, 4);
    }
  fees = kiosk_terms_list_fees (walk->form, KIOSK_CHANNEL_DIRECT, walk->today);
  for (guint i = 0; i < fees->len; i++)
    if (!((const KioskFeeLine *) g_ptr_array_index (fees, i))->certain)
      g_error ("%s: fee %s is open at the end", info->code,
               ((const KioskFeeLine *) g_ptr_array_index (fees, i))->fee->id);
  g_assert_nonnull (kiosk_terms_find_limit (walk->form, KIOSK_CHANNEL_DIRECT));
  walk->ends++;
}

static void
walk_questions (Walk *walk, guint asked)
{
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (walk->form);
  const KioskQuestion *question;

  if (asked == questions->len)
    {
      walk_steps (walk);
      return;
    }

  question = g_ptr_array_index (questions, asked);
  if (question->kind == KIOSK_QUESTION_NUMBER)
    {
      g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (question->min, 1));

      kiosk_form_set (walk->form, question->id, least);
      walk_questions (walk, asked + 1);
      kiosk_form_set (walk->form, question->id, NULL);
      return;
    }
  for (guint i = 0; i < question->options->len; i++)
    {
      const KioskOption *option = g_ptr_array_index (question->options, i);

      kiosk_form_set (walk->form, question->id, option->id);
      if (option->stop != NULL)
        {
          g_assert_cmpint (kiosk_form_check (walk->form, question->id), ==, KIOSK_PROBLEM_STOPS);
          walk->stops++;
        }
      else
        walk_questions (walk, asked + 1);
    }
  kiosk_form_set (walk->form, question->id, NULL);
}

static void
test_every_way (void)
{
  g_autoptr (KioskCatalogue) catalogue = load_shipped ();
  const GPtrArray *all = kiosk_catalogue_get_all (catalogue);

  g_assert_cmpuint (all->len, >=, 1);
  for (guint i = 0; i < all->len; i++)
    {
      KioskProcedure *procedure = g_ptr_array_index (all, i);
      Walk walk = { .today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0) };

      walk.form = kiosk_form_new (catalogue, procedure, walk.today);
      walk_questions (&walk, 0);
      g_test_message ("%s: %u ways to the end, %u to the counter",
                      kiosk_procedure_get_info (procedure)->code, walk.ends, walk.stops);
      g_assert_cmpuint (walk.ends, >=, 1);
      g_assert_finalize_object (walk.form);
      g_date_time_unref (walk.today);
    }
}

static void
test_certified_copies (void)
{
  g_autoptr (KioskCatalogue) catalogue = load_shipped ();
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);
  g_autoptr (KioskForm) form
      = kiosk_form_new (catalogue, kiosk_catalogue_find (catalogue, "2.000815"), today);
  g_autoptr (GPtrArray) fees = NULL;

  kiosk_form_set (form, "doc_count", "two");
  kiosk_form_set (form, "doc1_pages", "4");
  kiosk_form_set (form, "doc1_copies", "2");
  kiosk_form_set (form, "doc2_pages", "300");
  kiosk_form_set (form, "doc2_copies", "1");
  fees = kiosk_terms_list_fees (form, KIOSK_CHANNEL_DIRECT, today);
  g_assert_cmpuint (fees->len, ==, 2);
  g_assert_cmpint (((KioskFeeLine *) g_ptr_array_index (fees, 0))->total, ==, 12000);
  g_assert_cmpint (((KioskFeeLine *) g_ptr_array_index (fees, 1))->total, ==, 200000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/every-way-through-every-procedure-ends-or-leads-to-the-counter",
                   test_every_way);
  g_test_add_func ("/walk/certified-copies-cost-what-the-circular-says", test_certified_copies);

  return g_test_run ();
}
