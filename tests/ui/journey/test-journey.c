/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/inputs/field-box.h"
#include "ui/inputs/summary.h"
#include "walker.h"

#define BIRTH "1.001193"
#define DOUBTFUL "3.000348"

static gboolean portrait;

static void
test_every_procedure (gconstpointer data)
{
  const char *code = data;
  Stage *stage = stage_new (portrait);
  KioskProcedure *procedure = kiosk_catalogue_find (stage->parts.catalogue, code);
  gboolean prepare = kiosk_procedure_get_info (procedure)->role == KIOSK_ROLE_PREPARE;

  walk_to_identify (stage, "vi", code);
  stage_card (stage);
  stage_touch (stage, stage_text (stage, "identify.continue"));
  walk_to (stage, KIOSK_FLOW_CHECK, code);
  stage_shoot (stage, code);
  stage_touch (stage, stage_text (stage, prepare ? "check.submit_prepare" : "check.submit"));
  stage_await (stage, KIOSK_FLOW_RECEIPT);
  g_assert_true (stage_says (
      stage, stage_text (stage, prepare ? "receipt-page.kept_prepare" : "receipt-page.kept")));
  stage_free (stage);
}

static const struct
{
  const char *name;
  const char *language;
  KioskTextSize text;
  KioskColours colours;
} looks[] = {
  { "/journey/every-page-is-shown-in-vietnamese", "vi", KIOSK_TEXT_M, KIOSK_COLOURS_DAY },
  { "/journey/every-page-is-shown-in-english", "en", KIOSK_TEXT_M, KIOSK_COLOURS_DAY },
  { "/journey/every-page-is-shown-in-the-largest-text", "vi", KIOSK_TEXT_XL, KIOSK_COLOURS_DAY },
  { "/journey/every-page-is-shown-in-white-on-black", "en", KIOSK_TEXT_M,
    KIOSK_COLOURS_WHITE_ON_BLACK },
};

/* Every page once, for whoever looks at the pictures. */
static void
test_pictures (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data);
  Stage *stage = stage_new (portrait);

  kiosk_window_set_look (KIOSK_WINDOW (stage->window), looks[look].text, looks[look].colours,
                         FALSE);
  kiosk_flow_start (stage->flow);
  kiosk_flow_choose_language (stage->flow, looks[look].language);
  kiosk_flow_show_procedures (stage->flow, TRUE);
  stage_shoot (stage, "03-procedures");
  stage_type (stage, stage_text (stage, "procedures.search"), "dang ky");
  stage_shoot (stage, "03-procedures-search");
  kiosk_flow_choose (stage->flow, BIRTH);
  stage_shoot (stage, "04-overview");
  stage_touch (stage, stage_text (stage, "overview.fees_all"));
  stage_shoot (stage, "04-overview-fees");
  stage_touch (stage, stage_text (stage, "frame.back"));
  stage_touch (stage, stage_text (stage, "overview.start"));
  stage_shoot (stage, "05-identify");
  kiosk_virtual_code_reader_present (stage->reader, "https://example.vn/");
  stage_shoot (stage, "05-identify-wrong");
  stage_card (stage);
  stage_shoot (stage, "05-identify-done");
  stage_touch (stage, stage_text (stage, "identify.continue"));
  walk_to (stage, KIOSK_FLOW_CHECK, "06");
  stage_shoot (stage, "09-check");
  stage_touch (stage, stage_text (stage, "check.submit"));
  stage_await (stage, KIOSK_FLOW_RECEIPT);
  stage_shoot (stage, "10-receipt-kept");
  stage_touch (stage, stage_text (stage, "receipt-page.finish"));
  stage_await (stage, KIOSK_FLOW_DONE);
  stage_free (stage);
}

static void
test_search (void)
{
  Stage *stage = stage_new (portrait);
  KioskProcedure *birth = kiosk_catalogue_find (stage->parts.catalogue, BIRTH);
  const char *title = kiosk_text_get (kiosk_procedure_get_info (birth)->plain, "vi");

  kiosk_flow_start (stage->flow);
  kiosk_flow_choose_language (stage->flow, "vi");
  kiosk_flow_show_procedures (stage->flow, TRUE);
  stage_type (stage, stage_text (stage, "procedures.search"), "khai sinh");
  g_assert_nonnull (stage_find (stage, GTK_TYPE_BUTTON, title));
  stage_type (stage, stage_text (stage, "procedures.search"), "zzzzzz");
  g_assert_null (stage_find (stage, GTK_TYPE_BUTTON, title));
  g_assert_true (stage_says (stage, stage_text (stage, "procedures.none_help")));
  stage_touch (stage, stage_text (stage, "procedures.clear"));
  stage_touch (stage, title);
  stage_await (stage, KIOSK_FLOW_OVERVIEW);
  stage_free (stage);
}

