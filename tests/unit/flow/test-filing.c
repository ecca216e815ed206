/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/filing.h"

#include "flow/flow-receipt.h"
#include "visit.h"

#include <string.h>

#define OFFICIAL "H99.018.02-261124-0007"
#define FOR_EVER_MS 3600000

static void
visit_patiently (Visit *visit, gconstpointer data)
{
  visit_set_up (visit, data);
  visit->parts.wait_for_province_ms = FOR_EVER_MS;
  visit_renew_flow (visit);
}

static gboolean
has_paper (Visit *visit)
{
  return told_printer_get_waiting (visit->printer) > 0;
}

static gboolean
is_paper_settled (Visit *visit)
{
  return kiosk_flow_get_paper (visit->flow) != KIOSK_PAPER_PRINTING;
}

static void
answer (Visit *visit, KioskPrintOutcome outcome)
{
  visit_wait (visit, "a paper to be printed", has_paper);
  told_printer_answer (visit->printer, outcome);
  visit_wait (visit, "the printer's answer", is_paper_settled);
}

static void
tell_changed (Visit *visit)
{
  kiosk_flow_entry_changed (visit->flow, kiosk_flow_get_receipt (visit->flow)->submission_id);
}

static guint n_entries_when_appended;

static void
on_appended (KioskFlow *flow, const char *id, Visit *visit)
{
  g_autoptr (KioskOutboxEntry) entry = kiosk_outbox_find (visit->parts.outbox, id, NULL);

  g_assert_nonnull (entry);
  g_assert_cmpint (entry->state, ==, KIOSK_OUTBOX_SEALED);
  g_assert_cmpint (kiosk_flow_get_state (flow), ==, KIOSK_FLOW_SUBMIT);
  n_entries_when_appended++;
}

static void
test_the_receipt_comes_only_when_the_dossier_is_durable (Visit *visit, gconstpointer data)
{
  g_autoptr (GPtrArray) due = NULL;
  const KioskReceiptFacts *facts;

  n_entries_when_appended = 0;
  g_signal_connect (visit->flow, "appended", G_CALLBACK (on_appended), visit);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  g_assert_null (kiosk_flow_get_receipt (visit->flow));
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_SUBMIT);
  g_assert_true (kiosk_filing_is_busy (kiosk_flow_get_filing (visit->flow)));

  /* Nothing interrupts it: neither a second touch, nor going back, nor leaving. */
  kiosk_flow_advance (visit->flow);
  kiosk_flow_back (visit->flow);
  kiosk_flow_finish (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_SUBMIT);

  visit_wait_state (visit, KIOSK_FLOW_RECEIPT);
  g_assert_cmpuint (n_entries_when_appended, ==, 1);
  due = kiosk_outbox_list_due (visit->parts.outbox, 10, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  facts = kiosk_flow_get_receipt (visit->flow);
  g_assert_cmpstr (facts->provisional, ==, "KIOSK7-261124-0001");
  g_assert_null (facts->official);
  g_assert_true (g_str_has_prefix (facts->code_text, "HTTPS://TRACK.EXAMPLE.VN/R/"));
  g_assert_cmpint (kiosk_flow_get_dossier (visit->flow), ==, KIOSK_DOSSIER_KEPT);
  answer (visit, KIOSK_PRINT_PRINTED);
}

static void
test_what_is_not_kept_may_be_tried_again (Visit *visit, gconstpointer data)
{
  static const KioskOutboxLimits full
      = { G_MAXINT64, 100000 }; /* a disk that is never free enough */
  static const KioskOutboxLimits none = { 0, 0 };

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_outbox_set_limits (visit->parts.outbox, &full);
  g_test_expect_message ("kiosk-flow", G_LOG_LEVEL_INFO, "check -> submit");
  g_test_expect_message ("kiosk-flow", G_LOG_LEVEL_WARNING, "*was not kept*");
  kiosk_flow_advance (visit->flow);
  while (kiosk_flow_get_submit_error (visit->flow) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_test_assert_expected_messages ();
  g_assert_true (g_error_matches (kiosk_flow_get_submit_error (visit->flow), KIOSK_OUTBOX_ERROR,
                                  KIOSK_OUTBOX_ERROR_FULL));
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_SUBMIT);
  g_assert_null (kiosk_flow_get_receipt (visit->flow));

  kiosk_outbox_set_limits (visit->parts.outbox, &none);
  kiosk_flow_advance (visit->flow);
  visit_wait_state (visit, KIOSK_FLOW_RECEIPT);
  g_assert_null (kiosk_flow_get_submit_error (visit->flow));
  answer (visit, KIOSK_PRINT_PRINTED);
}

