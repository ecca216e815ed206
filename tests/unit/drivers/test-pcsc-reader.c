/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/pcsc/pcsc-reader.h"

#include "drivers/pcsc/pcsc-slot.h"
#include "fake-winscard.h"

#define FIRST "Acme Contactless 00 00"
#define SECOND "Acme Contactless 01 00"
#define VIRTUAL "Virtual PCD 00 00"
#define LONG_ENOUGH_MS 5000
#define QUIET_MS 400

typedef struct
{
  KioskClock *clock;
  KioskPcscReader *pcsc;
  KioskChipReader *reader;
  guint n_changes;
} Fixture;

/* ---- cards ---- */

static LONG
put_status (GByteArray *answer, guint16 sw)
{
  const guint8 bytes[] = { (guint8) (sw >> 8), (guint8) sw };

  g_byte_array_append (answer, bytes, sizeof bytes);

  return SCARD_S_SUCCESS;
}

static gboolean
is_select_application (const guint8 *command, gsize length)
{
  return length >= 5 && command[1] == 0xA4 && command[2] == 0x04;
}

/* Has the application of an identity document, and opens to nobody. */
static LONG
id_card (const guint8 *command, gsize length, GByteArray *answer)
{
  return put_status (answer, is_select_application (command, length) ? 0x9000 : 0x6A82);
}

static LONG
bank_card (const guint8 *command, gsize length, GByteArray *answer)
{
  return put_status (answer, 0x6A82);
}

static LONG
mute_card (const guint8 *command, gsize length, GByteArray *answer)
{
  return SCARD_E_NOT_TRANSACTED;
}

/* Is lifted as soon as its application is selected for the second time: the first was the question
 * what it is. */
static int n_selects;

static LONG
fleeing_card (const guint8 *command, gsize length, GByteArray *answer)
{
  if (is_select_application (command, length) && ++n_selects == 2)
    {
      fake_card_lift (FIRST);
      return SCARD_E_NOT_TRANSACTED;
    }

  return id_card (command, length, answer);
}

static gint slow_commands;

static LONG
slow_card (const guint8 *command, gsize length, GByteArray *answer)
{
  g_atomic_int_inc (&slow_commands);
  g_usleep (50000);

  return id_card (command, length, answer);
}

/* ---- waiting ---- */