static void
test_wrong_codes (void)
{
  static const struct
  {
    const char *code;
    KioskFailure failure;
  } rows[] = {
    { "https://example.vn/x", KIOSK_FAILURE_CODE_URL },
    { "hello", KIOSK_FAILURE_CODE_OTHER },
  };
  Stage *stage = stage_new (portrait);

  walk_to_identify (stage, "vi", BIRTH);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      kiosk_virtual_code_reader_present (stage->reader, rows[i].code);
      stage_settle (stage);
      g_assert_true (stage_says (stage, stage_failure (stage, rows[i].failure)));
    }
  stage_card (stage);
  g_assert_true (stage_says (stage, "001 ••• ••• 345"));
  g_assert_false (stage_says (stage, "001199012345"));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_card_line")));
  stage_touch (stage, stage_text (stage, "identify.not_me"));
  g_assert_false (stage_says (stage, "001 ••• ••• 345"));
  stage_free (stage);
}

static void
test_typed_identity (void)
{
  Stage *stage = stage_new (portrait);

  walk_to_identify (stage, "vi", BIRTH);
  stage_touch (stage, stage_text (stage, "identify.no_card"));
  stage_type (stage, stage_text (stage, "identify.number"), "00109901");
  stage_type (stage, stage_text (stage, "identify.name"), "Lê Thị Mẫu");
  stage_touch (stage, stage_text (stage, "identify.continue"));
  g_assert_true (stage_says (stage, "Số định danh cá nhân cần đủ 12 số, mới có 8"));
  stage_shoot (stage, "05-identify-typing-mend");
  kiosk_flow_choose_language (stage->flow, "en");
  stage_settle (stage);
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (stage_entry (stage, stage_text (stage, "identify.name")))),
                   ==, "Lê Thị Mẫu");
  stage_type (stage, stage_text (stage, "identify.number"), "001199012345");
  stage_type (stage, stage_text (stage, "identify.birth_date"), "31011999");
  stage_choose (stage, stage_text (stage, "identify.female"));
  stage_touch (stage, stage_text (stage, "identify.continue"));
  g_assert_true (stage_says (stage, stage_text (stage, "identify.rung_typed")));
  stage_shoot (stage, "05-identify-typed");
  stage_free (stage);
}

static void
walk_to_question (Stage *stage)
{
  walk_to_identify (stage, "vi", BIRTH);
  stage_card (stage);
  stage_touch (stage, stage_text (stage, "identify.continue"));
  stage_await (stage, KIOSK_FLOW_QUESTION);
}

static const KioskOption *
find_stop (const KioskQuestion *question)
{
  for (guint i = 0; i < question->options->len; i++)
    if (((const KioskOption *) g_ptr_array_index (question->options, i))->stop != NULL)
      return g_ptr_array_index (question->options, i);
  return NULL;
}

static void
test_stop (void)
{
  Stage *stage = stage_new (portrait);
  const KioskOption *stop;

  walk_to_question (stage);
  stop = find_stop (kiosk_flow_get_question (stage->flow));
  g_assert_nonnull (stop);
  stage_choose (stage, kiosk_text_get (stop->text, "vi"));
  g_assert_true (stage_says (stage, kiosk_text_get (stop->stop, "vi")));
  stage_shoot (stage, "06-question-stop");
  stage_touch (stage, stage_text (stage, "question.other"));
  stage_await (stage, KIOSK_FLOW_PROCEDURES);
  stage_free (stage);
}

static void
test_unanswered (void)
{
  Stage *stage = stage_new (portrait);

  walk_to_question (stage);
  stage_touch (stage, stage_text (stage, "question.continue"));
  stage_await (stage, KIOSK_FLOW_QUESTION);
  g_assert_true (stage_says (stage, stage_text (stage, "question.mend")));
  stage_shoot (stage, "06-question-mend");
  stage_free (stage);
}

