/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/capture.h"

#include "flow/flow-scan.h"
#include "visit.h"

static KioskDocumentSet *
get_documents (Visit *visit)
{
  return kiosk_session_get_documents (kiosk_flow_get_session (visit->flow));
}

static guint
count (Visit *visit, const char *component)
{
  return kiosk_document_set_get_n_pages (get_documents (visit), component);
}

static gboolean
is_scanned (Visit *visit)
{
  return !kiosk_flow_is_scanning (visit->flow);
}

static void
wait_for_scan (Visit *visit)
{
  visit_wait (visit, "the page", is_scanned);
}

/* To the scan page of the paper from the hospital, with one page captured. */
static void
scan_first (Visit *visit)
{
  visit_go_to (visit, VISIT_BIRTH, KIOSK_FLOW_DOCUMENTS);
  visit_lay_picture (visit);
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_SCAN);
  g_assert_cmpstr (kiosk_flow_get_component (visit->flow), ==, "birth_notice");
  wait_for_scan (visit);
}

static void
test_the_first_page_is_taken_at_once (Visit *visit, gconstpointer data)
{
  scan_first (visit);
  g_assert_no_error (kiosk_flow_get_scan_error (visit->flow));
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 1);
  g_assert_cmpint (kiosk_document_set_get_state (get_documents (visit), "birth_notice"), ==,
                   KIOSK_DOCUMENT_SCANNED);

  /* Opening the component again shows its page and takes no other. */
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_DOCUMENTS);
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  g_assert_false (kiosk_flow_is_scanning (visit->flow));
}

static void
test_one_more_page_comes_behind (Visit *visit, gconstpointer data)
{
  scan_first (visit);
  visit_lay_picture (visit);
  kiosk_flow_scan_page (visit->flow);
  kiosk_flow_scan_page (visit->flow); /* an impatient second touch */
  wait_for_scan (visit);
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 2);
  g_assert_cmpuint (kiosk_flow_get_scan_page (visit->flow), ==, 1);
}

static void
test_a_page_taken_anew_stands_in_its_old_place (Visit *visit, gconstpointer data)
{
  KioskScan *first;
  KioskScan *second;

  scan_first (visit);
  visit_lay_picture (visit);
  kiosk_flow_scan_page (visit->flow);
  wait_for_scan (visit);
  first = kiosk_document_set_get_page (get_documents (visit), "birth_notice", 0);
  second = kiosk_document_set_get_page (get_documents (visit), "birth_notice", 1);

  visit_lay_picture (visit);
  kiosk_flow_rescan_page (visit->flow, 0);
  g_assert_true (kiosk_document_set_get_page (get_documents (visit), "birth_notice", 0) == first);
  wait_for_scan (visit);
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 2);
  g_assert_cmpuint (kiosk_flow_get_scan_page (visit->flow), ==, 0);
  g_assert_true (kiosk_document_set_get_page (get_documents (visit), "birth_notice", 0) != first);
  g_assert_true (kiosk_document_set_get_page (get_documents (visit), "birth_notice", 1) == second);
}

static void
test_what_a_scanner_cannot_do_is_told_and_can_be_tried_again (Visit *visit, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    KioskPageScannerError code;
  } rows[] = {
    { "no-paper", KIOSK_PAGE_SCANNER_ERROR_NO_PAPER },
    { "jam", KIOSK_PAGE_SCANNER_ERROR_JAM },
    { "cover", KIOSK_PAGE_SCANNER_ERROR_COVER },
    { "offline", KIOSK_PAGE_SCANNER_ERROR_OFFLINE },
    { "busy", KIOSK_PAGE_SCANNER_ERROR_BUSY },
  };

  scan_first (visit);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      kiosk_virtual_page_scanner_fail (visit->scanner, rows[i].fault);
      kiosk_flow_scan_page (visit->flow);
      wait_for_scan (visit);
      g_assert_true (g_error_matches (kiosk_flow_get_scan_error (visit->flow),
                                      KIOSK_PAGE_SCANNER_ERROR, (int) rows[i].code));
    }
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 1);

  kiosk_virtual_page_scanner_fail (visit->scanner, NULL);
  kiosk_flow_scan_page (visit->flow);
  wait_for_scan (visit);
  g_assert_no_error (kiosk_flow_get_scan_error (visit->flow));
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 2);
}

