/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks through every procedure that we ship, many times, as citizens with made-up answers do. */

#include "form/terms.h"

#include "../procedure/load-fixture.h"

#include <string.h>

#define WALKS 60

typedef struct
{
  KioskCatalogue *catalogue;
  KioskCalendar *calendar;
  GDateTime *today;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_ASSETS"), "calendars/vietnam.json", NULL);

  fixture->catalogue = load_shipped ();
  fixture->calendar = kiosk_calendar_load (path, NULL);
  fixture->today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);
  g_assert_nonnull (fixture->calendar);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kiosk_catalogue_unref (fixture->catalogue);
  kiosk_calendar_unref (fixture->calendar);
  g_date_time_unref (fixture->today);
}

static void
answer_question (KioskForm *form, const KioskQuestion *question)
{
  gint64 least = MAX (question->min, 0);
  gint64 most = MIN (question->max, least + 20);

  if (question->kind == KIOSK_QUESTION_NUMBER)
    {
      g_autofree char *number
          = g_strdup_printf ("%d", g_test_rand_int_range ((int) least, (int) most + 1));

      kiosk_form_set (form, question->id, number);
      return;
    }
  if (question->unsure && g_test_rand_int_range (0, 5) == 0)
    {
      kiosk_form_set (form, question->id, KIOSK_ANSWER_UNSURE);
      return;
    }
  do
    {
      guint n = (guint) g_test_rand_int_range (0, (int) question->options->len);
      const KioskOption *option = g_ptr_array_index (question->options, n);

      kiosk_form_set (form, question->id, option->id);
    }
  while (kiosk_form_check (form, question->id) == KIOSK_PROBLEM_STOPS);
}

/* Values that fit most fields of a kind; which one fits, the form says. */
static const char *const *
get_guesses (const KioskField *field)
{
  static const char *const lines[]
      = { "12 Hàng Đào, Hà Nội", "Số 1", "2020", "01/02/2020", "123456789", "1", "AB 123", NULL };
  static const char *const names[] = { "Nguyễn Thị Minh Khai", NULL };
  static const char *const dates[]
      = { "25/11/2026", "01/11/2026", "05/08/1990", "01/12/2026", "01/01/2027", NULL };
  static const char *const phones[] = { "0912345678", NULL };
  static const char *const emails[] = { "an@example.vn", NULL };
  static const char *const ids[] = { "001090000001", NULL };

  switch (field->kind)
    {
    case KIOSK_FIELD_NAME:
      return names;
    case KIOSK_FIELD_DATE:
      return dates;
    case KIOSK_FIELD_PHONE:
      return phones;
    case KIOSK_FIELD_EMAIL:
      return emails;
    case KIOSK_FIELD_ID_NUMBER:
      return ids;
    case KIOSK_FIELD_NUMBER:
    case KIOSK_FIELD_MONEY:
    case KIOSK_FIELD_TEXT:
    case KIOSK_FIELD_LONG_TEXT:
    case KIOSK_FIELD_ADDRESS:
    case KIOSK_FIELD_CHOICE:
    case KIOSK_FIELD_LIST:
    default:
      return lines;
    }
}

static void
answer_field (Fixture *fixture, KioskForm *form, const KioskField *field)
{
  const char *const *guesses = get_guesses (field);
  const GPtrArray *list
      = field->list != NULL ? kiosk_catalogue_get_list (fixture->catalogue, field->list) : NULL;

  if (list != NULL)
    {
      guint n = (guint) g_test_rand_int_range (0, (int) list->len);

      kiosk_form_set (form, field->id, ((KioskListEntry *) list->pdata[n])->id);
    }
  else if (field->kind == KIOSK_FIELD_CHOICE)
    {
      guint n = (guint) g_test_rand_int_range (0, (int) field->options->len);

      kiosk_form_set (form, field->id, ((KioskOption *) field->options->pdata[n])->id);
    }
  else if (field->kind == KIOSK_FIELD_NUMBER || field->kind == KIOSK_FIELD_MONEY)
    {
      g_autofree char *number
          = g_strdup_printf ("%" G_GINT64_FORMAT, CLAMP (1, field->min, field->max));

      kiosk_form_set (form, field->id, number);
    }
  else
    for (guint i = 0; guesses[i] != NULL; i++)
      {
        kiosk_form_set (form, field->id, guesses[i]);
        if (kiosk_form_check (form, field->id) == KIOSK_PROBLEM_NONE)
          break;
      }

  if (kiosk_form_check (form, field->id) != KIOSK_PROBLEM_NONE)
    g_test_message ("%s: nothing that can be typed fits %s",
                    kiosk_procedure_get_info (kiosk_form_get_procedure (form))->code, field->id);
  g_assert_cmpint (kiosk_form_check (form, field->id), ==, KIOSK_PROBLEM_NONE);
}

