/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/procedure.h"

#include <string.h>

static char *
build_path (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/unit/procedure/fixtures", folder, name,
                           NULL);
}

static KioskProcedure *
load (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = build_path (folder, name);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return kiosk_procedure_parse (data, (gssize) length, error);
}

static KioskProcedure *
load_whole (void)
{
  g_autoptr (GError) error = NULL;
  KioskProcedure *procedure = load ("good", "whole.json", &error);

  g_assert_no_error (error);
  return procedure;
}

static void
test_least (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskProcedure) procedure = load ("good", "least.json", &error);
  const KioskProcedureInfo *info;

  g_assert_no_error (error);
  info = kiosk_procedure_get_info (procedure);
  g_assert_cmpstr (info->code, ==, "9.000001");
  g_assert_cmpuint (info->version, ==, 1);
  g_assert_cmpint (info->role, ==, KIOSK_ROLE_FILE);
  g_assert_true (info->offline);
  g_assert_null (info->explain);
  g_assert_null (info->result_code);
  g_assert_cmpuint (info->steps->len, ==, 0);
  g_assert_cmpuint (info->channels, ==, 1u << KIOSK_CHANNEL_DIRECT);
  g_assert_cmpuint (info->delivery, ==, 1u << KIOSK_DELIVERY_COUNTER);
}

static void
test_root (void)
{
  g_autoptr (KioskProcedure) procedure = load_whole ();
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);

  g_assert_cmpstr (kiosk_text_get (info->plain, "vi"), ==, "Xin giấy mẫu");
  g_assert_cmpstr (kiosk_text_get (info->plain, "en"), ==, "Ask for a model paper");
  g_assert_cmpint (info->level, ==, KIOSK_LEVEL_MINISTRY);
  g_assert_cmpint (info->role, ==, KIOSK_ROLE_PREPARE);
  g_assert_cmpstr (info->receipt_form, ==, "CT04");
  g_assert_cmpuint (info->channels, ==, 7);
  g_assert_cmpuint (info->delivery, ==, 7);
  g_assert_cmpuint (info->result_originals, ==, 2);
  g_assert_cmpstr (info->domain_code, ==, "G15");
  g_assert_cmpstr (g_ptr_array_index (info->groups, 1), ==, "family");
  g_assert_cmpuint (info->notes->len, ==, 1);
  g_assert_cmpuint (info->left_to_do->len, ==, 1);
}

static void
test_terms (void)
{
  g_autoptr (KioskProcedure) procedure = load_whole ();
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);
  const KioskTimeLimit *fast = g_ptr_array_index (info->times, 0);
  const KioskTimeLimit *slow = g_ptr_array_index (info->times, 1);
  const KioskFee *copy = g_ptr_array_index (info->fees, 0);
  const KioskFee *local = g_ptr_array_index (info->fees, 1);

  g_assert_cmpuint (fast->amount, ==, 0);
  g_assert_cmpstr (fast->cutoff, ==, "15:00");
  g_assert_cmpint (fast->channel, ==, KIOSK_CHANNEL_DIRECT);
  g_assert_true (fast->fact.verified);
  g_assert_cmpint (slow->unit, ==, KIOSK_UNIT_WORKING_HOUR);
  g_assert_cmpint (slow->channel, ==, KIOSK_CHANNEL_ANY);
  g_assert_cmpuint (slow->second_amount, ==, 2);
  g_assert_cmpint (slow->second_unit, ==, KIOSK_UNIT_MONTH);
  g_assert_false (slow->fact.verified);
  g_assert_cmpstr (slow->fact.source, ==, "báo");
  g_assert_cmpint (copy->amount, ==, 8000);
  g_assert_false (copy->charge);
  g_assert_cmpint (copy->per, ==, KIOSK_PER_COPY);
  g_assert_cmpstr (copy->quantity, ==, "q_copies");
  g_assert_cmpuint (copy->tiers->len, ==, 2);
  g_assert_cmpint (((const KioskFeeTier *) g_ptr_array_index (copy->tiers, 1))->above, ==, 10);
  g_assert_cmpint (copy->cap, ==, 200000);
  g_assert_cmpstr (copy->multiply, ==, "q_copies");
  g_assert_cmpuint (local->tiers->len, ==, 0);
  g_assert_cmpstr (copy->to, ==, "2027-02-28");
  g_assert_cmpuint (copy->exemptions->len, ==, 2);
  g_assert_cmpint (local->amount, ==, -1);
  g_assert_true (local->charge);
}

