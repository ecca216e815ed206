/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Typed, code, chip, signed, trusted, genuine: each step up, and that nothing leads down. */

#include "chip-visit.h"

#define OTHER_CODE                                                                                      \
  "001085012345||Nguyễn Đình Ưng|15031985|Nam|12 ngõ 5 phố Hoa Sữa, phường Tân Mai, Hà " \
  "Nội|01092022"

static void
test_the_chip_raises_what_the_code_said (Visit *visit, gconstpointer data)
{
  g_assert_true (kiosk_flow_has_chip_reader (visit->flow));
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);

  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_EXPIRY_OR_CAN);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
  g_assert_cmpstr (
      kiosk_id_document_get (chip_visit_get_document (visit), KIOSK_ID_FIELD_EXPIRY_DATE), ==,
      CHIP_EXPIRY);
  g_assert_nonnull (kiosk_flow_get_chip_reading (visit->flow));
}

static void
test_a_card_that_lies_there_first_asks_for_its_code (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_CODE_OR_CAN);
  g_assert_false (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  g_assert_null (chip_visit_get_document (visit));

  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_EXPIRY_OR_CAN);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_the_access_number_opens_a_card_without_a_code (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_the_card_may_be_lifted_to_look_at_it (Visit *visit, gconstpointer data)
{
  /* The code of a card may be on the side that lies down, and the date is. */
  chip_visit_lay (visit, NULL);
  chip_visit_take_away (visit);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_CODE_OR_CAN);
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_EXPIRY_OR_CAN);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_REMOVED_EARLY);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);

  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_READING, KIOSK_N_FAILURES);
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_who_lifted_the_card_may_go_on_without_the_chip (Visit *visit, gconstpointer data)
{
  chip_visit_lay (visit, NULL);
  chip_visit_take_away (visit);
  visit_show_card (visit, VISIT_RESIDENCE);
  kiosk_flow_skip_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
}

static void
test_each_rung_goes_into_the_session_as_it_was_reached (Visit *visit, gconstpointer data)
{
  for (guint rung = KIOSK_ASSURANCE_CHIP; rung <= KIOSK_ASSURANCE_GENUINE; rung++)
    {
      g_autofree char *outcome = g_strdup_printf (
          "\"outcome\": \"%s\"", kiosk_assurance_to_string ((KioskAssurance) rung));

      chip_visit_read (visit, outcome);
      chip_visit_assert (visit, KIOSK_IDENTIFY_DONE,
                         rung == KIOSK_ASSURANCE_SIGNED ? KIOSK_FAILURE_CARD_ISSUER_UNKNOWN
                                                        : KIOSK_N_FAILURES);
      chip_visit_assert_rung (visit, (KioskAssurance) rung);
      chip_visit_take_away (visit);
      kiosk_flow_forget_identity (visit->flow);
    }
}

typedef struct
{
  Visit *visit;
  guint last;
  guint n_parts;
} Parts;

static void
on_updated (KioskFlow *flow, Parts *parts)
{
  guint of, part = kiosk_flow_get_identify_part (flow, &of);

  if (kiosk_flow_get_identify (flow) != KIOSK_IDENTIFY_READING || part == parts->last)
    return;
  g_assert_cmpuint (part, ==, parts->last + 1);
  g_assert_cmpuint (of, ==, 4);
  parts->last = part;
  parts->n_parts++;
}

static void
test_each_part_of_a_reading_is_told (Visit *visit, gconstpointer data)
{
  Parts parts = { visit, 0, 0 };

  g_signal_connect (visit->flow, "updated", G_CALLBACK (on_updated), &parts);
  chip_visit_read (visit, NULL);
  g_assert_cmpuint (parts.n_parts, ==, 4);
  g_signal_handlers_disconnect_by_data (visit->flow, &parts);
}

static void
test_who_goes_on_without_the_chip_keeps_the_code (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, NULL);
  kiosk_flow_skip_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);

  /* Laid down anew it is meant. */
  chip_visit_take_away (visit);
  chip_visit_lay (visit, NULL);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_QUESTION);
}