/* The list is made anew after each answer: an answer may bring the next question. */
static void
answer_questions (KioskForm *form)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);

      if (i >= questions->len)
        return;
      answer_question (form, questions->pdata[i]);
      g_assert_cmpint (kiosk_form_check (form, ((KioskQuestion *) questions->pdata[i])->id), ==,
                       KIOSK_PROBLEM_NONE);
    }
}

static void
answer_steps (Fixture *fixture, KioskForm *form)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);

      if (i >= steps->len)
        return;
      for (guint k = 0;; k++)
        {
          g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, steps->pdata[i]);

          if (k >= fields->len)
            break;
          answer_field (fixture, form, fields->pdata[k]);
        }
    }
}

/* Every answer that is asked reads as something in both languages. */
static void
check_words (KioskForm *form)
{
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (GPtrArray) fields = kiosk_form_list_fields (form, steps->pdata[i]);

      for (guint k = 0; k < fields->len; k++)
        {
          const char *id = ((KioskField *) fields->pdata[k])->id;
          g_autofree char *vi = kiosk_form_describe (form, id, "vi");
          g_autofree char *en = kiosk_form_describe (form, id, "en");

          g_assert_true (vi != NULL && en != NULL && *vi != '\0' && *en != '\0');
        }
    }
}

static void
check_terms (Fixture *fixture, KioskForm *form)
{
  for (KioskChannel channel = KIOSK_CHANNEL_DIRECT; channel <= KIOSK_CHANNEL_ANY; channel++)
    {
      const KioskTimeLimit *limit = kiosk_terms_find_limit (form, channel);
      g_autoptr (GPtrArray) fees = kiosk_terms_list_fees (form, channel, fixture->today);
      g_autoptr (GDateTime) due = NULL;

      g_assert_nonnull (limit);
      due = kiosk_calendar_appoint (fixture->calendar, limit, fixture->today, NULL);
      g_assert_nonnull (due);
      g_assert_cmpint (g_date_time_compare (fixture->today, due), <, 0);
      for (guint i = 0; i < fees->len; i++)
        g_assert_cmpint (((KioskFeeLine *) fees->pdata[i])->total, >=, -1);
    }
}

static void
test_every_procedure (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *all = kiosk_catalogue_get_all (fixture->catalogue);

  for (guint i = 0; i < all->len; i++)
    for (guint walk = 0; walk < WALKS; walk++)
      {
        g_autoptr (KioskForm) form
            = kiosk_form_new (fixture->catalogue, all->pdata[i], fixture->today);

        answer_questions (form);
        answer_steps (fixture, form);
        check_words (form);
        check_terms (fixture, form);
      }
}

/* Before anything is answered the overview already says what it costs and how long it takes. */
static void
test_overview (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *all = kiosk_catalogue_get_all (fixture->catalogue);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (KioskForm) form
          = kiosk_form_new (fixture->catalogue, all->pdata[i], fixture->today);

      check_terms (fixture, form);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/journeys/every-procedure-can-be-filled-in-to-the-end", test_every_procedure);
  ADD ("/journeys/every-procedure-has-terms-before-it-begins", test_overview);

  return g_test_run ();
}
