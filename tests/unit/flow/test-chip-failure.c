/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can go wrong with chips and their readers: it is named, and takes nothing away. */

#include "chip-visit.h"

#include "flow/flow-failure.h"

#include <string.h>

static GString *logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (user_data, "%s=%s\n", fields[i].key, (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
set_up (Visit *visit, gconstpointer data)
{
  chip_visit_set_up (visit, data);
  g_string_truncate (logged, 0);
}

static void
assert_logged_once (KioskFailure failure)
{
  g_autofree char *line = g_strdup_printf ("failure=%s\n", kiosk_failure_to_string (failure));
  const char *at = strstr (logged->str, line);

  g_test_message ("%s", line);
  g_assert_nonnull (at);
  g_assert_null (strstr (at + 1, line));
  g_assert_null (strstr (logged->str, CHIP_NUMBER));
  g_assert_null (strstr (logged->str, CHIP_EXPIRY));
  g_assert_null (strstr (logged->str, CHIP_CAN));
  g_string_truncate (logged, 0);
}

static void
happen (Visit *visit, const char *event)
{
  g_assert_true (kiosk_virtual_chip_reader_happen (visit->chip_reader, event));
}

static void
test_a_card_that_was_lifted_is_read_again_by_itself (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, "\"delay_ms\": 40");
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  while (kiosk_flow_get_identify_part (visit->flow, NULL) < 2)
    g_main_context_iteration (NULL, TRUE);
  chip_visit_take_away (visit);
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_REMOVED_EARLY);
  assert_logged_once (KIOSK_FAILURE_CARD_REMOVED_EARLY);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
  g_assert_false (kiosk_flow_can_retry_chip (visit->flow)); /* there is nothing to read */

  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_READING, KIOSK_N_FAILURES);
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_a_wrong_key_is_asked_for_three_times_at_most (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, "2031-03-08"));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY);
  assert_logged_once (KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY);
  g_assert_true (kiosk_flow_can_retry_chip (visit->flow));
  chip_visit_take_away (visit); /* to look at the date again */
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY);
  g_assert_true (kiosk_flow_can_retry_chip (visit->flow));
  kiosk_flow_retry_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);

  /* Straight from the failure, and with the other kind of key. */
  g_assert_true (kiosk_flow_give_can (visit->flow, "000000"));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_ACCESS_REFUSED_CAN);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, "2030-03-08"));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);

  g_assert_false (kiosk_flow_can_retry_chip (visit->flow));
  g_assert_false (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  kiosk_flow_retry_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY);
  kiosk_flow_skip_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);

  /* Nor when the card is laid down anew. */
  chip_visit_take_away (visit);
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
}

static void
test_the_second_try_may_be_right (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_can (visit->flow, "111111"));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  g_assert_null (chip_visit_get_document (visit));
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

typedef struct
{
  const char *outcome;
  KioskFailure failure;
  gboolean retry;
} Outcome;

static const Outcome outcomes[] = {
  { "card-access-refused", KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY, TRUE },
  { "card-access-blocked-for-a-while", KIOSK_FAILURE_CARD_ACCESS_BLOCKED_FOR_A_WHILE, FALSE },
  { "card-removed-early", KIOSK_FAILURE_CARD_REMOVED_EARLY, FALSE },
  { "card-does-not-answer", KIOSK_FAILURE_CARD_DOES_NOT_ANSWER, TRUE },
  { "reader-broken", KIOSK_FAILURE_READER_GONE, TRUE },
  { "card-protocol-broken", KIOSK_FAILURE_CARD_PROTOCOL_BROKEN, TRUE },
  { "card-data-unreadable", KIOSK_FAILURE_CARD_DATA_UNREADABLE, TRUE },
  { "card-data-disagrees", KIOSK_FAILURE_CARD_DATA_DISAGREES, TRUE },
  { "card-unsupported", KIOSK_FAILURE_CARD_DATA_UNREADABLE, TRUE },
  { "internal", KIOSK_FAILURE_CARD_PROTOCOL_BROKEN, TRUE },
  { "card-data-not-genuine", KIOSK_FAILURE_CARD_DATA_NOT_GENUINE, FALSE },
  { "card-is-a-copy", KIOSK_FAILURE_CARD_IS_A_COPY, FALSE },
};

