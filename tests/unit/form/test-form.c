/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "form/form.h"

#include "../procedure/load-fixture.h"

#include <string.h>

typedef struct
{
  KioskCatalogue *catalogue;
  KioskProcedure *procedure;
  KioskForm *form;
  GString *changed; /* ids, one after the other */
} Fixture;

static void
on_changed (KioskForm *form, const char *id, Fixture *fixture)
{
  g_string_append_printf (fixture->changed, "%s ", id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);

  fixture->catalogue = load_shipped ();
  fixture->procedure = load_whole ();
  fixture->form = kiosk_form_new (fixture->catalogue, fixture->procedure, today);
  fixture->changed = g_string_new (NULL);
  g_signal_connect (fixture->form, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->form);
  kiosk_procedure_unref (fixture->procedure);
  kiosk_catalogue_unref (fixture->catalogue);
  g_string_free (fixture->changed, TRUE);
}

static KioskIdDocument *
make_card (KioskAssurance assurance)
{
  KioskIdDocument *card = kiosk_id_document_new (assurance);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_NUMBER, "001090000001");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_NAME, "Nguyễn Văn An");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_BIRTH_DATE, "1990-08-05");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_SEX, "male");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_ADDRESS, "12 Hàng Đào, Hà Nội");

  return card;
}

static void
test_starts (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (kiosk_form_get (fixture->form, "people"), ==, "kinh");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "people"), ==, KIOSK_ANSWER_INITIAL);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "day"), ==, "2026-11-25");
  g_assert_null (kiosk_form_get (fixture->form, "q_for"));
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "q_for"), ==, KIOSK_ANSWER_NONE);
  g_assert_cmpint (kiosk_form_check (fixture->form, "q_for"), ==, KIOSK_PROBLEM_MISSING);
  g_assert_cmpint (kiosk_form_check (fixture->form, "email"), ==, KIOSK_PROBLEM_NONE);
  g_assert_null (kiosk_form_get (fixture->form, "no_such"));
  kiosk_form_set (fixture->form, "no_such", "x");
  g_assert_cmpint (kiosk_form_check (fixture->form, "no_such"), ==, KIOSK_PROBLEM_NONE);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "me");
  kiosk_form_set (fixture->form, "q_for", " me ");
  kiosk_form_set (fixture->form, "name", "An");
  kiosk_form_set (fixture->form, "q_for", NULL);
  kiosk_form_set (fixture->form, "q_for", "");
  g_assert_cmpstr (fixture->changed->str, ==, "q_for name again q_for ");
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *typed;
    KioskProblem problem;
  } cases[] = {
    { "name", "Nguyễn Văn An", KIOSK_PROBLEM_NONE },
    { "name", "H'Hen Niê", KIOSK_PROBLEM_NONE },
    { "name", "Jean-Luc O’Neil", KIOSK_PROBLEM_NONE },
    { "name", "Nguyễn Văn 2", KIOSK_PROBLEM_NOT_A_NAME },
    { "name", "An!", KIOSK_PROBLEM_NOT_A_NAME },
    { "name", "---", KIOSK_PROBLEM_NOT_A_NAME },
    { "number", "001090000001", KIOSK_PROBLEM_NONE },
    { "number", "00109000000", KIOSK_PROBLEM_NOT_AN_ID_NUMBER },
    { "number", "0010900000011", KIOSK_PROBLEM_NOT_AN_ID_NUMBER },
    { "born", "25/11/2008", KIOSK_PROBLEM_NONE },
    { "born", "26/11/2008", KIOSK_PROBLEM_TOO_YOUNG },
    { "born", "26/11/2026", KIOSK_PROBLEM_IN_FUTURE },
    { "born", "31/02/1990", KIOSK_PROBLEM_NOT_A_DATE },
    { "born", "05/08/1890", KIOSK_PROBLEM_NOT_A_DATE },
    { "sex", "male", KIOSK_PROBLEM_NONE },
    { "sex", "Nam", KIOSK_PROBLEM_NOT_AN_OPTION },
    { "phone", "0912345678", KIOSK_PROBLEM_NONE },
    { "phone", "912345678", KIOSK_PROBLEM_NOT_A_PHONE },
    { "phone", "1912345678", KIOSK_PROBLEM_NOT_A_PHONE },
    { "phone", "09123456789", KIOSK_PROBLEM_NOT_A_PHONE },
    { "email", "an@example.vn", KIOSK_PROBLEM_NONE },
    { "email", "an@example", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "an.example.vn", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "an@@example.vn", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "@example.vn", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "an@.vn", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "an@example.vn.", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "email", "an @example.vn", KIOSK_PROBLEM_NOT_AN_EMAIL },
    { "address", "12 A", KIOSK_PROBLEM_TOO_SHORT },
    { "address", "12 Hàng Đào", KIOSK_PROBLEM_NONE },
    { "people", "tay", KIOSK_PROBLEM_NONE },
    { "people", "martian", KIOSK_PROBLEM_NOT_AN_OPTION },
    { "day", "24/11/2026", KIOSK_PROBLEM_IN_PAST },
    { "day", "25/11/2026", KIOSK_PROBLEM_NONE },
    { "rooms", "0", KIOSK_PROBLEM_TOO_SMALL },
    { "rooms", "10", KIOSK_PROBLEM_TOO_LARGE },
    { "rooms", "99999999999999999999999", KIOSK_PROBLEM_TOO_LARGE },
    { "rooms", "hai", KIOSK_PROBLEM_NOT_A_NUMBER },
    { "rooms", "-1", KIOSK_PROBLEM_NOT_A_NUMBER },
    { "rooms", "2", KIOSK_PROBLEM_NONE },
    { "rooms", "", KIOSK_PROBLEM_NONE },
    { "q_copies", "21", KIOSK_PROBLEM_TOO_LARGE },
    { "q_copies", "20", KIOSK_PROBLEM_NONE },
    { "q_copies", "unsure", KIOSK_PROBLEM_NOT_A_NUMBER },
    { "q_for", "nobody", KIOSK_PROBLEM_NOT_AN_OPTION },
    { "q_for", "stranger", KIOSK_PROBLEM_STOPS },
    { "q_for", "unsure", KIOSK_PROBLEM_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      kiosk_form_set (fixture->form, cases[i].id, cases[i].typed);
      if (kiosk_form_check (fixture->form, cases[i].id) != cases[i].problem)
        g_test_message ("%s = %s", cases[i].id, cases[i].typed);
      g_assert_cmpint (kiosk_form_check (fixture->form, cases[i].id), ==, cases[i].problem);
    }
}