static void
test_form_mends (void)
{
  Stage *stage = stage_new (portrait);
  const KioskStep *step;
  const KioskField *name;
  const char *label;
  g_autofree char *missing = NULL;
  GtkWidget *focus;

  walk_to_question (stage);
  while (kiosk_flow_get_state (stage->flow) == KIOSK_FLOW_QUESTION)
    {
      walk_question (stage);
      stage_touch (stage, stage_text (stage, "question.continue"));
    }
  while (g_strcmp0 ((step = kiosk_flow_get_step (stage->flow))->id, "child") != 0)
    {
      walk_form (stage);
      stage_touch (stage, stage_text (stage, "form.continue"));
    }
  name = g_ptr_array_index (step->fields, 0);
  label = kiosk_text_get (name->label, "vi");
  missing
      = kiosk_language_format (stage->parts.language, "form.problem.missing", "label", label, NULL);
  stage_touch (stage, stage_text (stage, "form.continue"));
  g_assert_nonnull (stage_find (stage, GTK_TYPE_BUTTON, missing));
  focus = gtk_root_get_focus (GTK_ROOT (stage->window));
  g_assert_true (focus != NULL && gtk_widget_get_ancestor (focus, KIOSK_TYPE_SUMMARY) != NULL);
  stage_shoot (stage, "07-form-mend");
  stage_touch (stage, missing);
  focus = gtk_root_get_focus (GTK_ROOT (stage->window));
  g_assert_true (gtk_widget_is_ancestor (focus, stage_entry (stage, label)));

  stage_type (stage, label, "Nguyễn Đặng Hoàng Ân");
  kiosk_flow_choose_language (stage->flow, "en");
  stage_settle (stage);
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (stage_entry (stage, kiosk_text_get (name->label, "en")))),
                   ==, "Nguyễn Đặng Hoàng Ân");
  stage_free (stage);
}

static const KioskField *
find_list (Stage *stage)
{
  const KioskStep *step = kiosk_flow_get_step (stage->flow);

  for (guint i = 0; step != NULL && i < step->fields->len; i++)
    {
      const KioskField *field = g_ptr_array_index (step->fields, i);

      if (field->kind == KIOSK_FIELD_LIST)
        return field;
    }
  return NULL;
}

static void
test_list (void)
{
  Stage *stage = stage_new (portrait);
  KioskForm *form;
  const KioskField *field;
  const char *label;

  walk_to_question (stage);
  while (kiosk_flow_get_state (stage->flow) == KIOSK_FLOW_QUESTION)
    {
      walk_question (stage);
      stage_touch (stage, stage_text (stage, "question.continue"));
    }
  while ((field = find_list (stage)) == NULL)
    {
      walk_form (stage);
      stage_touch (stage, stage_text (stage, "form.continue"));
    }
  form = kiosk_session_get_form (kiosk_flow_get_session (stage->flow));
  label = kiosk_text_get (field->label, "vi");
  gtk_widget_grab_focus (stage_entry (stage, label));
  stage_type (stage, label, "m");
  stage_shoot (stage, "07-form-list");
  g_assert_cmpint (kiosk_form_check (form, field->id), ==, KIOSK_PROBLEM_NOT_AN_OPTION);
  stage_touch (stage, "Mường");
  g_assert_cmpint (kiosk_form_check (form, field->id), ==, KIOSK_PROBLEM_NONE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stage_entry (stage, label))), ==, "Mường");
  stage_free (stage);
}

/* The first paper of the list that waits to be scanned. */
static const KioskComponent *
find_open (Stage *stage)
{
  KioskSession *session = kiosk_flow_get_session (stage->flow);
  KioskDocumentSet *documents = kiosk_session_get_documents (session);
  g_autoptr (GPtrArray) components
      = kiosk_document_set_list (documents, kiosk_form_lookup, kiosk_session_get_form (session));

  for (guint i = 0; i < components->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (components, i);

      if (component->scan
          && kiosk_document_set_get_state (documents, component->id) == KIOSK_DOCUMENT_OPEN)
        return component;
    }
  g_assert_not_reached ();
}

static char *
name_button (Stage *stage, const char *key, const KioskComponent *component)
{
  return g_strdup_printf ("%s: %s", stage_text (stage, key),
                          kiosk_text_get (component->plain, "vi"));
}

