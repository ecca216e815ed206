/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/flow.h"

#include "flow/flow-place.h"
#include "flow/flow-receipt.h"
#include "flow/idle-guard.h"
#include "visit.h"

static KioskFlowState
state (Visit *visit)
{
  return kiosk_flow_get_state (visit->flow);
}

static void
test_the_straight_line_is_walked_in_order (Visit *visit, gconstpointer data)
{
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_IDLE);
  kiosk_flow_start (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_LANGUAGE);
  kiosk_flow_choose_language (visit->flow, "vi");
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_HOME);
  kiosk_flow_show_procedures (visit->flow, TRUE);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_PROCEDURES);
  kiosk_flow_choose (visit->flow, "1.004222");
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_OVERVIEW);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_IDENTIFY);
  visit_show_card (visit, VISIT_RESIDENCE);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_QUESTION);
  g_assert_cmpstr (kiosk_flow_get_question (visit->flow)->id, ==, "here");
  g_assert_null (kiosk_flow_get_step (visit->flow));

  for (KioskFlowState before = state (visit); before != KIOSK_FLOW_CHECK; before = state (visit))
    {
      visit_fill (visit, VISIT_RESIDENCE);
      kiosk_flow_advance (visit->flow);
      g_assert_cmpint (state (visit), >=, before);
    }
  kiosk_flow_advance (visit->flow);
  visit_wait_state (visit, KIOSK_FLOW_RECEIPT);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_DONE);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_IDLE);
}

static void
on_problems (KioskFlow *flow, guint *count)
{
  (*count)++;
}

static void
test_a_page_with_something_to_mend_stays (Visit *visit, gconstpointer data)
{
  const GPtrArray *problems;
  guint n_told = 0;

  g_signal_connect (visit->flow, "problems", G_CALLBACK (on_problems), &n_told);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_FORM);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "you_contact");
  g_assert_cmpuint (n_told, ==, 0);

  kiosk_form_set (visit_get_form (visit), "req_phone", "12");
  kiosk_form_set (visit_get_form (visit), "req_address", NULL);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "you_contact");
  g_assert_cmpuint (n_told, ==, 1);
  problems = kiosk_flow_get_problems (visit->flow);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpstr (problems->pdata[0], ==, "req_address");
  g_assert_cmpstr (problems->pdata[1], ==, "req_phone");

  visit_fill (visit, VISIT_RESIDENCE);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "head");
  g_assert_cmpuint (kiosk_flow_get_problems (visit->flow)->len, ==, 0);
}

static void
test_an_answer_that_cannot_go_on_here_does_not (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_QUESTION);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_question (visit->flow)->id, ==, "here");
  kiosk_form_set (visit_get_form (visit), "here", "no");
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_question (visit->flow)->id, ==, "here");
  kiosk_form_set (visit_get_form (visit), "here", "yes");
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_question (visit->flow)->id, ==, "applicant");
}

static void
test_going_back_keeps_every_answer (Visit *visit, gconstpointer data)
{
  guint n_pages = 0;

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  while (state (visit) != KIOSK_FLOW_IDENTIFY)
    {
      kiosk_flow_back (visit->flow);
      g_assert_cmpuint (++n_pages, <, 60);
    }
  g_assert_cmpuint (n_pages, >, 10);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "head_name"), ==, "Nguyễn Đức Thọ");

  /* And the whole way forward again asks for nothing anew. */
  for (guint i = 0; i < n_pages; i++)
    kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_CHECK);
}

static void
test_back_leads_from_any_page_to_the_one_before (Visit *visit, gconstpointer data)
{
  static const KioskFlowState way[] = { KIOSK_FLOW_OVERVIEW, KIOSK_FLOW_PROCEDURES, KIOSK_FLOW_HOME,
                                        KIOSK_FLOW_LANGUAGE, KIOSK_FLOW_IDLE };

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      kiosk_flow_back (visit->flow);
      g_assert_cmpint (state (visit), ==, way[i]);
    }
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_IDLE);
}

static void
test_editing_returns_to_the_check_past_what_it_opened (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_flow_edit (visit->flow, "members");
  g_assert_cmpstr (kiosk_flow_get_question (visit->flow)->id, ==, "members");
  kiosk_form_set (visit_get_form (visit), "members", "two");

  /* The new answer asks for a second person, and that page comes before the check. */
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "member2");
  kiosk_form_set (visit_get_form (visit), "member2_name", "Nguyễn Lê Bảo An");
  kiosk_form_set (visit_get_form (visit), "member2_birth", "19/08/2022");
  kiosk_form_set (visit_get_form (visit), "member2_sex", "male");
  kiosk_form_set (visit_get_form (visit), "member2_number", "001222012345");
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "member_relations");
  kiosk_form_set (visit_get_form (visit), "member2_relation", "birth_child");
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_CHECK);

  /* Going back from the check leads along the whole way again. */
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_DOCUMENTS);
}