static void
test_lengths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < 70; i++)
    g_string_append (name, "ễ");
  kiosk_form_set (fixture->form, "name", name->str);
  g_assert_cmpint (kiosk_form_check (fixture->form, "name"), ==, KIOSK_PROBLEM_NONE);
  g_string_append (name, "n");
  kiosk_form_set (fixture->form, "name", name->str);
  g_assert_cmpint (kiosk_form_check (fixture->form, "name"), ==, KIOSK_PROBLEM_TOO_LONG);
}

static void
test_pattern (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "child");
  kiosk_form_set (fixture->form, "q_born", "home");
  kiosk_form_set (fixture->form, "place", "đông anh");
  g_assert_cmpint (kiosk_form_check (fixture->form, "place"), ==, KIOSK_PROBLEM_PATTERN);
  kiosk_form_set (fixture->form, "place", "Đông Anh");
  g_assert_cmpint (kiosk_form_check (fixture->form, "place"), ==, KIOSK_PROBLEM_NONE);
}

static char *
list_asked (KioskForm *form)
{
  GString *ids = g_string_new (NULL);
  g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
  g_autoptr (GPtrArray) steps = kiosk_form_list_steps (form);

  for (guint i = 0; i < questions->len; i++)
    g_string_append_printf (ids, "%s ", ((KioskQuestion *) questions->pdata[i])->id);
  g_string_append (ids, "|");
  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (ids, " %s", ((KioskStep *) steps->pdata[i])->id);

  return g_string_free (ids, FALSE);
}

static void
assert_asked (KioskForm *form, const char *expected)
{
  g_autofree char *asked = list_asked (form);

  g_assert_cmpstr (asked, ==, expected);
}

