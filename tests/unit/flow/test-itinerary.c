/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/itinerary.h"

#include "visit.h"

static KioskSession *
get_session (Visit *visit)
{
  return kiosk_flow_get_session (visit->flow);
}

/* To the point where everything is said and nothing has been walked through. */
static void
say_everything (Visit *visit, const char *journey)
{
  visit_go_to (visit, journey, KIOSK_FLOW_IDENTIFY);
  visit_show_card (visit, journey);
  visit_fill (visit, journey);
}

static void
assert_stop (KioskStop stop, KioskFlowState state, const char *id)
{
  g_assert_cmpstr (stop.id, ==, id);
  g_assert_cmpint (stop.state, ==, state);
}

static void
test_the_way_back_is_the_way_there (Visit *visit, gconstpointer journey)
{
  KioskSession *session;
  KioskStop stop;
  KioskStop previous;
  guint n = 0;

  visit_choose (visit, journey);
  visit_fill (visit, journey);
  session = get_session (visit);
  stop = kiosk_itinerary_first (session);
  g_assert_false (kiosk_itinerary_previous (session, stop, &previous));

  while (stop.state != KIOSK_FLOW_CHECK)
    {
      KioskStop next = kiosk_itinerary_next (session, stop);

      g_assert_cmpint (next.state, >=, stop.state);
      g_assert_true (kiosk_itinerary_previous (session, next, &previous));
      assert_stop (previous, stop.state, stop.id);
      stop = next;
      g_assert_cmpuint (++n, <, 60);
    }
  g_assert_cmpuint (n, >, 10);
  assert_stop (kiosk_itinerary_next (session, stop), KIOSK_FLOW_CHECK, NULL);
}

static void
test_answers_add_pages_and_take_them_away (Visit *visit, gconstpointer data)
{
  KioskSession *session;
  KioskStop stop = { KIOSK_FLOW_FORM, "member1" };

  visit_choose (visit, VISIT_RESIDENCE);
  visit_fill (visit, VISIT_RESIDENCE);
  session = get_session (visit);

  assert_stop (kiosk_itinerary_next (session, stop), KIOSK_FLOW_FORM, "member_relations");
  kiosk_form_set (visit_get_form (visit), "members", "two");
  assert_stop (kiosk_itinerary_next (session, stop), KIOSK_FLOW_FORM, "member2");
  kiosk_form_set (visit_get_form (visit), "members", "none");
  assert_stop (kiosk_itinerary_next (session, (KioskStop){ KIOSK_FLOW_FORM, "request" }),
               KIOSK_FLOW_DOCUMENTS, NULL);
}

static void
test_a_page_that_its_own_answers_took_away_leads_on (Visit *visit, gconstpointer data)
{
  say_everything (visit, VISIT_RESIDENCE);
  kiosk_form_set (visit_get_form (visit), "members", "none");
  kiosk_form_set (visit_get_form (visit), "req_phone", NULL);

  assert_stop (
      kiosk_itinerary_next (get_session (visit), (KioskStop){ KIOSK_FLOW_FORM, "member1" }),
      KIOSK_FLOW_FORM, "you_contact");
}

static void
test_what_is_unfinished_is_found_in_page_order (Visit *visit, gconstpointer data)
{
  KioskSession *session;
  g_autoptr (GPtrArray) problems = NULL;

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  session = get_session (visit);
  assert_stop (kiosk_itinerary_unfinished (session), KIOSK_FLOW_QUESTION, "here");

  visit_show_card (visit, VISIT_RESIDENCE);
  visit_fill (visit, VISIT_RESIDENCE);
  assert_stop (kiosk_itinerary_unfinished (session), KIOSK_FLOW_CHECK, NULL);

  kiosk_form_set (visit_get_form (visit), "member1_number", "12");
  kiosk_form_set (visit_get_form (visit), "member1_name", NULL);
  assert_stop (kiosk_itinerary_unfinished (session), KIOSK_FLOW_FORM, "member1");
  problems = kiosk_itinerary_problems (session, kiosk_itinerary_unfinished (session));
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpstr (problems->pdata[0], ==, "member1_name");
  g_assert_cmpstr (problems->pdata[1], ==, "member1_number");
}

static void
test_a_paper_nobody_decided_on_is_unfinished (Visit *visit, gconstpointer data)
{
  KioskSession *session;
  g_autoptr (GPtrArray) problems = NULL;

  say_everything (visit, VISIT_BIRTH);
  session = get_session (visit);
  assert_stop (kiosk_itinerary_unfinished (session), KIOSK_FLOW_CHECK, NULL);

  kiosk_document_set_set_at_counter (kiosk_session_get_documents (session), "birth_notice", FALSE);
  assert_stop (kiosk_itinerary_unfinished (session), KIOSK_FLOW_DOCUMENTS, NULL);
  problems = kiosk_itinerary_problems (session, kiosk_itinerary_unfinished (session));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, "birth_notice");
}

static void
test_everything_asked_is_found_on_its_page (Visit *visit, gconstpointer data)
{
  const KioskProcedureInfo *info;
  KioskSession *session;

  visit_choose (visit, VISIT_BIRTH);
  session = get_session (visit);
  info = kiosk_procedure_get_info (kiosk_session_get_procedure (session));

  for (guint i = 0; i < info->questions->len; i++)
    {
      const char *id = ((const KioskQuestion *) info->questions->pdata[i])->id;

      assert_stop (kiosk_itinerary_find (session, id), KIOSK_FLOW_QUESTION, id);
    }
  for (guint i = 0; i < info->steps->len; i++)
    {
      const KioskStep *step = info->steps->pdata[i];

      for (guint k = 0; k < step->fields->len; k++)
        assert_stop (
            kiosk_itinerary_find (session, ((const KioskField *) step->fields->pdata[k])->id),
            KIOSK_FLOW_FORM, step->id);
    }
  assert_stop (kiosk_itinerary_find (session, "birth_notice"), KIOSK_FLOW_DOCUMENTS, NULL);
  assert_stop (kiosk_itinerary_find (session, "no_such_thing"), KIOSK_FLOW_CHECK, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, function)                                                                  \
  g_test_add ("/flow/itinerary/" name, Visit, data, visit_set_up, function, visit_tear_down)
  ADD ("the-way-back-is-the-way-there-for-residence", VISIT_RESIDENCE,
       test_the_way_back_is_the_way_there);
  ADD ("the-way-back-is-the-way-there-for-birth", VISIT_BIRTH, test_the_way_back_is_the_way_there);
  ADD ("answers-add-pages-and-take-them-away", NULL, test_answers_add_pages_and_take_them_away);
  ADD ("a-page-that-its-own-answers-took-away-leads-on", NULL,
       test_a_page_that_its_own_answers_took_away_leads_on);
  ADD ("what-is-unfinished-is-found-in-page-order", NULL,
       test_what_is_unfinished_is_found_in_page_order);
  ADD ("a-paper-nobody-decided-on-is-unfinished", NULL,
       test_a_paper_nobody_decided_on_is_unfinished);
  ADD ("everything-asked-is-found-on-its-page", NULL, test_everything_asked_is_found_on_its_page);
#undef ADD

  return g_test_run ();
}