static void
test_editing_and_going_back_is_the_check_again (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_flow_edit (visit->flow, "head_name");
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "head");
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_CHECK);
  kiosk_flow_edit (visit->flow, "no_such_thing");
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_CHECK);
}

static void
test_nothing_unfinished_is_submitted (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_form_set (visit_get_form (visit), "head_name", NULL);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "head");
  visit_fill (visit, VISIT_RESIDENCE);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_CHECK);
}

static void
test_another_language_keeps_page_and_answers (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_FORM);
  kiosk_flow_advance (visit->flow);
  kiosk_form_set (visit_get_form (visit), "req_phone", "0987654321");
  kiosk_flow_choose_language (visit->flow, "en");
  g_assert_cmpstr (kiosk_language_get_current (visit->parts.language), ==, "en");
  g_assert_cmpstr (kiosk_flow_get_step (visit->flow)->id, ==, "you_contact");
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_phone"), ==, "0987654321");
  kiosk_flow_choose_language (visit->flow, "xx");
  g_assert_cmpstr (kiosk_language_get_current (visit->parts.language), ==, "en");

  /* The next citizen begins in the first language. */
  kiosk_flow_finish (visit->flow);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpstr (kiosk_language_get_current (visit->parts.language), ==, "vi");
}

static void
test_an_unknown_procedure_changes_nothing (Visit *visit, gconstpointer data)
{
  kiosk_flow_start (visit->flow);
  kiosk_flow_advance (visit->flow);
  kiosk_flow_show_procedures (visit->flow, TRUE);
  g_test_expect_message ("kiosk-flow", G_LOG_LEVEL_WARNING, "*0.000000*");
  kiosk_flow_choose (visit->flow, "0.000000");
  g_test_assert_expected_messages ();
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_PROCEDURES);
}

static void
test_finishing_wipes_everything (Visit *visit, gconstpointer data)
{
  KioskSession *session;
  KioskForm *form;
  KioskDocumentSet *documents;
  KioskIdDocument *document;

  visit_submit (visit, VISIT_RESIDENCE);
  session = kiosk_flow_get_session (visit->flow);
  form = kiosk_session_get_form (session);
  documents = kiosk_session_get_documents (session);
  document = kiosk_session_get_document (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  g_object_add_weak_pointer (G_OBJECT (documents), (gpointer *) &documents);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);

  kiosk_flow_finish (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_DONE);
  g_assert_null (session);
  g_assert_null (form);
  g_assert_null (documents);
  g_assert_null (document);
  g_assert_null (kiosk_flow_get_receipt (visit->flow));
  g_assert_null (visit_get_form (visit));
}

static void
test_the_idle_page_comes_back_by_itself (Visit *visit, gconstpointer data)
{
  visit_choose (visit, VISIT_RESIDENCE);
  kiosk_flow_finish (visit->flow);
  visit_wait_state (visit, KIOSK_FLOW_IDLE);
}

static void
on_warning (KioskFlow *flow, guint seconds_left, GString *told)
{
  g_string_append_printf (told, "%u ", seconds_left);
}

static gboolean
is_done (Visit *visit)
{
  return state (visit) == KIOSK_FLOW_DONE;
}

static void
test_a_citizen_who_left_is_warned_for_and_wiped (Visit *visit, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  KioskSession *session;

  visit->parts.idle_seconds = 1;
  visit->parts.warning_seconds = 2;
  visit_renew_flow (visit);
  g_signal_connect (visit->flow, "warning", G_CALLBACK (on_warning), told);
  visit_choose (visit, VISIT_RESIDENCE);
  session = kiosk_flow_get_session (visit->flow);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);

  visit_wait (visit, "the guard to end the visit", is_done);
  g_assert_cmpstr (told->str, ==, "2 1 0 ");
  g_assert_null (session);
}

static void
on_staff (KioskFlow *flow, gboolean called, guint *count)
{
  *count += called ? 1 : 100;
}

static void
on_expired (KioskIdleGuard *guard, gboolean *expired)
{
  *expired = TRUE;
}