static void
test_asked (Fixture *fixture, gconstpointer data)
{
  const KioskStep *child;
  g_autoptr (GPtrArray) fields = NULL;

  assert_asked (fixture->form, "q_for q_copies | me more last");
  kiosk_form_set (fixture->form, "q_for", "child");
  assert_asked (fixture->form, "q_for q_copies q_born | me more child last");
  kiosk_form_set (fixture->form, "q_for", "me");
  assert_asked (fixture->form, "q_for q_copies | me more last");
  kiosk_form_set (fixture->form, "q_copies", "5");
  assert_asked (fixture->form, "q_for q_copies | me more child last");
  kiosk_form_set (fixture->form, "q_for", KIOSK_ANSWER_UNSURE);
  kiosk_form_set (fixture->form, "q_copies", "2");
  assert_asked (fixture->form, "q_for q_copies | me more last");

  child = g_ptr_array_index (kiosk_procedure_get_info (fixture->procedure)->steps, 2);
  kiosk_form_set (fixture->form, "q_for", "child");
  kiosk_form_set (fixture->form, "q_born", "hospital");
  fields = kiosk_form_list_fields (fixture->form, child);
  g_assert_cmpuint (fields->len, ==, 3);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "child");
  kiosk_form_set (fixture->form, "q_born", "home");
  kiosk_form_set (fixture->form, "place", "thường");
  g_assert_cmpstr (kiosk_form_lookup (fixture->form, "q_born"), ==, "home");
  kiosk_form_set (fixture->form, "q_for", "me");
  g_assert_cmpstr (kiosk_form_get (fixture->form, "place"), ==, "thường");
  g_assert_cmpstr (kiosk_form_lookup (fixture->form, "place"), ==, "");
  g_assert_cmpstr (kiosk_form_lookup (fixture->form, "q_born"), ==, "");
  g_assert_cmpint (kiosk_form_check (fixture->form, "place"), ==, KIOSK_PROBLEM_NONE);
  g_assert_false (kiosk_form_applies (fixture->form, "place"));
  kiosk_form_set (fixture->form, "q_for", NULL);
  g_assert_null (kiosk_form_lookup (fixture->form, "q_born"));
  kiosk_form_set (fixture->form, "q_for", "child");
  g_assert_cmpstr (kiosk_form_lookup (fixture->form, "q_born"), ==, "home");
  g_assert_cmpint (kiosk_form_check (fixture->form, "place"), ==, KIOSK_PROBLEM_PATTERN);
}

static void
test_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) card = make_card (KIOSK_ASSURANCE_QR);

  kiosk_form_set (fixture->form, "address", "của tôi, tự gõ");
  kiosk_form_prefill (fixture->form, card);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "name"), ==, "Nguyễn Văn An");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "name"), ==, KIOSK_ANSWER_CARD);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "again"), ==, "Nguyễn Văn An");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "again"), ==, KIOSK_ANSWER_INITIAL);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "sex"), ==, "male");
  g_assert_cmpstr (kiosk_form_get (fixture->form, "address"), ==, "của tôi, tự gõ");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "address"), ==, KIOSK_ANSWER_TYPED);

  g_assert_true (kiosk_form_is_locked (fixture->form, "name"));
  kiosk_form_set (fixture->form, "name", "Ai Đó Khác");
  g_assert_cmpstr (kiosk_form_get (fixture->form, "name"), ==, "Nguyễn Văn An");
  g_assert_false (kiosk_form_is_locked (fixture->form, "born"));
  kiosk_form_set (fixture->form, "born", "06/08/1990");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "born"), ==, KIOSK_ANSWER_TYPED);
}

static void
test_other_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) card = make_card (KIOSK_ASSURANCE_QR);
  g_autoptr (KioskIdDocument) other = kiosk_id_document_new (KIOSK_ASSURANCE_QR);

  kiosk_form_prefill (fixture->form, card);
  kiosk_id_document_set (other, KIOSK_ID_FIELD_NAME, "Trần Thị Bình");
  kiosk_form_set (fixture->form, "again", "Người nhận khác");
  kiosk_form_prefill (fixture->form, other);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "name"), ==, "Trần Thị Bình");
  g_assert_cmpstr (kiosk_form_get (fixture->form, "again"), ==, "Người nhận khác");
  g_assert_null (kiosk_form_get (fixture->form, "number"));
  g_assert_null (kiosk_form_get (fixture->form, "address"));
  kiosk_form_prefill (fixture->form, NULL);
  g_assert_null (kiosk_form_get (fixture->form, "name"));
  g_assert_cmpstr (kiosk_form_get (fixture->form, "people"), ==, "kinh");
}

static void
test_typed_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) typed = make_card (KIOSK_ASSURANCE_TYPED);

  kiosk_form_prefill (fixture->form, typed);
  g_assert_cmpstr (kiosk_form_get (fixture->form, "name"), ==, "Nguyễn Văn An");
  g_assert_cmpint (kiosk_form_get_source (fixture->form, "name"), ==, KIOSK_ANSWER_TYPED);
  g_assert_false (kiosk_form_is_locked (fixture->form, "name"));
  kiosk_form_prefill (fixture->form, NULL);
  g_assert_null (kiosk_form_get (fixture->form, "name"));
}

/* A card with a value the form cannot take must not be a dead end. */
static void
test_wrong_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskIdDocument) card = make_card (KIOSK_ASSURANCE_QR);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_NAME, "Nguyễn Văn 4n");
  kiosk_form_prefill (fixture->form, card);
  g_assert_cmpint (kiosk_form_check (fixture->form, "name"), ==, KIOSK_PROBLEM_NOT_A_NAME);
  g_assert_false (kiosk_form_is_locked (fixture->form, "name"));
  kiosk_form_set (fixture->form, "name", "Nguyễn Văn An");
  g_assert_cmpint (kiosk_form_check (fixture->form, "name"), ==, KIOSK_PROBLEM_NONE);
}