static void
test_what_was_typed_is_raised_too (Visit *visit, gconstpointer data)
{
  kiosk_flow_type_identity (visit->flow, TRUE);
  chip_visit_lay (visit, NULL);
  g_assert_cmpint (kiosk_flow_get_identify (visit->flow), ==, KIOSK_IDENTIFY_TYPING);
  g_assert_true (kiosk_flow_identify_typed (visit->flow, CHIP_NUMBER, "Le Thi Gam", "1992-03-08",
                                            "female", NULL));
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_EXPIRY_OR_CAN);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_name"), ==, "Lê Thị Hồng Gấm");
}

static void
test_a_code_never_lowers_what_the_chip_said (Visit *visit, gconstpointer data)
{
  chip_visit_read (visit, NULL);
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);

  kiosk_virtual_code_reader_present (visit->reader, OTHER_CODE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_BELONGS_TO_OTHER);
  g_assert_false (kiosk_flow_can_retry_chip (visit->flow));
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_number"), ==, CHIP_NUMBER);
  kiosk_flow_skip_chip (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_DONE, KIOSK_N_FAILURES);
}

static void
test_the_chip_of_somebody_else_overwrites_nothing (Visit *visit, gconstpointer data)
{
  kiosk_virtual_code_reader_present (visit->reader, OTHER_CODE);
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_BELONGS_TO_OTHER);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
  g_assert_cmpstr (kiosk_form_get (visit_get_form (visit), "req_number"), ==, "001085012345");

  /* The right code in place of the wrong one: the card is asked about again. */
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
test_code_and_chip_that_differ_in_birth_are_for_staff (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  visit_lay_card (visit, "{\"number\": \"" CHIP_NUMBER "\", \"birth_date\": \"1982-03-08\", "
                         "\"can\": \"" CHIP_CAN "\", \"delay_ms\": 0}");
  g_assert_true (kiosk_flow_give_can (visit->flow, CHIP_CAN));
  chip_visit_wait (visit, KIOSK_IDENTIFY_FAILED);
  chip_visit_assert (visit, KIOSK_IDENTIFY_FAILED, KIOSK_FAILURE_CARD_DATA_DISAGREES);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);
}

static void
test_not_me_asks_anew_and_keeps_no_key (Visit *visit, gconstpointer data)
{
  chip_visit_read (visit, NULL);
  kiosk_flow_forget_identity (visit->flow);
  g_assert_null (chip_visit_get_document (visit));
  g_assert_null (kiosk_flow_get_chip_reading (visit->flow));
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
  g_assert_cmpint (kiosk_flow_get_identify_wants (visit->flow), ==, KIOSK_KEY_WANTS_CODE_OR_CAN);
}

static void
test_nothing_of_the_chip_outlives_the_visit (Visit *visit, gconstpointer data)
{
  KioskChipReading *reading;
  KioskIdDocument *document;

  chip_visit_read (visit, NULL);
  reading = kiosk_flow_get_chip_reading (visit->flow);
  document = chip_visit_get_document (visit);
  g_object_add_weak_pointer (G_OBJECT (reading), (gpointer *) &reading);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  chip_visit_take_away (visit);
  kiosk_flow_finish (visit->flow);
  visit_settle (visit);
  g_assert_null (reading);
  g_assert_null (document);
  g_assert_null (kiosk_flow_get_chip_reading (visit->flow));
}

static void
test_a_visit_that_ends_in_a_reading_gives_it_up (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, "\"outcome\": \"trusted\"");
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  kiosk_flow_finish (visit->flow);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (2000);
      visit_settle (visit);
    }
  g_assert_null (chip_visit_get_document (visit));
  g_assert_null (kiosk_flow_get_chip_reading (visit->flow));

  /* The next citizen inherits no key. */
  kiosk_flow_advance (visit->flow);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  chip_visit_assert (visit, KIOSK_IDENTIFY_KEY, KIOSK_N_FAILURES);
}

static void
test_only_the_identify_page_asks_the_reader (Visit *visit, gconstpointer data)
{
  KioskChipReader *reader = KIOSK_CHIP_READER (visit->chip_reader);

  g_assert_cmpint (kiosk_chip_reader_get_state (reader), ==, KIOSK_CHIP_READER_EMPTY);
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (kiosk_chip_reader_get_state (reader), ==, KIOSK_CHIP_READER_GONE);
  g_assert_false (kiosk_flow_has_chip_reader (visit->flow));
}