/* The flow must stay silent while a guard with the same seconds, started after it, runs out. */
static void
outlast_a_guard (Visit *visit)
{
  KioskIdleGuard *control = kiosk_idle_guard_new (1, 2);
  KioskFlowState before = state (visit);
  gboolean expired = FALSE;

  g_signal_connect (control, "expired", G_CALLBACK (on_expired), &expired);
  kiosk_idle_guard_touch (control);
  while (!expired)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (state (visit), ==, before);
  g_assert_finalize_object (control);
}

static void
test_while_staff_is_on_the_way_nobody_is_hurried (Visit *visit, gconstpointer data)
{
  guint told = 0;

  visit->parts.idle_seconds = 1;
  visit->parts.warning_seconds = 2;
  visit->parts.wait_for_province_ms = 3600000;
  visit_renew_flow (visit);
  g_signal_connect (visit->flow, "staff-called", G_CALLBACK (on_staff), &told);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  kiosk_flow_call_staff (visit->flow, TRUE);
  g_assert_cmpuint (told, ==, 1);
  outlast_a_guard (visit);

  /* That the machine has done its own work does not send the staff away. */
  kiosk_flow_advance (visit->flow);
  visit_wait_state (visit, KIOSK_FLOW_RECEIPT);
  outlast_a_guard (visit);

  kiosk_flow_call_staff (visit->flow, FALSE);
  g_assert_cmpuint (told, ==, 101);
  visit_wait (visit, "the guard to end the visit", is_done);
}

static void
test_a_full_disk_promises_nothing (Visit *visit, gconstpointer data)
{
  static const KioskOutboxLimits full
      = { G_MAXINT64, 100000 }; /* a disk that is never free enough */
  static const KioskOutboxLimits none = { 0, 0 };

  kiosk_outbox_set_limits (visit->parts.outbox, &full);
  g_test_expect_message ("kiosk-flow", G_LOG_LEVEL_WARNING, "*watermark*");
  kiosk_flow_start (visit->flow);
  g_test_assert_expected_messages ();
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_OUT_OF_SERVICE);

  kiosk_outbox_set_limits (visit->parts.outbox, &none);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (state (visit), ==, KIOSK_FLOW_LANGUAGE);
}

static void
on_updated (KioskFlow *flow, guint *count)
{
  (*count)++;
}

static void
test_the_network_is_told_when_it_changes (Visit *visit, gconstpointer data)
{
  guint n_updates = 0;

  g_signal_connect (visit->flow, "updated", G_CALLBACK (on_updated), &n_updates);
  g_assert_false (kiosk_flow_has_network (visit->flow));
  kiosk_flow_set_network (visit->flow, TRUE);
  kiosk_flow_set_network (visit->flow, TRUE);
  g_assert_true (kiosk_flow_has_network (visit->flow));
  g_assert_cmpuint (n_updates, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/flow/" name, Visit, NULL, visit_set_up, function, visit_tear_down)
  ADD ("the-straight-line-is-walked-in-order", test_the_straight_line_is_walked_in_order);
  ADD ("a-page-with-something-to-mend-stays", test_a_page_with_something_to_mend_stays);
  ADD ("an-answer-that-cannot-go-on-here-does-not", test_an_answer_that_cannot_go_on_here_does_not);
  ADD ("going-back-keeps-every-answer", test_going_back_keeps_every_answer);
  ADD ("back-leads-from-any-page-to-the-one-before",
       test_back_leads_from_any_page_to_the_one_before);
  ADD ("editing-returns-to-the-check-past-what-it-opened",
       test_editing_returns_to_the_check_past_what_it_opened);
  ADD ("editing-and-going-back-is-the-check-again", test_editing_and_going_back_is_the_check_again);
  ADD ("nothing-unfinished-is-submitted", test_nothing_unfinished_is_submitted);
  ADD ("another-language-keeps-page-and-answers", test_another_language_keeps_page_and_answers);
  ADD ("an-unknown-procedure-changes-nothing", test_an_unknown_procedure_changes_nothing);
  ADD ("finishing-wipes-everything", test_finishing_wipes_everything);
  ADD ("the-idle-page-comes-back-by-itself", test_the_idle_page_comes_back_by_itself);
  ADD ("a-citizen-who-left-is-warned-for-and-wiped",
       test_a_citizen_who_left_is_warned_for_and_wiped);
  ADD ("while-staff-is-on-the-way-nobody-is-hurried",
       test_while_staff_is_on_the_way_nobody_is_hurried);
  ADD ("a-full-disk-promises-nothing", test_a_full_disk_promises_nothing);
  ADD ("the-network-is-told-when-it-changes", test_the_network_is_told_when_it_changes);
#undef ADD

  return g_test_run ();
}