static void
test_a_failed_reading_takes_nothing_away (Visit *visit, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *more = g_strdup_printf ("\"outcome\": \"%s\"", outcomes[i].outcome);

      g_test_message ("%s", outcomes[i].outcome);
      chip_visit_read (visit, more);
      chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, outcomes[i].failure);
      assert_logged_once (outcomes[i].failure);
      chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
      g_assert_cmpint (kiosk_flow_can_retry_chip (visit->flow), ==, outcomes[i].retry);

      kiosk_flow_skip_chip (visit->flow);
      chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
      chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
      chip_visit_take_away (visit);
      kiosk_flow_forget_identity (visit->flow);
      g_string_truncate (logged, 0);
    }
}

static void
test_what_a_check_refutes_fills_in_nothing (Visit *visit, gconstpointer data)
{
  static const char *const rows[] = { "card-data-not-genuine", "card-is-a-copy" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *more = g_strdup_printf ("\"outcome\": \"%s\"", rows[i]);

      chip_visit_lay (visit, more);
      g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
      chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
      g_assert_null (chip_visit_get_document (visit));
      g_assert_null (kiosk_form_get (visit_get_form (visit), "req_number"));
      g_assert_null (kiosk_form_get (visit_get_form (visit), "req_name"));
      g_assert_true (kiosk_chip_reading_is_refuted (kiosk_flow_get_chip_reading (visit->flow)));
      kiosk_flow_advance (visit->flow);
      g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_IDENTIFY);

      /* The code of the same card is a way on. */
      visit_show_card (visit, VISIT_RESIDENCE);
      chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
      kiosk_flow_advance (visit->flow);
      g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_QUESTION);
      kiosk_flow_back (visit->flow);
      chip_visit_take_away (visit);
      kiosk_flow_forget_identity (visit->flow);
    }
}

static void
test_another_try_may_succeed (Visit *visit, gconstpointer data)
{
  chip_visit_read (visit, "\"outcome\": \"card-protocol-broken\"");
  kiosk_flow_retry_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_READING, KIOSK_N_FAILURES);
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);

  chip_visit_take_away (visit);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_PROTOCOL_BROKEN);
  chip_visit_lay (visit, NULL);
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_a_card_that_is_no_identity_card_is_told_at_once (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, "\"outcome\": \"card-not-an-id\"");
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_NOT_AN_ID);
  assert_logged_once (KIOSK_FAILURE_CARD_NOT_AN_ID);
  g_assert_false (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  kiosk_flow_skip_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_WAITING, KIOSK_N_FAILURES);
  chip_visit_take_away (visit);
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
}

static void
test_two_cards_are_told_until_one_is_taken_away (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  happen (visit, "two");
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_TWO_CARDS);
  assert_logged_once (KIOSK_FAILURE_TWO_CARDS);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
}

