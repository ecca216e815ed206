/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "submission/submission.h"

#include "../procedure/load-fixture.h"
#include "base/digest.h"
#include "base/identifier.h"
#include "wire/canonical.h"

#include <string.h>

#define NOON_US (G_GINT64_CONSTANT (1795496400) * G_USEC_PER_SEC) /* 2026-11-24T12:00:00+07:00 */

typedef struct
{
  KioskCatalogue *catalogue;
  KioskCalendar *calendar;
  KioskClock *clock;
  GDateTime *today;
  KioskOffice office;
  KioskSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_ASSETS"), "calendars", "vietnam.json", NULL);
  g_autoptr (GError) error = NULL;

  fixture->catalogue = load_shipped ();
  fixture->calendar = kiosk_calendar_load (path, &error);
  g_assert_no_error (error);
  fixture->clock = kiosk_clock_new_fake (NOON_US);
  fixture->today = kiosk_clock_now (fixture->clock);
  fixture->office.kiosk = (char *) "KIOSK7";
  fixture->office.tenant = (char *) "H99.018.02";
  fixture->session = kiosk_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->clock);
  kiosk_calendar_unref (fixture->calendar);
  kiosk_catalogue_unref (fixture->catalogue);
  g_date_time_unref (fixture->today);
}

/* ---- a citizen ---- */

static void
show_card_of (Fixture *fixture, KioskAssurance assurance)
{
  g_autoptr (KioskIdDocument) card = kiosk_id_document_new (assurance);

  kiosk_id_document_set (card, KIOSK_ID_FIELD_NUMBER, "001090000001");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_NAME, "Đặng Thị Ỷ Ậu");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_BIRTH_DATE, "1990-05-05");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_SEX, "male");
  kiosk_id_document_set (card, KIOSK_ID_FIELD_ADDRESS, "Số 5 \"phố\" Huế\\Hà Nội");
  kiosk_session_set_document (fixture->session, card);
}

static void
show_card (Fixture *fixture)
{
  show_card_of (fixture, KIOSK_ASSURANCE_QR);
}

static gboolean
answer (KioskForm *form, const char *id, const char *value)
{
  kiosk_form_set (form, id, value);
  return kiosk_form_check (form, id) == KIOSK_PROBLEM_NONE;
}

static void
answer_one_of (KioskForm *form, const char *id, const GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    if (answer (form, id, ((KioskOption *) g_ptr_array_index (options, i))->id))
      return;
  g_error ("nothing can be answered to %s", id);
}

static void
answer_field (KioskForm *form, const KioskField *field)
{
  static const char *const values[]
      = { "Nguyễn Thị Mẫu", "1990-05-05",     "2026-12-10", "2026-11-20",
          "001199000001",   "0912345678",     "1",          "50000000",
          "1998",           "mau@example.vn", "05/09/1992", "Số 5 phố Huế, phường Hai Bà Trưng" };

  if (kiosk_form_check (form, field->id) == KIOSK_PROBLEM_NONE
      && kiosk_form_get (form, field->id) != NULL)
    return;
  if (field->kind == KIOSK_FIELD_CHOICE)
    {
      answer_one_of (form, field->id, field->options);
      return;
    }
  if (field->kind == KIOSK_FIELD_LIST)
    {
      const GPtrArray *list
          = kiosk_catalogue_get_list (kiosk_form_get_catalogue (form), field->list);

      g_assert_true (
          answer (form, field->id, ((KioskListEntry *) g_ptr_array_index (list, 0))->id));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (answer (form, field->id, values[i]))
      return;
  g_error ("nothing can be answered to %s", field->id);
}

static void
answer_questions (KioskForm *form)
{
  for (guint asked = 0;; asked++)
    {
      g_autoptr (GPtrArray) questions = kiosk_form_list_questions (form);
      const KioskQuestion *question;

      if (asked >= questions->len)
        return;
      question = g_ptr_array_index (questions, asked);
      if (question->kind == KIOSK_QUESTION_NUMBER)
        g_assert_true (answer (form, question->id, "2"));
      else
        answer_one_of (form, question->id, question->options);
    }
}

static void
answer_all (Fixture *fixture, const char *code)
{
  KioskProcedure *procedure = kiosk_catalogue_find (fixture->catalogue, code);
  const KioskProcedureInfo *info = kiosk_procedure_get_info (procedure);
  KioskForm *form;

  kiosk_session_choose (fixture->session, fixture->catalogue, procedure, fixture->today);
  form = kiosk_session_get_form (fixture->session);
  answer_questions (form);
  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = g_ptr_array_index (info->steps, i);

      for (guint k = 0; k < step->fields->len; k++)
        {
          const KioskField *field = g_ptr_array_index (step->fields, k);

          if (kiosk_form_applies (form, field->id))
            answer_field (form, field);
        }
    }
}

static KioskScan *
make_scan (guint number)
{
  g_autofree char *text = g_strdup_printf ("\xff\xd8\xff page %u", number);
  g_autoptr (KioskSecret) jpeg = NULL;

  jpeg = kiosk_secret_new_text (text);
  return kiosk_scan_new (jpeg, 1654, 2339);
}