static void
test_jam (void)
{
  Stage *stage = stage_new (portrait);
  KioskDocumentSet *documents;
  const KioskComponent *paper;
  g_autofree char *name = NULL;

  walk_to_question (stage);
  walk_to (stage, KIOSK_FLOW_DOCUMENTS, NULL);
  stage_shoot (stage, "08-documents-open");
  stage_touch (stage, stage_text (stage, "documents.continue"));
  stage_shoot (stage, "08-documents-mend");
  documents = kiosk_session_get_documents (kiosk_flow_get_session (stage->flow));
  paper = find_open (stage);
  name = name_button (stage, "documents.scan", paper);
  kiosk_virtual_page_scanner_fail (stage->scanner, "jam");
  stage_touch (stage, name);
  stage_await (stage, KIOSK_FLOW_SCAN);
  g_assert_true (stage_says (stage, stage_failure (stage, KIOSK_FAILURE_SCANNER_JAM)));
  stage_shoot (stage, "08-scan-jam");
  stage_touch (stage, stage_text (stage, "scan.to_counter"));
  stage_await (stage, KIOSK_FLOW_DOCUMENTS);
  g_assert_cmpint (kiosk_document_set_get_state (documents, paper->id), ==,
                   KIOSK_DOCUMENT_AT_COUNTER);
  stage_free (stage);
}

static void
test_scan (void)
{
  Stage *stage = stage_new (portrait);
  KioskDocumentSet *documents;
  const KioskComponent *paper;
  g_autofree char *scan = NULL;
  g_autofree char *look = NULL;
  g_autofree char *use = NULL;
  KioskScan *first;

  walk_to_question (stage);
  walk_to (stage, KIOSK_FLOW_DOCUMENTS, NULL);
  documents = kiosk_session_get_documents (kiosk_flow_get_session (stage->flow));
  paper = find_open (stage);
  scan = name_button (stage, "documents.scan", paper);
  look = name_button (stage, "documents.look", paper);
  stage_lay_page (stage, "one");
  stage_touch (stage, scan);
  stage_await_scan (stage);
  stage_lay_page (stage, "two");
  stage_touch (stage, stage_text (stage, "scan.more"));
  stage_await_scan (stage);
  g_assert_cmpuint (kiosk_document_set_get_n_pages (documents, paper->id), ==, 2);
  stage_shoot (stage, "08-scan-preview");
  first = kiosk_document_set_get_page (documents, paper->id, 0);
  stage_touch (stage, stage_text (stage, "scan.earlier"));
  g_assert_true (kiosk_document_set_get_page (documents, paper->id, 1) == first);
  stage_touch (stage, stage_text (stage, "scan.remove"));
  g_assert_cmpuint (kiosk_document_set_get_n_pages (documents, paper->id), ==, 1);
  use = g_strdup (stage_text (stage, "scan.use_one"));
  stage_touch (stage, use);
  stage_await (stage, KIOSK_FLOW_DOCUMENTS);
  g_assert_nonnull (stage_find (stage, GTK_TYPE_BUTTON, look));
  stage_shoot (stage, "08-documents-scanned");
  stage_free (stage);
}

static void
test_paper_failed (void)
{
  Stage *stage = stage_new (portrait);

  paper_double_set_outcome (stage->printer, KIOSK_PRINT_NOT_PRINTED);
  walk_to_question (stage);
  walk_to (stage, KIOSK_FLOW_CHECK, NULL);
  stage_touch (stage, stage_text (stage, "check.submit"));
  stage_await (stage, KIOSK_FLOW_RECEIPT);
  stage_settle (stage);
  g_assert_true (stage_says (stage, stage_text (stage, "receipt-page.no_paper")));
  g_assert_true (stage_says (stage, stage_failure (stage, KIOSK_FAILURE_PRINTER_SLIP_MISSING)));
  g_assert_true (stage_says (stage, stage_text (stage, "receipt-page.next_photo")));
  g_assert_nonnull (
      stage_find (stage, GTK_TYPE_PICTURE, stage_text (stage, "receipt-page.qr_name")));
  stage_shoot (stage, "10-receipt-printer-failed");
  paper_double_set_outcome (stage->printer, KIOSK_PRINT_PRINTED);
  stage_touch (stage, stage_text (stage, "receipt-page.print_retry"));
  g_assert_true (stage_says (stage, stage_text (stage, "receipt-page.printed")));
  stage_free (stage);
}