/* Many who were born before the registers were whole have a card with a year and no more. */
static void
test_card_with_a_year_only (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *born;
    const char *written;
    KioskProblem problem;
  } rows[] = {
    { "1950-00-00", "1950", KIOSK_PROBLEM_NONE },
    { "1950-03-00", "03/1950", KIOSK_PROBLEM_NONE },
    { "1950-00-07", "1950-00-07", KIOSK_PROBLEM_NOT_A_DATE },
    { "1950-13-00", "1950-13-00", KIOSK_PROBLEM_NOT_A_DATE },
    { "1850-00-00", "1850-00-00", KIOSK_PROBLEM_NOT_A_DATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KioskIdDocument) card = make_card (KIOSK_ASSURANCE_QR);
      g_autofree char *written = NULL;

      kiosk_id_document_set (card, KIOSK_ID_FIELD_BIRTH_DATE, rows[i].born);
      kiosk_form_prefill (fixture->form, card);
      written = kiosk_form_describe (fixture->form, "born", "vi");
      g_assert_cmpstr (written, ==, rows[i].written);
      g_assert_cmpint (kiosk_form_check (fixture->form, "born"), ==, rows[i].problem);
    }

  kiosk_form_set (fixture->form, "born", "1950-00-00");
  g_assert_cmpint (kiosk_form_check (fixture->form, "born"), ==, KIOSK_PROBLEM_NOT_A_DATE);
}

/* Nor is a locked value that says «too young» one: that is no slip that a citizen may mend. */
static void
test_young_card (Fixture *fixture, gconstpointer data)
{
  KioskProcedure *marriage = kiosk_catalogue_find (fixture->catalogue, "1.000894");
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);
  g_autoptr (KioskForm) form = kiosk_form_new (fixture->catalogue, marriage, today);
  g_autoptr (KioskIdDocument) card = make_card (KIOSK_ASSURANCE_QR);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_BIRTH_DATE, "2010-00-00");
  kiosk_form_prefill (form, card);
  g_assert_true (kiosk_form_is_locked (form, "req_birth_man"));
  kiosk_form_set (form, "req_birth_man", "01/01/1990");
  g_assert_cmpstr (kiosk_form_get (form, "req_birth_man"), ==, "2010-00-00");
}

static void
assert_described (KioskForm *form, const char *id, const char *language, const char *expected)
{
  g_autofree char *said = kiosk_form_describe (form, id, language);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "child");
  kiosk_form_set (fixture->form, "q_copies", "3");
  kiosk_form_set (fixture->form, "sex", "female");
  kiosk_form_set (fixture->form, "born", "5/8/1990");
  kiosk_form_set (fixture->form, "income", "5.000.000");
  assert_described (fixture->form, "q_for", "vi", "Cho con");
  assert_described (fixture->form, "q_for", "en", "For my child");
  assert_described (fixture->form, "q_copies", "vi", "3");
  assert_described (fixture->form, "sex", "en", "Female");
  assert_described (fixture->form, "people", "vi", "Kinh");
  assert_described (fixture->form, "born", "en", "05/08/1990");
  assert_described (fixture->form, "income", "vi", "5.000.000\xc2\xa0\xe2\x82\xab");
  assert_described (fixture->form, "name", "vi", NULL);
  assert_described (fixture->form, "no_such", "vi", NULL);
  kiosk_form_set (fixture->form, "q_for", KIOSK_ANSWER_UNSURE);
  assert_described (fixture->form, "q_for", "vi", NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/form/it-starts-with-what-the-definition-says", test_starts);
  ADD ("/form/changed-comes-once-for-each-change", test_changed);
  ADD ("/form/each-wrong-answer-has-its-problem", test_check);
  ADD ("/form/lengths-count-letters", test_lengths);
  ADD ("/form/a-pattern-holds-for-the-whole-value", test_pattern);
  ADD ("/form/only-what-applies-is-asked", test_asked);
  ADD ("/form/a-hidden-answer-is-kept-but-not-seen", test_hidden);
  ADD ("/form/a-card-fills-in-what-was-not-typed", test_card);
  ADD ("/form/another-card-replaces-what-the-first-filled-in", test_other_card);
  ADD ("/form/a-typed-identity-is-not-from-the-card", test_typed_identity);
  ADD ("/form/a-locked-value-that-is-wrong-can-be-mended", test_wrong_card);
  ADD ("/form/a-card-with-a-year-only-is-taken-as-it-is", test_card_with_a_year_only);
  ADD ("/form/nobody-mends-a-card-that-says-too-young", test_young_card);
  ADD ("/form/answers-read-as-people-say-them", test_describe);

  return g_test_run ();
}