static void
test_leaving_gives_a_reading_up_and_coming_back_begins_again (Visit *visit, gconstpointer data)
{
  visit_show_card (visit, VISIT_RESIDENCE);
  chip_visit_lay (visit, NULL);
  g_assert_true (kiosk_flow_give_expiry (visit->flow, CHIP_EXPIRY));
  kiosk_flow_advance (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_IDENTIFY);
  kiosk_flow_back (visit->flow);
  g_assert_cmpint (kiosk_flow_get_state (visit->flow), ==, KIOSK_FLOW_OVERVIEW);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_QR);

  /* At once, while the reader still ends what was given up. */
  kiosk_flow_advance (visit->flow);
  chip_visit_assert (visit, KIOSK_IDENTIFY_READING, KIOSK_N_FAILURES);
  chip_visit_wait (visit, KIOSK_IDENTIFY_DONE);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

static void
on_warning (KioskFlow *flow, guint seconds_left, guint *n_warnings)
{
  *n_warnings += 1;
}

static void
test_a_reading_counts_as_somebody_there (Visit *visit, gconstpointer data)
{
  guint n_warnings = 0;

  visit->parts.idle_seconds = 1;
  visit_renew_flow (visit);
  g_signal_connect (visit->flow, "warning", G_CALLBACK (on_warning), &n_warnings);
  visit_go_to (visit, VISIT_RESIDENCE, KIOSK_FLOW_IDENTIFY);
  chip_visit_read (visit, "\"delay_ms\": 2800");
  g_assert_cmpuint (n_warnings, ==, 0);
  chip_visit_assert_rung (visit, KIOSK_ASSURANCE_GENUINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/flow/chip-ladder/" name, Visit, NULL, chip_visit_set_up, function, visit_tear_down)
  ADD ("the-chip-raises-what-the-code-said", test_the_chip_raises_what_the_code_said);
  ADD ("a-card-that-lies-there-first-asks-for-its-code",
       test_a_card_that_lies_there_first_asks_for_its_code);
  ADD ("the-access-number-opens-a-card-without-a-code",
       test_the_access_number_opens_a_card_without_a_code);
  ADD ("the-card-may-be-lifted-to-look-at-it", test_the_card_may_be_lifted_to_look_at_it);
  ADD ("who-lifted-the-card-may-go-on-without-the-chip",
       test_who_lifted_the_card_may_go_on_without_the_chip);
  ADD ("each-rung-goes-into-the-session-as-it-was-reached",
       test_each_rung_goes_into_the_session_as_it_was_reached);
  ADD ("each-part-of-a-reading-is-told", test_each_part_of_a_reading_is_told);
  ADD ("who-goes-on-without-the-chip-keeps-the-code",
       test_who_goes_on_without_the_chip_keeps_the_code);
  ADD ("what-was-typed-is-raised-too", test_what_was_typed_is_raised_too);
  ADD ("a-code-never-lowers-what-the-chip-said", test_a_code_never_lowers_what_the_chip_said);
  ADD ("the-chip-of-somebody-else-overwrites-nothing",
       test_the_chip_of_somebody_else_overwrites_nothing);
  ADD ("code-and-chip-that-differ-in-birth-are-for-staff",
       test_code_and_chip_that_differ_in_birth_are_for_staff);
  ADD ("not-me-asks-anew-and-keeps-no-key", test_not_me_asks_anew_and_keeps_no_key);
  ADD ("nothing-of-the-chip-outlives-the-visit", test_nothing_of_the_chip_outlives_the_visit);
  ADD ("a-visit-that-ends-in-a-reading-gives-it-up",
       test_a_visit_that_ends_in_a_reading_gives_it_up);
  ADD ("only-the-identify-page-asks-the-reader", test_only_the_identify_page_asks_the_reader);
  ADD ("leaving-gives-a-reading-up-and-coming-back-begins-again",
       test_leaving_gives_a_reading_up_and_coming_back_begins_again);
  ADD ("a-reading-counts-as-somebody-there", test_a_reading_counts_as_somebody_there);
#undef ADD

  return g_test_run ();
}