static void
test_answers (void)
{
  g_autoptr (KioskProcedure) procedure = load_whole ();
  const KioskQuestion *q_for = kiosk_procedure_find_question (procedure, "q_for");
  const KioskOption *stranger = g_ptr_array_index (q_for->options, 2);
  const KioskField *born = kiosk_procedure_find_field (procedure, "born");
  const KioskField *income = kiosk_procedure_find_field (procedure, "income");
  const KioskField *name = kiosk_procedure_find_field (procedure, "name");
  const KioskComponent *card = kiosk_procedure_find_component (procedure, "card");

  g_assert_true (q_for->unsure);
  g_assert_nonnull (stranger->stop);
  g_assert_cmpstr (stranger->stop_procedure, ==, "9.000001");
  g_assert_cmpint (born->kind, ==, KIOSK_FIELD_DATE);
  g_assert_cmpstr (born->rule, ==, "age_at_least");
  g_assert_cmpint (born->min, ==, 18);
  g_assert_cmpint (income->max, ==, 1000000000);
  g_assert_true (name->locked);
  g_assert_cmpuint (name->max_length, ==, 70);
  g_assert_cmpstr (name->prefill, ==, "card.name");
  g_assert_false (card->scan);
  g_assert_cmpuint (card->max_pages, ==, 10);
  g_assert_null (kiosk_procedure_find_field (procedure, "q_for"));
  g_assert_null (kiosk_procedure_find_question (procedure, "name"));
  g_assert_null (kiosk_procedure_find_component (procedure, "name"));
}

/* The beginning of a fixture's name says what is wrong with it. */
static void
test_bad (void)
{
  static const struct
  {
    const char *prefix;
    KioskProcedureError code;
  } kinds[] = {
    { "text-", KIOSK_PROCEDURE_ERROR_NOT_JSON },
    { "shape-", KIOSK_PROCEDURE_ERROR_SHAPE },
    { "reference-", KIOSK_PROCEDURE_ERROR_REFERENCE },
    { "format-", KIOSK_PROCEDURE_ERROR_FORMAT },
  };
  g_autofree char *folder = build_path ("bad", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskProcedure) procedure = load ("bad", name, &error);
      guint k = 0;

      while (k < G_N_ELEMENTS (kinds) && !g_str_has_prefix (name, kinds[k].prefix))
        k++;
      g_assert_cmpuint (k, <, G_N_ELEMENTS (kinds));
      if (procedure != NULL || error->code != (int) kinds[k].code)
        g_test_message ("%s: %s", name, error != NULL ? error->message : "was taken");
      g_assert_null (procedure);
      g_assert_error (error, KIOSK_PROCEDURE_ERROR, (int) kinds[k].code);
      n++;
    }
  g_assert_cmpuint (n, >=, 100);
}

static void
test_place (void)
{
  static const struct
  {
    const char *name;
    const char *place;
  } cases[] = {
    { "shape-missing-english.json", "title.en: " },
    { "shape-unknown-member-below.json", "authority.boss: " },
    { "shape-time-unit-unknown.json", "times[0].unit: " },
    { "shape-stop-without-text.json", "questions[0].options[0].stop.text: " },
    { "reference-rule-names-nobody.json", "questions[1]: " },
    { "text-comment.json", "line 4: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskProcedure) procedure = load ("bad", cases[i].name, &error);

      g_assert_null (procedure);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
    }
}

static void
test_normal (void)
{
  g_autofree char *path = build_path ("good", "least.json");
  g_autofree char *data = NULL;
  g_autofree char *apart = NULL;
  g_autoptr (KioskProcedure) procedure = NULL;

  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  apart = g_utf8_normalize (data, -1, G_NORMALIZE_NFD);
  g_assert_cmpuint (strlen (apart), >, strlen (data));
  procedure = kiosk_procedure_parse (apart, -1, NULL);
  g_assert_nonnull (procedure);
  g_assert_cmpstr (kiosk_text_get (kiosk_procedure_get_info (procedure)->title, "vi"), ==,
                   "Thủ tục mẫu");
}

static void
test_reference_count (void)
{
  KioskProcedure *procedure = load_whole ();

  g_assert_true (kiosk_procedure_ref (procedure) == procedure);
  kiosk_procedure_unref (procedure);
  g_assert_cmpstr (kiosk_procedure_get_info (procedure)->code, ==, "9.000002");
  kiosk_procedure_unref (procedure);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/procedure/the-least-definition-loads", test_least);
  g_test_add_func ("/procedure/every-member-of-the-root-arrives", test_root);
  g_test_add_func ("/procedure/times-and-fees-arrive", test_terms);
  g_test_add_func ("/procedure/questions-fields-and-papers-are-found-by-id", test_answers);
  g_test_add_func ("/procedure/every-bad-definition-is-refused-for-its-own-fault", test_bad);
  g_test_add_func ("/procedure/a-refusal-names-the-place", test_place);
  g_test_add_func ("/procedure/texts-are-kept-composed", test_normal);
  g_test_add_func ("/procedure/the-last-reference-frees", test_reference_count);

  return g_test_run ();
}