static void
test_a_slow_province_gets_a_slip_that_says_kept (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_PRINTING);
  answer (visit, KIOSK_PRINT_PRINTED);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_PRINTED);
  g_assert_true (told_printer_paper_says (visit->printer, 0, "KIOSK7-261124-0001"));
  g_assert_false (told_printer_paper_says (visit->printer, 0, OFFICIAL));

  /* The number comes later: the screen says it, and no second paper comes by itself. */
  visit_sign (visit);
  tell_changed (visit);
  g_assert_cmpint (kiosk_flow_get_dossier (visit->flow), ==, KIOSK_DOSSIER_RECEIVED);
  visit_number (visit, OFFICIAL);
  tell_changed (visit);
  g_assert_cmpint (kiosk_flow_get_dossier (visit->flow), ==, KIOSK_DOSSIER_NUMBERED);
  g_assert_cmpstr (kiosk_flow_get_receipt (visit->flow)->official, ==, OFFICIAL);
  visit_settle (visit);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 1);
}

static void
test_a_quick_province_gets_the_receipt_once (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 0);

  /* Signed for, but no number yet: the paper waits for it. */
  visit_sign (visit);
  tell_changed (visit);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 0);

  kiosk_flow_entry_changed (visit->flow, "somebody-else");
  visit_number (visit, OFFICIAL);
  tell_changed (visit);
  tell_changed (visit);
  answer (visit, KIOSK_PRINT_PRINTED);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 1);
  g_assert_true (told_printer_paper_says (visit->printer, 0, OFFICIAL));
}

static gboolean
is_numbered (Visit *visit)
{
  return kiosk_flow_get_dossier (visit->flow) == KIOSK_DOSSIER_NUMBERED;
}

static void
test_it_looks_by_itself_when_the_link_is_silent (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  visit_sign (visit);
  visit_number (visit, OFFICIAL);
  visit_wait (visit, "the number to be seen in the outbox", is_numbered);
  answer (visit, KIOSK_PRINT_PRINTED);
  g_assert_true (told_printer_paper_says (visit->printer, 0, OFFICIAL));
}

static void
test_what_the_printer_answers_is_what_is_shown (Visit *visit, gconstpointer data)
{
  static const struct
  {
    KioskPrintOutcome outcome;
    KioskPaperState paper;
  } rows[] = {
    { KIOSK_PRINT_PRINTED, KIOSK_PAPER_PRINTED },
    { KIOSK_PRINT_SENT, KIOSK_PAPER_SENT },
    { KIOSK_PRINT_NOT_PRINTED, KIOSK_PAPER_FAILED },
    { KIOSK_PRINT_UNKNOWN, KIOSK_PAPER_UNSURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      visit_submit (visit, VISIT_RESIDENCE);
      answer (visit, rows[i].outcome);
      g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, rows[i].paper);
      visit_settle (visit);
      g_assert_cmpuint (told_printer_count (visit->printer), ==, i + 1);
      kiosk_flow_finish (visit->flow);
      kiosk_flow_advance (visit->flow);
    }
}

static void
test_the_best_of_two_printers_counts (Visit *visit, gconstpointer data)
{
  ToldPrinter *second = told_printer_new ();

  g_ptr_array_add (visit->parts.printers, g_object_ref (second));
  visit_submit (visit, VISIT_RESIDENCE);
  visit_wait (visit, "a paper to be printed", has_paper);
  told_printer_answer (visit->printer, KIOSK_PRINT_PRINTED);
  visit_settle (visit);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_PRINTING);
  told_printer_answer (second, KIOSK_PRINT_NOT_PRINTED);
  visit_wait (visit, "the second printer", is_paper_settled);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_PRINTED);
  g_object_unref (second);
}

static void
test_the_citizen_may_ask_again_twice_and_no_more (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  kiosk_flow_print_again (visit->flow); /* before there was a paper: there is nothing to repeat */
  answer (visit, KIOSK_PRINT_UNKNOWN);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 1);
  g_assert_cmpuint (kiosk_flow_get_receipt (visit->flow)->copy, ==, 0);

  kiosk_flow_print_again (visit->flow);
  kiosk_flow_print_again (visit->flow); /* while one is under way */
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 2);
  g_assert_cmpuint (kiosk_flow_get_receipt (visit->flow)->copy, ==, 1);
  answer (visit, KIOSK_PRINT_NOT_PRINTED);

  kiosk_flow_print_again (visit->flow);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 3);
  g_assert_cmpuint (kiosk_flow_get_receipt (visit->flow)->copy, ==,
                    1); /* the last never came out */
  answer (visit, KIOSK_PRINT_NOT_PRINTED);

  kiosk_flow_print_again (visit->flow);
  visit_settle (visit);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 3);
}