/* Scans every second paper, and leaves the others for the counter. */
static void
bring_papers (Fixture *fixture)
{
  KioskDocumentSet *documents = kiosk_session_get_documents (fixture->session);
  KioskForm *form = kiosk_session_get_form (fixture->session);
  g_autoptr (GPtrArray) papers = kiosk_document_set_list (documents, kiosk_form_lookup, form);

  for (guint i = 0; i < papers->len; i++)
    {
      const KioskComponent *paper = g_ptr_array_index (papers, i);
      gboolean scans = paper->scan && paper->act != KIOSK_ACT_MADE && paper->act != KIOSK_ACT_DATA;

      kiosk_document_set_set_at_counter (documents, paper->id, TRUE);
      for (guint page = 0; scans && i % 2 == 0 && page < MIN (2, paper->max_pages); page++)
        {
          g_autoptr (KioskScan) scan = make_scan (i * 10 + page);

          g_assert_true (kiosk_document_set_add_page (documents, paper->id, scan, NULL));
        }
    }
}

static KioskSubmission *
freeze (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KioskSubmission *submission = kiosk_submission_freeze (
      fixture->session, &fixture->office, fixture->calendar, fixture->clock, "en", &error);

  g_assert_no_error (error);
  return submission;
}

static JsonNode *
parse (const KioskSecret *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *data = kiosk_secret_get_data (text, &length);

  g_assert_true (json_parser_load_from_data (parser, data, (gssize) length, NULL));
  return json_parser_steal_root (parser);
}

/* ---- what is tested ---- */

static void
assert_canonical (const KioskSecret *text, JsonNode *node)
{
  g_autoptr (GBytes) again = kiosk_canonical_write (node, NULL);
  gsize length;
  gconstpointer data = kiosk_secret_get_data (text, &length);

  g_assert_nonnull (again);
  g_assert_cmpmem (data, length, g_bytes_get_data (again, NULL), g_bytes_get_size (again));
}

static void
assert_answers (KioskForm *form, JsonObject *answers, JsonArray *texts)
{
  g_autoptr (GList) ids = json_object_get_members (answers);

  g_assert_cmpuint (g_list_length (ids), ==, json_array_get_length (texts));
  for (GList *l = ids; l != NULL; l = l->next)
    {
      g_assert_true (kiosk_form_applies (form, l->data));
      g_assert_cmpstr (json_object_get_string_member (answers, l->data), ==,
                       kiosk_form_get (form, l->data));
    }
  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      JsonObject *text = json_array_get_object_element (texts, i);
      const char *id = json_object_get_string_member (text, "id");
      g_autofree char *value = kiosk_form_describe (form, id, "vi");

      g_assert_true (json_object_has_member (answers, id));
      g_assert_cmpstr (json_object_get_string_member (text, "value"), ==, value);
      g_assert_cmpuint (strlen (json_object_get_string_member (text, "label")), >, 0);
    }
}

static void
assert_pages (KioskSubmission *submission, JsonArray *documents)
{
  const GPtrArray *parts = kiosk_submission_get_parts (submission);
  guint n_pages = 0;

  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      JsonArray *pages = json_object_get_array_member (document, "pages");
      const char *state = json_object_get_string_member (document, "state");

      g_assert_cmpint (g_str_equal (state, "scanned"), ==, json_array_get_length (pages) > 0);
      for (guint page = 0; page < json_array_get_length (pages); page++)
        {
          JsonObject *facts = json_array_get_object_element (pages, page);
          const KioskPart *part
              = g_ptr_array_index (parts, json_object_get_int_member (facts, "part") - 1);
          gsize length;
          gconstpointer data = kiosk_secret_get_data (part->plain, &length);
          g_autofree char *digest = kiosk_sha256_hex (data, length);

          g_assert_cmpstr (json_object_get_string_member (facts, "sha256"), ==, digest);
          g_assert_cmpstr (part->component, ==, json_object_get_string_member (document, "id"));
          g_assert_cmpuint (part->page, ==, page);
          n_pages++;
        }
    }
  g_assert_cmpuint (n_pages, ==, parts->len);
}

static void
test_every_procedure_freezes_into_a_canonical_dossier (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *all = kiosk_catalogue_get_all (fixture->catalogue);

  g_assert_cmpuint (all->len, >=, 10);
  for (guint i = 0; i < all->len; i++)
    {
      const KioskProcedureInfo *info = kiosk_procedure_get_info (g_ptr_array_index (all, i));
      g_autoptr (KioskSubmission) submission = NULL;
      g_autoptr (KioskSecret) numbered = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (JsonNode) frozen = NULL;
      JsonObject *root;

      g_clear_object (&fixture->session);
      fixture->session = kiosk_session_new ();
      show_card (fixture);
      answer_all (fixture, info->code);
      bring_papers (fixture);
      submission = freeze (fixture);
      frozen = parse (kiosk_submission_get_dossier (submission));
      assert_canonical (kiosk_submission_get_dossier (submission), frozen);
      numbered = kiosk_submission_number_dossier (submission, "KIOSK7-261124-0001");
      node = parse (numbered);
      assert_canonical (numbered, node);

      root = json_node_get_object (node);
      g_assert_cmpstr (json_object_get_string_member (root, "provisional"), ==,
                       "KIOSK7-261124-0001");
      g_assert_cmpstr (json_object_get_string_member (root, "id"), ==,
                       kiosk_submission_get_id (submission));
      g_assert_cmpstr (json_object_get_string_member (root, "created"), ==,
                       "2026-11-24T12:00:00+07:00");
      g_assert_cmpint (json_object_has_member (root, "due"), ==, info->role == KIOSK_ROLE_FILE);
      assert_answers (kiosk_session_get_form (fixture->session),
                      json_object_get_object_member (root, "answers"),
                      json_object_get_array_member (root, "answer_texts"));
      assert_pages (submission, json_object_get_array_member (root, "documents"));
    }
}

