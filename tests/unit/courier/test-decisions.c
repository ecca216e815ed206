/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "courier/gate.h"
#include "courier/verdict.h"

static void
test_every_answer_has_the_action_of_the_table (void)
{
  static const struct
  {
    guint status;
    KioskProblemType type;
    KioskVerdict verdict;
    gboolean device;
  } rows[] = {
    { 200, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_ACCEPTED, FALSE },
    { 201, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_ACCEPTED, FALSE },
    { 202, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 302, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 400, KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH, KIOSK_VERDICT_CHECK_LOCAL, FALSE },
    { 400, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 401, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_UNTRUSTED, TRUE },
    { 403, KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE, KIOSK_VERDICT_UNTRUSTED, TRUE },
    { 404, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_WRONG_SERVER, TRUE },
    { 405, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_WRONG_SERVER, TRUE },
    { 408, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 409, KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, KIOSK_VERDICT_SEND_MISSING, FALSE },
    { 409, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 413, KIOSK_PROBLEM_TYPE_TOO_LARGE, KIOSK_VERDICT_QUARANTINE, FALSE },
    { 415, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_QUARANTINE, FALSE },
    { 422, KIOSK_PROBLEM_TYPE_BAD_SIGNATURE, KIOSK_VERDICT_QUARANTINE, FALSE },
    { 426, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_UPGRADE, TRUE },
    { 429, KIOSK_PROBLEM_TYPE_BUSY, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 500, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 502, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 503, KIOSK_PROBLEM_TYPE_BUSY, KIOSK_VERDICT_BACK_OFF, TRUE },
    { 504, KIOSK_PROBLEM_TYPE_UNKNOWN, KIOSK_VERDICT_BACK_OFF, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KioskVerdict verdict = kiosk_verdict_of (rows[i].status, rows[i].type);

      g_assert_cmpint (verdict, ==, rows[i].verdict);
      g_assert_cmpint (kiosk_verdict_is_device (verdict), ==, rows[i].device);
    }
}

static void
test_gate_widens_with_success_and_narrows_with_failure (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (0);
  g_autoptr (KioskGate) gate = kiosk_gate_new (clock, 2000, 900000);

  g_assert_cmpuint (kiosk_gate_get_width (gate), ==, 1);
  kiosk_gate_succeed (gate, KIOSK_GATE_DELIVERY);
  g_assert_cmpuint (kiosk_gate_get_width (gate), ==, 2);
  kiosk_gate_succeed (gate, KIOSK_GATE_DELIVERY);
  kiosk_gate_succeed (gate, KIOSK_GATE_DELIVERY);
  g_assert_cmpuint (kiosk_gate_get_width (gate), ==, 4);

  kiosk_gate_fail (gate, KIOSK_GATE_DELIVERY, 0);
  g_assert_cmpuint (kiosk_gate_get_width (gate), ==, 0);
  kiosk_clock_advance (clock, kiosk_gate_get_wait_ms (gate) * 1000);
  g_assert_cmpuint (kiosk_gate_get_width (gate), ==, 1);
}

static void
test_gate_waits_longer_but_never_past_the_limit (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (0);
  g_autoptr (KioskGate) gate = kiosk_gate_new (clock, 2000, 900000);
  guint longest = 0;

  for (guint i = 0; i < 200; i++)
    {
      guint wait;

      kiosk_gate_fail (gate, KIOSK_GATE_DELIVERY, 0);
      wait = kiosk_gate_get_wait_ms (gate);
      g_assert_cmpuint (wait, >=, 2000);
      g_assert_cmpuint (wait, <=, 900000);
      longest = MAX (longest, wait);
      kiosk_clock_advance (clock, (gint64) wait * 1000);
      /* An inbox that answers does not make failing commits harmless. */
      kiosk_gate_succeed (gate, KIOSK_GATE_INBOX);
    }
  g_assert_cmpuint (longest, >, 60000);
}

static void
test_gate_does_as_the_province_asks_up_to_an_hour (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (0);
  g_autoptr (KioskGate) gate = kiosk_gate_new (clock, 10, 20);

  kiosk_gate_fail (gate, KIOSK_GATE_INBOX, 120);
  g_assert_cmpuint (kiosk_gate_get_wait_ms (gate), ==, 120000);
  kiosk_gate_fail (gate, KIOSK_GATE_DELIVERY, 0); /* one failure, seen twice */
  g_assert_cmpuint (kiosk_gate_get_wait_ms (gate), ==, 120000);
  kiosk_gate_fail (gate, KIOSK_GATE_DELIVERY, G_MAXUINT);
  g_assert_cmpuint (kiosk_gate_get_wait_ms (gate), ==, 3600000);
}

static void
test_gate_is_not_kept_shut_by_a_clock_that_jumps (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (0);
  g_autoptr (KioskGate) gate = kiosk_gate_new (clock, 2000, 900000);

  kiosk_gate_pause (gate);
  kiosk_clock_jump (clock, -3650 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (kiosk_gate_get_wait_ms (gate), ==, 900000);
  kiosk_clock_advance (clock, 900 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (kiosk_gate_get_wait_ms (gate), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/courier/every-answer-has-the-action-of-the-table",
                   test_every_answer_has_the_action_of_the_table);
  g_test_add_func ("/courier/gate-widens-with-success-and-narrows-with-failure",
                   test_gate_widens_with_success_and_narrows_with_failure);
  g_test_add_func ("/courier/gate-waits-longer-but-never-past-the-limit",
                   test_gate_waits_longer_but_never_past_the_limit);
  g_test_add_func ("/courier/gate-does-as-the-province-asks-up-to-an-hour",
                   test_gate_does_as_the_province_asks_up_to_an_hour);
  g_test_add_func ("/courier/gate-is-not-kept-shut-by-a-clock-that-jumps",
                   test_gate_is_not_kept_shut_by_a_clock_that_jumps);

  return g_test_run ();
}