static void
test_a_reader_that_goes_leaves_the_code (Visit *visit, gconstpointer data)
{
  static const struct
  {
    const char *event;
    KioskFailure failure;
  } rows[] = {
    { "unplug", KIOSK_FAILURE_READER_GONE },
    { "busy", KIOSK_FAILURE_READER_GONE },
    { "no-service", KIOSK_FAILURE_READER_DAEMON_GONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      happen (visit, rows[i].event);
      assert_logged_once (rows[i].failure);
      g_assert_false (kiosk_flow_has_chip_reader (visit->flow));
      chip_visit_assert (visit, KIOSK_IDENTIFY_WAITING, KIOSK_N_FAILURES);
      kiosk_virtual_code_reader_unplug (visit->reader);
      chip_visit_assert (visit, KIOSK_IDENTIFY_READER_GONE, rows[i].failure);
      kiosk_virtual_code_reader_plug (visit->reader);

      /* Plugged in again, it is there at once; a code reader may be missing then. */
      happen (visit, "plug");
      g_assert_true (kiosk_flow_has_chip_reader (visit->flow));
      kiosk_virtual_code_reader_unplug (visit->reader);
      chip_visit_assert (visit, KIOSK_IDENTIFY_WAITING, KIOSK_N_FAILURES);
      kiosk_virtual_code_reader_plug (visit->reader);
    }
}

static void
test_who_is_served_without_the_reader_is_logged (Visit *visit, gconstpointer data)
{
  happen (visit, "unplug");
  kiosk_flow_back (visit->flow);
  g_string_truncate (logged, 0);
  kiosk_flow_advance (visit->flow);
  g_assert_null (strstr (logged->str, "failure="));
  visit_show_card (visit, VISIT_RESIDENCE);
  assert_logged_once (KIOSK_FAILURE_READER_GONE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
}

static void
test_a_reader_pulled_out_while_it_reads_is_told (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  happen (visit, "unplug");
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_READER_GONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
  happen (visit, "plug");
  chip_visit_lay (visit, NULL);
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
lay_on_second (KioskVirtualChipReader *second)
{
  g_autoptr (JsonNode) card = json_from_string (
      "{\"number\": \"" CHIP_NUMBER "\", \"can\": \"" CHIP_CAN "\", \"delay_ms\": 0}", NULL);
  g_autoptr (GError) error = NULL;

  kiosk_virtual_chip_reader_lay (second, json_node_get_object (card), &error);
  g_assert_no_error (error);
}

static void
test_any_of_several_readers_will_do (Visit *visit, gconstpointer data)
{
  g_autoptr (KioskVirtualChipReader) second = kiosk_virtual_chip_reader_new ();

  g_ptr_array_add (visit->parts.chip_readers, g_object_ref (second));
  visit_renew_flow (visit);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  happen (visit, "unplug");
  g_assert_true (kiosk_flow_has_chip_reader (visit->flow));
  g_assert_true (kiosk_virtual_chip_reader_happen (second, "unplug"));
  g_assert_false (kiosk_flow_has_chip_reader (visit->flow));
  assert_logged_once (KIOSK_FAILURE_SEVERAL_READERS_NONE_READY);
  happen (visit, "plug");

  chip_visit_lay (visit, NULL);
  lay_on_second (second);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_TWO_CARDS);
  chip_visit_lay (visit, "\"outcome\": \"card-not-an-id\"");
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_a_machine_without_a_reader_asks_for_none (Visit *visit, gconstpointer data)
{
  g_ptr_array_set_size (visit->parts.chip_readers, 0);
  visit_renew_flow (visit);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  g_assert_false (kiosk_flow_has_chip_reader (visit->flow));
  g_string_truncate (logged, 0);
  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_null (strstr (logged->str, "failure="));
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
}

static void
test_a_wrong_code_beside_a_card_is_told (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, NULL);
  kiosk_virtual_code_reader_present (visit->reader, "https://example.vn/a");
  chip_visit_assert (visit, KIOSK_IDENTIFY_WRONG_CODE, KIOSK_N_FAILURES);
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_a_card_past_its_date_stands_and_is_told (Visit *visit, gconstpointer data)
{
  visit_lay_card (visit, "{\"number\": \"" CHIP_NUMBER "\", \"expiry\": \"2026-11-23\", "
                         "\"can\": \"" CHIP_CAN "\", \"delay_ms\": 0}");
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_FAILURE_CARD_EXPIRED);
  assert_logged_once (KIOSK_FAILURE_CARD_EXPIRED);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);

  /* On its last day it is not past it. */
  chip_visit_take_away (visit);
  kiosk_flow_forget_identity (visit->flow);
  visit_lay_card (visit, "{\"number\": \"" CHIP_NUMBER "\", \"expiry\": \"2026-11-24\", "
                         "\"can\": \"" CHIP_CAN "\", \"delay_ms\": 0}");
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
}

static void
test_what_is_no_key_costs_no_try (Visit *visit, gconstpointer data)
{
  static const char *const dates[] = { "", "8/3/2032", "2032-13-08", "2032-03", "hôm nay" };
  static const char *const numbers[] = { "", "12345", "1234567", "12345x", "１２３４５６" };

  visit_show_card (visit, VISIT_RESIDENCE);
  g_assert_false (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY)); /* no card lies there */
  chip_visit_lay (visit, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_false (kiosk_flow_give_expiry (visit->flow, dates[i]));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_false (kiosk_flow_give_can (visit->flow, numbers[i]));
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
}

static void
test_each_error_of_a_reader_has_its_failure (Visit *visit, gconstpointer data)
{
  static const struct
  {
    KioskChipReaderError code;
    KioskFailure failure;
  } rows[] = {
    { KIOSK_CHIP_READER_ERROR_NO_SERVICE, KIOSK_FAILURE_READER_DAEMON_GONE },
    { KIOSK_CHIP_READER_ERROR_NO_READER, KIOSK_FAILURE_READER_GONE },
    { KIOSK_CHIP_READER_ERROR_NO_CARD, KIOSK_FAILURE_CARD_REMOVED_EARLY },
    { KIOSK_CHIP_READER_ERROR_TWO_CARDS, KIOSK_FAILURE_TWO_CARDS },
    { KIOSK_CHIP_READER_ERROR_BUSY, KIOSK_FAILURE_READER_GONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error
          = g_error_new_literal (KIOSK_CHIP_READER_ERROR, (int) rows[i].code, "a test");

      g_assert_cmpint (kiosk_flow_failure_of_chip (error, KIOSK_ACCESS_KEY_CAN), ==,
                       rows[i].failure);
    }
}

int
main (int argc, char *argv[])
{
  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, logged, NULL);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/flow/chip-failure/" name, Visit, NULL, set_up, function, visit_tear_down)
  ADD ("a-card-that-was-lifted-is-read-again-by-itself",
       test_a_card_that_was_lifted_is_read_again_by_itself);
  ADD ("a-wrong-key-is-asked-for-three-times-at-most",
       test_a_wrong_key_is_asked_for_three_times_at_most);
  ADD ("the-second-try-may-be-right", test_the_second_try_may_be_right);
  ADD ("a-failed-reading-takes-nothing-away", test_a_failed_reading_takes_nothing_away);
  ADD ("what-a-check-refutes-fills-in-nothing", test_what_a_check_refutes_fills_in_nothing);
  ADD ("another-try-may-succeed", test_another_try_may_succeed);
  ADD ("a-card-that-is-no-identity-card-is-told-at-once",
       test_a_card_that_is_no_identity_card_is_told_at_once);
  ADD ("two-cards-are-told-until-one-is-taken-away",
       test_two_cards_are_told_until_one_is_taken_away);
  ADD ("a-reader-that-goes-leaves-the-code", test_a_reader_that_goes_leaves_the_code);
  ADD ("who-is-served-without-the-reader-is-logged",
       test_who_is_served_without_the_reader_is_logged);
  ADD ("a-reader-pulled-out-while-it-reads-is-told",
       test_a_reader_pulled_out_while_it_reads_is_told);
  ADD ("any-of-several-readers-will-do", test_any_of_several_readers_will_do);
  ADD ("a-machine-without-a-reader-asks-for-none", test_a_machine_without_a_reader_asks_for_none);
  ADD ("a-wrong-code-beside-a-card-is-told", test_a_wrong_code_beside_a_card_is_told);
  ADD ("a-card-past-its-date-stands-and-is-told", test_a_card_past_its_date_stands_and_is_told);
  ADD ("what-is-no-key-costs-no-try", test_what_is_no_key_costs_no_try);
  ADD ("each-error-of-a-reader-has-its-failure", test_each_error_of_a_reader_has_its_failure);
#undef ADD

  return g_test_run ();
}