static void
test_identity_is_written_as_it_was_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskSubmission) submission = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *identity;

  show_card (fixture);
  answer_all (fixture, "1.004194");
  bring_papers (fixture);
  submission = freeze (fixture);
  node = parse (kiosk_submission_get_dossier (submission));
  identity = json_object_get_object_member (json_node_get_object (node), "identity");
  g_assert_cmpstr (json_object_get_string_member (identity, "assurance"), ==, "qr");
  g_assert_cmpstr (json_object_get_string_member (identity, "name"), ==, "Đặng Thị Ỷ Ậu");
  g_assert_cmpstr (json_object_get_string_member (identity, "address"), ==,
                   "Số 5 \"phố\" Huế\\Hà Nội");
  g_assert_false (json_object_has_member (identity, "old_number"));
  g_assert_true (kiosk_uuid_is_valid (kiosk_submission_get_id (submission)));
}

static void
test_assurance_is_written_as_it_was_reached (Fixture *fixture, gconstpointer data)
{
  show_card (fixture);
  answer_all (fixture, "1.004194");
  bring_papers (fixture);
  for (int i = KIOSK_ASSURANCE_QR; i <= KIOSK_ASSURANCE_GENUINE; i++)
    {
      g_autoptr (KioskSubmission) submission = NULL;
      g_autoptr (JsonNode) node = NULL;
      JsonObject *identity;

      show_card_of (fixture, (KioskAssurance) i);
      submission = freeze (fixture);
      node = parse (kiosk_submission_get_dossier (submission));
      identity = json_object_get_object_member (json_node_get_object (node), "identity");
      g_assert_cmpstr (json_object_get_string_member (identity, "assurance"), ==,
                       kiosk_assurance_to_string ((KioskAssurance) i));
      g_assert_cmpint (kiosk_submission_get_assurance (submission), ==, i);
    }
}

static void
assert_incomplete (Fixture *fixture, const char *named)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_submission_freeze (fixture->session, &fixture->office, fixture->calendar,
                                          fixture->clock, "vi", &error));
  g_assert_error (error, KIOSK_SUBMISSION_ERROR, KIOSK_SUBMISSION_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_what_is_missing_is_named (Fixture *fixture, gconstpointer data)
{
  KioskForm *form;
  g_autoptr (GPtrArray) questions = NULL;
  const KioskQuestion *first;
  g_autofree char *value = NULL;

  assert_incomplete (fixture, "procedure");
  answer_all (fixture, "1.004194");
  assert_incomplete (fixture, "identity");
  show_card (fixture);
  answer_all (fixture, "1.004194");
  assert_incomplete (fixture, "complete"); /* a paper is open */
  bring_papers (fixture);
  g_clear_pointer (&questions, g_ptr_array_unref);
  form = kiosk_session_get_form (fixture->session);
  questions = kiosk_form_list_questions (form);
  first = g_ptr_array_index (questions, 0);
  value = g_strdup (kiosk_form_get (form, first->id));
  kiosk_form_set (form, first->id, NULL);
  assert_incomplete (fixture, first->id);
  kiosk_form_set (form, first->id, value);
  kiosk_submission_unref (freeze (fixture));
}

static void
test_a_calendar_that_has_run_out_is_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  show_card (fixture);
  answer_all (fixture, "1.004194");
  bring_papers (fixture);
  kiosk_clock_jump (fixture->clock, 200 * 365 * G_TIME_SPAN_DAY);
  g_assert_null (kiosk_submission_freeze (fixture->session, &fixture->office, fixture->calendar,
                                          fixture->clock, "vi", &error));
  g_assert_error (error, KIOSK_SUBMISSION_ERROR, KIOSK_SUBMISSION_ERROR_CALENDAR);
}

#define ADD(name, function) g_test_add ("/freeze/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("every-procedure-freezes-into-a-canonical-dossier",
       test_every_procedure_freezes_into_a_canonical_dossier);
  ADD ("identity-is-written-as-it-was-read", test_identity_is_written_as_it_was_read);
  ADD ("assurance-is-written-as-it-was-reached", test_assurance_is_written_as_it_was_reached);
  ADD ("what-is-missing-is-named", test_what_is_missing_is_named);
  ADD ("a-calendar-that-has-run-out-is-said", test_a_calendar_that_has_run_out_is_said);

  return g_test_run ();
}
