/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/flow-identify.h"

#include "identity/card-qr.h"
#include "visit.h"

static KioskIdDocument *
get_document (Visit *visit)
{
  return kiosk_session_get_document (kiosk_flow_get_session (visit->flow));
}

static void
test_a_card_fills_what_it_says (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_WAITING);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_IDENTIFY);

  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (kiosk_id_document_get_assurance (get_document (visit)), ==, KIOSK_ASSURANCE_QR);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_number"), ==, "038192004567");
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_name"), ==, "Lê Thị Hồng Gấm");
  g_assert_true (kiosk_form_is_locked (visit_get_form (visit), "req_name"));
}

static void
test_a_card_on_the_idle_page_begins_a_visit (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_HOME);
  g_assert_nonnull (get_document (visit));

  /* It stays when a procedure is chosen, and fills its form. */
  kiosk_flow_show_procedures (visit->flow, TRUE);
  kiosk_flow_choose (visit->flow, "1.004222");
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_number"), ==, "038192004567");
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_DONE);
}

static void
test_another_code_is_told_apart_and_reading_goes_on (Visit *visit, gconstpointer data)
{
  static const struct
  {
    const char *code;
    KioskCardQrError problem;
  } rows[] = {
    { "xin chào", KIOSK_CARD_QR_ERROR_MALFORMED },
    { "00020101021238540010A00000072701240006970436011010123456780208QRIBFTTA53037045802VN6304ABCD",
      KIOSK_CARD_QR_ERROR_PAYMENT },
    { "https://example.vn/a", KIOSK_CARD_QR_ERROR_URL },
    { "HTTPS://TRACK.EXAMPLE.VN/R/ABCDEF", KIOSK_CARD_QR_ERROR_RECEIPT },
    { "038192004567|||08031992|Nữ|x|14052021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  };

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      kiosk_virtual_code_reader_present (visit->reader, rows[i].code);
      g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_WRONG_CODE);
      g_assert_cmpint (kiosk_flow_get_identify_problem (visit->flow), ==, rows[i].problem);
      g_assert_null (get_document (visit));
    }

  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (kiosk_flow_get_identify_problem (visit->flow), ==, -1);
}

static void
test_a_code_is_not_read_where_none_is_wanted (Visit *visit, gconstpointer data)
{
  visit_choose (visit, VISIT_RESIDENCE);
  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_null (get_document (visit));

  kiosk_flow_advance (visit->flow);
  visit_show_card (visit, VISIT_RESIDENCE);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_QUESTION);
  visit_show_card (visit, VISIT_BIRTH); /* the next in line holds a card to the reader */
  g_assert_cmpstr (kiosk_id_document_get (get_document (visit), KIOSK_ID_FIELD_NUMBER), ==,
                   "038192004567");
}

static void
test_not_me_drops_the_card_and_every_answer (Visit *visit, gconstpointer data)
{
  KioskSession *session;

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_CHECK);
  while (kiosk_flow_get_state (visit->flow) != KIOSK_FLOW_IDENTIFY)
    kiosk_flow_back (visit->flow);
  session = kiosk_flow_get_session (visit->flow);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);

  kiosk_flow_forget_identity (visit->flow);
  g_assert_null (session);
  g_assert_null (get_document (visit));
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_WAITING);
  g_assert_null (kiosk_form_get (visit_get_form (visit), "req_name"));
  g_assert_null (kiosk_form_get (visit_get_form (visit), "new_address"));
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_IDENTIFY);
}

static void
test_typing_is_the_last_resort_and_proves_least (Visit *visit, gconstpointer data)
{
  static const char *const bad[] = { NULL, "", "12", "03819200456x", "0381920045671" };
  KioskIdDocument *draft;

  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  kiosk_flow_type_identity (visit->flow, TRUE);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_TYPING);

  /* A page made anew shows what was typed so far. */
  kiosk_id_document_set (kiosk_flow_get_typed_identity (visit->flow), KIOSK_ID_FIELD_NAME, "Lê");
  kiosk_flow_choose_language (visit->flow, "en");
  draft = kiosk_flow_get_typed_identity (visit->flow);
  g_assert_cmpstr (kiosk_id_document_get (draft, KIOSK_ID_FIELD_NAME), ==, "Lê");
  g_object_add_weak_pointer (G_OBJECT (draft), (gpointer *) &draft);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (
        kiosk_flow_identify_typed (visit->flow, bad[i], "Lê Gấm", "1992-03-08", "female", NULL));
  g_assert_false (
      kiosk_flow_identify_typed (visit->flow, "038192004567", "", "1992-03-08", "female", NULL));
  g_assert_null (get_document (visit));

  g_assert_true (kiosk_flow_identify_typed (visit->flow, "038192004567", "Lê Gấm", "1992-03-08",
                                            "female", "Thôn Đoài"));
  g_assert_null (draft);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_DONE);
  g_assert_cmpint (kiosk_id_document_get_assurance (get_document (visit)), ==,
                   KIOSK_ASSURANCE_TYPED);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_number"), ==, "038192004567");
}

static void
test_back_from_typing_is_the_reader (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  kiosk_flow_type_identity (visit->flow, TRUE);
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_IDENTIFY);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_WAITING);
}

static void
test_a_reader_that_is_gone_is_told (Visit *visit, gconstpointer data)
{
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  kiosk_virtual_code_reader_unplug (visit->reader);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_READER_GONE);
  kiosk_virtual_code_reader_plug (visit->reader);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_WAITING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/flow/identify/" name, Visit, NULL, visit_set_up, function, visit_tear_down)
  ADD ("a-card-fills-what-it-says", test_a_card_fills_what_it_says);
  ADD ("a-card-on-the-idle-page-begins-a-visit", test_a_card_on_the_idle_page_begins_a_visit);
  ADD ("another-code-is-told-apart-and-reading-goes-on",
       test_another_code_is_told_apart_and_reading_goes_on);
  ADD ("a-code-is-not-read-where-none-is-wanted", test_a_code_is_not_read_where_none_is_wanted);
  ADD ("not-me-drops-the-card-and-every-answer", test_not_me_drops_the_card_and_every_answer);
  ADD ("typing-is-the-last-resort-and-proves-least",
       test_typing_is_the_last_resort_and_proves_least);
  ADD ("back-from-typing-is-the-reader", test_back_from_typing_is_the_reader);
  ADD ("a-reader-that-is-gone-is-told", test_a_reader_that_is_gone_is_told);
#undef ADD

  return g_test_run ();
}