static gboolean
on_timeout (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_timeout, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for (Fixture *fixture, KioskChipReaderState state)
{
  gint64 until = g_get_monotonic_time () + LONG_ENOUGH_MS * 1000;

  while (kiosk_chip_reader_get_state (fixture->reader) != state && g_get_monotonic_time () < until)
    run_for (5);
  g_assert_cmpstr (
      kiosk_chip_reader_state_to_string (kiosk_chip_reader_get_state (fixture->reader)), ==,
      kiosk_chip_reader_state_to_string (state));
}

static void
on_state_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
make_reader (Fixture *fixture, const char *name, guint flags)
{
  fixture->pcsc = kiosk_pcsc_reader_new (fixture->clock, NULL, name, (KioskPcscReaderFlags) flags);
  fixture->reader = KIOSK_CHIP_READER (fixture->pcsc);
  g_signal_connect_swapped (fixture->reader, "state-changed", G_CALLBACK (on_state_changed),
                            fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fake_reset ();
  n_selects = 0;
  g_atomic_int_set (&slow_commands, 0);
  fixture->clock = kiosk_clock_new ();
  make_reader (fixture, NULL, KIOSK_PCSC_READER_ASK_CARDS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 until = g_get_monotonic_time () + LONG_ENOUGH_MS * 1000;

  kiosk_chip_reader_stop (fixture->reader);
  g_assert_finalize_object (fixture->pcsc);
  while (fake_count_contexts () > 0 && g_get_monotonic_time () < until)
    run_for (5);
  g_assert_cmpuint (fake_count_contexts (), ==, 0);
  g_object_unref (fixture->clock);
}

static void
start_with_reader (Fixture *fixture)
{
  fake_reader_add (FIRST);
  kiosk_chip_reader_start (fixture->reader);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
}

/* ---- reading ---- */

typedef struct
{
  gboolean done;
  KioskChipReading *reading;
  GError *error;
} Outcome;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->reading
      = kiosk_chip_reader_read_finish (KIOSK_CHIP_READER (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
begin_read (Fixture *fixture, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskAccessKey) key = kiosk_access_key_new_can ("123456", &error);

  g_assert_no_error (error);
  kiosk_chip_reader_read_async (fixture->reader, key, KIOSK_CHIP_READ_DEFAULT, cancellable, on_read,
                                outcome);
}

static void
end_read (Outcome *outcome)
{
  gint64 until = g_get_monotonic_time () + LONG_ENOUGH_MS * 1000;

  while (!outcome->done && g_get_monotonic_time () < until)
    run_for (5);
  g_assert_true (outcome->done);
  g_assert_null (outcome->reading);
  g_assert_nonnull (outcome->error);
}

static void
assert_refused (Fixture *fixture, GQuark domain, int code)
{
  Outcome outcome = { 0 };

  begin_read (fixture, NULL, &outcome);
  end_read (&outcome);
  g_assert_error (outcome.error, domain, code);
  g_error_free (outcome.error);
}

/* ---- tests ---- */

static void
test_a_card_is_seen_and_missed (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_card_lift (FIRST);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

static void
test_a_card_of_another_kind_is_told_before_anyone_reads_it (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_card_lay (FIRST, bank_card);
  wait_for (fixture, KIOSK_CHIP_READER_NOT_AN_ID);
  /* It was never called a card first. */
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  assert_refused (fixture, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_NOT_AN_ID);
  fake_card_lift (FIRST);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_a_card_that_does_not_answer_is_one_to_lay_down_again (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_card_lay (FIRST, mute_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  assert_refused (fixture, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_NO_ANSWER);
}

static void
test_a_card_that_is_lifted_is_told_from_one_that_is_silent (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_card_lay (FIRST, fleeing_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  assert_refused (fixture, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_REMOVED);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
}

static void
test_two_cards_are_not_guessed_between (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_reader_add (SECOND);
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_card_lay (SECOND, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_TWO_CARDS);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_TWO_CARDS);
  fake_card_lift (FIRST);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_readers_may_come_and_go (Fixture *fixture, gconstpointer data)
{
  kiosk_chip_reader_start (fixture->reader);
  run_for (50);
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->reader), ==, KIOSK_CHIP_READER_GONE);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_READER);
  fake_reader_add (FIRST);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_CARD);
  fake_reader_add (SECOND);
  fake_card_lay (SECOND, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_reader_remove (SECOND);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
  fake_reader_remove (FIRST);
  wait_for (fixture, KIOSK_CHIP_READER_GONE);
}

static void
test_the_service_may_come_and_go (Fixture *fixture, gconstpointer data)
{
  fake_service_set_up (FALSE);
  kiosk_chip_reader_start (fixture->reader);
  wait_for (fixture, KIOSK_CHIP_READER_NO_SERVICE);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_NO_SERVICE);
  fake_reader_add (FIRST);
  fake_card_lay (FIRST, id_card);
  fake_service_set_up (TRUE);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_service_set_up (FALSE);
  wait_for (fixture, KIOSK_CHIP_READER_NO_SERVICE);
  fake_service_set_up (TRUE);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_nothing_runs_while_nothing_happens (Fixture *fixture, gconstpointer data)
{
  guint n_waits;

  start_with_reader (fixture);
  run_for (50);
  n_waits = fake_count_waits ();
  run_for (QUIET_MS);
  g_assert_cmpuint (fake_count_waits (), ==, n_waits);
  /* The count does count. */
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  g_assert_cmpuint (fake_count_waits (), >, n_waits);
}

static void
test_a_card_that_another_program_holds_is_busy (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_card_take (FIRST, TRUE);
  wait_for (fixture, KIOSK_CHIP_READER_BUSY);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_BUSY);
  fake_card_take (FIRST, FALSE);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_our_own_reading_is_not_called_busy (Fixture *fixture, gconstpointer data)
{
  Outcome outcome = { 0 };

  start_with_reader (fixture);
  fake_card_lay (FIRST, slow_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fixture->n_changes = 0;
  begin_read (fixture, NULL, &outcome);
  end_read (&outcome);
  g_clear_error (&outcome.error);
  run_for (700);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_a_card_that_is_let_go_in_time_is_waited_for (Fixture *fixture, gconstpointer data)
{
  Outcome outcome = { 0 };
  guint n_connects;

  start_with_reader (fixture);
  fake_card_lay (FIRST, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  fake_card_take (FIRST, TRUE);
  n_connects = fake_count_connects ();
  begin_read (fixture, NULL, &outcome);
  run_for (300);
  fake_card_take (FIRST, FALSE);
  end_read (&outcome);
  g_assert_cmpuint (fake_count_connects () - n_connects, >=, 2);
  g_assert_false (
      g_error_matches (outcome.error, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_BUSY));
  g_error_free (outcome.error);
}

static void
test_one_reading_at_a_time (Fixture *fixture, gconstpointer data)
{
  Outcome outcome = { 0 };

  start_with_reader (fixture);
  fake_card_lay (FIRST, slow_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  begin_read (fixture, NULL, &outcome);
  assert_refused (fixture, KIOSK_CHIP_READER_ERROR, KIOSK_CHIP_READER_ERROR_BUSY);
  end_read (&outcome);
  g_error_free (outcome.error);
}

static void
test_a_cancelled_reading_sends_nothing_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };
  int n_commands;

  start_with_reader (fixture);
  fake_card_lay (FIRST, slow_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
  g_cancellable_cancel (cancellable);
  n_commands = g_atomic_int_get (&slow_commands);
  begin_read (fixture, cancellable, &outcome);
  end_read (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&slow_commands), ==, n_commands);
  g_error_free (outcome.error);
}

static void
test_a_stopped_reader_tells_nothing (Fixture *fixture, gconstpointer data)
{
  start_with_reader (fixture);
  kiosk_chip_reader_stop (fixture->reader);
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->reader), ==, KIOSK_CHIP_READER_GONE);
  fixture->n_changes = 0;
  fake_card_lay (FIRST, id_card);
  run_for (100);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  kiosk_chip_reader_start (fixture->reader);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_a_virtual_reader_counts_only_where_it_may (Fixture *fixture, gconstpointer data)
{
  fake_reader_add (VIRTUAL);
  fake_card_lay (VIRTUAL, id_card);
  kiosk_chip_reader_start (fixture->reader);
  run_for (100);
  g_assert_cmpint (kiosk_chip_reader_get_state (fixture->reader), ==, KIOSK_CHIP_READER_GONE);
  g_object_unref (fixture->pcsc);
  make_reader (fixture, NULL, KIOSK_PCSC_READER_ASK_CARDS | KIOSK_PCSC_READER_ALLOW_VIRTUAL);
  kiosk_chip_reader_start (fixture->reader);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_only_the_reader_that_is_named_counts (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->pcsc);
  make_reader (fixture, "Acme Contactless 01", KIOSK_PCSC_READER_ASK_CARDS);
  fake_reader_add (FIRST);
  fake_reader_add (SECOND);
  fake_card_lay (FIRST, id_card);
  kiosk_chip_reader_start (fixture->reader);
  wait_for (fixture, KIOSK_CHIP_READER_EMPTY);
  fake_card_lay (SECOND, id_card);
  wait_for (fixture, KIOSK_CHIP_READER_CARD);
}

static void
test_virtual_readers_are_known_by_name (void)
{
  g_assert_true (kiosk_pcsc_reader_is_virtual ("Virtual PCD 00 00"));
  g_assert_true (kiosk_pcsc_reader_is_virtual ("vpcd 1"));
  g_assert_false (kiosk_pcsc_reader_is_virtual ("ACS ACR1281 1S Dual Reader 00 00"));
  g_assert_false (kiosk_pcsc_reader_is_virtual (""));
}

#define ADD(name, function) g_test_add ("/pcsc/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-card-is-seen-and-missed", test_a_card_is_seen_and_missed);
  ADD ("a-card-of-another-kind-is-told-before-anyone-reads-it",
       test_a_card_of_another_kind_is_told_before_anyone_reads_it);
  ADD ("a-card-that-does-not-answer-is-one-to-lay-down-again",
       test_a_card_that_does_not_answer_is_one_to_lay_down_again);
  ADD ("a-card-that-is-lifted-is-told-from-one-that-is-silent",
       test_a_card_that_is_lifted_is_told_from_one_that_is_silent);
  ADD ("two-cards-are-not-guessed-between", test_two_cards_are_not_guessed_between);
  ADD ("readers-may-come-and-go", test_readers_may_come_and_go);
  ADD ("the-service-may-come-and-go", test_the_service_may_come_and_go);
  ADD ("nothing-runs-while-nothing-happens", test_nothing_runs_while_nothing_happens);
  ADD ("a-card-that-another-program-holds-is-busy", test_a_card_that_another_program_holds_is_busy);
  ADD ("our-own-reading-is-not-called-busy", test_our_own_reading_is_not_called_busy);
  ADD ("a-card-that-is-let-go-in-time-is-waited-for",
       test_a_card_that_is_let_go_in_time_is_waited_for);
  ADD ("one-reading-at-a-time", test_one_reading_at_a_time);
  ADD ("a-cancelled-reading-sends-nothing-more", test_a_cancelled_reading_sends_nothing_more);
  ADD ("a-stopped-reader-tells-nothing", test_a_stopped_reader_tells_nothing);
  ADD ("a-virtual-reader-counts-only-where-it-may", test_a_virtual_reader_counts_only_where_it_may);
  ADD ("only-the-reader-that-is-named-counts", test_only_the_reader_that_is_named_counts);
  g_test_add_func ("/pcsc/virtual-readers-are-known-by-name",
                   test_virtual_readers_are_known_by_name);

  return g_test_run ();
}