static void
test_edit (void)
{
  Stage *stage = stage_new (portrait);
  g_autofree char *name = NULL;
  const KioskQuestion *question;

  walk_to_question (stage);
  question = kiosk_flow_get_question (stage->flow);
  name = g_strdup_printf ("%s: %s", stage_text (stage, "check.edit"),
                          kiosk_text_get (question->text, "vi"));
  walk_to (stage, KIOSK_FLOW_CHECK, NULL);
  stage_touch (stage, name);
  stage_await (stage, KIOSK_FLOW_QUESTION);
  stage_touch (stage, stage_text (stage, "question.continue"));
  stage_await (stage, KIOSK_FLOW_CHECK);
  stage_free (stage);
}

static void
assert_doubt (Stage *stage, gboolean doubtful)
{
  static const char *const keys[] = { "terms.unverified", "terms.officer_tells" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpint (stage_says (stage, stage_text (stage, keys[i])), ==, doubtful);
}

/* The driving licence rests on texts that nobody has read; birth registration does not. */
static void
test_doubts (gconstpointer data)
{
  gboolean doubtful = GPOINTER_TO_INT (data);
  const char *code = doubtful ? DOUBTFUL : BIRTH;
  Stage *stage = stage_new (portrait);

  kiosk_flow_start (stage->flow);
  kiosk_flow_choose_language (stage->flow, "vi");
  kiosk_flow_show_procedures (stage->flow, TRUE);
  kiosk_flow_choose (stage->flow, code);
  stage_settle (stage);
  assert_doubt (stage, doubtful);
  stage_touch (stage, stage_text (stage, "overview.fees_all"));
  assert_doubt (stage, doubtful);
  stage_touch (stage, stage_text (stage, "frame.back"));
  stage_touch (stage, stage_text (stage, "overview.start"));
  stage_card (stage);
  stage_touch (stage, stage_text (stage, "identify.continue"));
  walk_to (stage, KIOSK_FLOW_CHECK, NULL);
  assert_doubt (stage, doubtful);
  stage_free (stage);
}

static gboolean
is_portrait (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  return area.height > area.width;
}

static void
add_procedures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCatalogue) catalogue = kiosk_catalogue_load (g_getenv ("KIOSK_ASSETS"), &error);
  const GPtrArray *all;

  g_assert_no_error (error);
  all = kiosk_catalogue_get_all (catalogue);
  for (guint i = 0; i < all->len; i++)
    {
      const char *code = kiosk_procedure_get_info (g_ptr_array_index (all, i))->code;
      g_autofree char *path = g_strdup_printf ("/journey/%s-reaches-its-receipt", code);

      g_test_add_data_func_full (path, g_strdup (code), test_every_procedure, g_free);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  portrait = is_portrait ();
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_test_add_data_func (looks[i].name, GUINT_TO_POINTER (i), test_pictures);
  g_test_add_func ("/journey/a-procedure-is-found-without-accents", test_search);
  g_test_add_func ("/journey/a-code-of-another-kind-gets-a-kind-answer", test_wrong_codes);
  g_test_add_func ("/journey/a-typed-identity-mends-and-survives-a-change-of-language",
                   test_typed_identity);
  g_test_add_func ("/journey/an-answer-that-stops-is-no-dead-end", test_stop);
  g_test_add_func ("/journey/an-unanswered-question-stays", test_unanswered);
  g_test_add_func ("/journey/a-form-says-at-field-and-top-what-to-mend-and-loses-nothing",
                   test_form_mends);
  g_test_add_func ("/journey/a-list-is-narrowed-by-typing", test_list);
  g_test_add_func ("/journey/a-jam-leaves-the-counter-as-the-way-on", test_jam);
  g_test_add_func ("/journey/pages-are-scanned-put-in-order-and-taken-out", test_scan);
  g_test_add_func ("/journey/a-receipt-without-paper-shows-its-code", test_paper_failed);
  g_test_add_func ("/journey/an-edit-comes-back-to-the-check", test_edit);
  g_test_add_data_func ("/journey/a-figure-nobody-has-confirmed-says-so", GINT_TO_POINTER (TRUE),
                        test_doubts);
  g_test_add_data_func ("/journey/a-confirmed-figure-is-not-doubted", GINT_TO_POINTER (FALSE),
                        test_doubts);
  /* What a procedure asks does not depend on the panel; once is enough. */
  if (!portrait)
    add_procedures ();
  return g_test_run ();
}