static void
test_a_component_takes_no_more_than_fits (Visit *visit, gconstpointer data)
{
  const KioskComponent *component;

  scan_first (visit);
  component = kiosk_procedure_find_component (
      kiosk_session_get_procedure (kiosk_flow_get_session (visit->flow)), "birth_notice");
  while (count (visit, "birth_notice") < component->max_pages)
    {
      kiosk_flow_scan_page (visit->flow);
      wait_for_scan (visit);
      g_assert_no_error (kiosk_flow_get_scan_error (visit->flow));
    }
  kiosk_flow_scan_page (visit->flow);
  wait_for_scan (visit);
  g_assert_true (g_error_matches (kiosk_flow_get_scan_error (visit->flow), KIOSK_DOCUMENT_ERROR,
                                  KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES));
  g_assert_cmpuint (count (visit, "birth_notice"), ==, component->max_pages);
}

static void
test_a_cancelled_page_does_not_come (Visit *visit, gconstpointer data)
{
  scan_first (visit);
  kiosk_flow_scan_page (visit->flow);
  kiosk_flow_cancel_scan (visit->flow);
  g_assert_false (kiosk_flow_is_scanning (visit->flow));

  /* The next one is the control: when it is there, the cancelled one would have been. */
  kiosk_flow_scan_page (visit->flow);
  wait_for_scan (visit);
  visit_settle (visit);
  g_assert_no_error (kiosk_flow_get_scan_error (visit->flow));
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 2);
}

static void
test_a_late_page_belongs_to_nobody (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_BIRTH, KIOSK_FLOW_DOCUMENTS);
  visit_lay_picture (visit);
  visit_lay_picture (visit);
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  g_assert_true (kiosk_flow_is_scanning (visit->flow));
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_DOCUMENTS);
  g_assert_null (kiosk_flow_get_component (visit->flow));

  kiosk_flow_scan_component (visit->flow, "id_card");
  wait_for_scan (visit);
  visit_settle (visit);
  g_assert_cmpuint (count (visit, "birth_notice"), ==, 0);
  g_assert_cmpuint (count (visit, "id_card"), ==, 1);
}

static void
test_a_page_that_comes_when_the_citizen_has_gone_is_dropped (Visit *visit, gconstpointer data)
{
  KioskDocumentSet *documents;

  visit_go_to (visit, VISIT_BIRTH, KIOSK_FLOW_DOCUMENTS);
  visit_lay_picture (visit);
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  documents = get_documents (visit);
  g_object_add_weak_pointer (G_OBJECT (documents), (gpointer *) &documents);
  kiosk_flow_finish (visit->flow);
  g_assert_null (documents);
  visit_settle (visit);
}

static void
test_a_kiosk_without_a_scanner_says_so (Visit *visit, gconstpointer data)
{
  visit->parts.scanner = NULL;
  visit_renew_flow (visit);
  visit_go_to (visit, VISIT_BIRTH, KIOSK_FLOW_DOCUMENTS);
  kiosk_flow_scan_component (visit->flow, "birth_notice");
  g_assert_false (kiosk_flow_is_scanning (visit->flow));
  g_assert_true (g_error_matches (kiosk_flow_get_scan_error (visit->flow), KIOSK_PAGE_SCANNER_ERROR,
                                  KIOSK_PAGE_SCANNER_ERROR_OFFLINE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/flow/scan/" name, Visit, NULL, visit_set_up, function, visit_tear_down)
  ADD ("the-first-page-is-taken-at-once", test_the_first_page_is_taken_at_once);
  ADD ("one-more-page-comes-behind", test_one_more_page_comes_behind);
  ADD ("a-page-taken-anew-stands-in-its-old-place", test_a_page_taken_anew_stands_in_its_old_place);
  ADD ("what-a-scanner-cannot-do-is-told-and-can-be-tried-again",
       test_what_a_scanner_cannot_do_is_told_and_can_be_tried_again);
  ADD ("a-component-takes-no-more-than-fits", test_a_component_takes_no_more_than_fits);
  ADD ("a-cancelled-page-does-not-come", test_a_cancelled_page_does_not_come);
  ADD ("a-late-page-belongs-to-nobody", test_a_late_page_belongs_to_nobody);
  ADD ("a-page-that-comes-when-the-citizen-has-gone-is-dropped",
       test_a_page_that_comes_when_the_citizen_has_gone_is_dropped);
  ADD ("a-kiosk-without-a-scanner-says-so", test_a_kiosk_without_a_scanner_says_so);
#undef ADD

  return g_test_run ();
}