static void
test_a_late_answer_says_nothing_of_the_next_citizens_paper (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  visit_wait (visit, "the first citizen's paper", has_paper);
  kiosk_flow_finish (visit->flow);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_NONE);

  visit_submit (visit, VISIT_RESIDENCE);
  while (told_printer_count (visit->printer) < 2)
    g_main_context_iteration (NULL, TRUE);
  told_printer_answer (visit->printer, KIOSK_PRINT_PRINTED); /* the first citizen's */
  visit_settle (visit);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_PRINTING);
  answer (visit, KIOSK_PRINT_NOT_PRINTED);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_FAILED);
}

static void
test_an_answer_after_everybody_has_gone_is_harmless (Visit *visit, gconstpointer data)
{
  visit_submit (visit, VISIT_RESIDENCE);
  visit_wait (visit, "the paper", has_paper);
  kiosk_flow_finish (visit->flow);
  told_printer_answer (visit->printer, KIOSK_PRINT_PRINTED);
  visit_settle (visit);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_NONE);
  g_assert_null (kiosk_flow_get_receipt (visit->flow));
}

static void
test_the_list_of_papers_is_printed_one_at_a_time (Visit *visit, gconstpointer data)
{
  visit_choose (visit, VISIT_RESIDENCE);
  kiosk_flow_print_checklist (visit->flow);
  kiosk_flow_print_checklist (visit->flow);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 1);
  answer (visit, KIOSK_PRINT_PRINTED);
  kiosk_flow_print_checklist (visit->flow);
  g_assert_cmpuint (told_printer_count (visit->printer), ==, 2);
  answer (visit, KIOSK_PRINT_PRINTED);
}

static void
test_a_kiosk_without_a_printer_promises_no_paper (Visit *visit, gconstpointer data)
{
  g_ptr_array_set_size (visit->parts.printers, 0);
  visit_submit (visit, VISIT_RESIDENCE);
  visit_wait (visit, "the paper to be given up", is_paper_settled);
  g_assert_cmpint (kiosk_flow_get_paper (visit->flow), ==, KIOSK_PAPER_FAILED);
  g_assert_nonnull (kiosk_flow_get_receipt (visit->flow)->code_text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/flow/filing/" name, Visit, NULL, set_up, function, visit_tear_down)
  ADD ("the-receipt-comes-only-when-the-dossier-is-durable", visit_set_up,
       test_the_receipt_comes_only_when_the_dossier_is_durable);
  ADD ("what-is-not-kept-may-be-tried-again", visit_set_up,
       test_what_is_not_kept_may_be_tried_again);
  ADD ("a-slow-province-gets-a-slip-that-says-kept", visit_set_up,
       test_a_slow_province_gets_a_slip_that_says_kept);
  ADD ("a-quick-province-gets-the-receipt-once", visit_patiently,
       test_a_quick_province_gets_the_receipt_once);
  ADD ("it-looks-by-itself-when-the-link-is-silent", visit_patiently,
       test_it_looks_by_itself_when_the_link_is_silent);
  ADD ("what-the-printer-answers-is-what-is-shown", visit_set_up,
       test_what_the_printer_answers_is_what_is_shown);
  ADD ("the-best-of-two-printers-counts", visit_set_up, test_the_best_of_two_printers_counts);
  ADD ("the-citizen-may-ask-again-twice-and-no-more", visit_set_up,
       test_the_citizen_may_ask_again_twice_and_no_more);
  ADD ("a-late-answer-says-nothing-of-the-next-citizens-paper", visit_set_up,
       test_a_late_answer_says_nothing_of_the_next_citizens_paper);
  ADD ("an-answer-after-everybody-has-gone-is-harmless", visit_set_up,
       test_an_answer_after_everybody_has_gone_is_harmless);
  ADD ("the-list-of-papers-is-printed-one-at-a-time", visit_set_up,
       test_the_list_of_papers_is_printed_one_at_a_time);
  ADD ("a-kiosk-without-a-printer-promises-no-paper", visit_set_up,
       test_a_kiosk_without_a_printer_promises_no_paper);
#undef ADD

  return g_test_run ();
}
