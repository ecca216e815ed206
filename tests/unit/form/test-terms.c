/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "form/terms.h"

#include "../procedure/load-fixture.h"

typedef struct
{
  KioskCatalogue *catalogue;
  KioskProcedure *procedure;
  KioskForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 25, 9, 0, 0);

  fixture->catalogue = load_shipped ();
  fixture->procedure = load_whole ();
  fixture->form = kiosk_form_new (fixture->catalogue, fixture->procedure, today);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->form);
  kiosk_procedure_unref (fixture->procedure);
  kiosk_catalogue_unref (fixture->catalogue);
}

/* "id:total" with "?" while uncertain and "*" when exempt. */
static void
assert_fees (Fixture *fixture, KioskChannel channel, int year, int month, int day,
             const char *expected)
{
  g_autoptr (GDateTime) today = g_date_time_new_utc (year, month, day, 9, 0, 0);
  g_autoptr (GPtrArray) lines = kiosk_terms_list_fees (fixture->form, channel, today);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const KioskFeeLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (said, "%s%s:%" G_GINT64_FORMAT "%s%s", i > 0 ? " " : "",
                              line->fee->id, line->total, line->certain ? "" : "?",
                              line->exempt != NULL ? "*" : "");
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "copy:8000? local:-1");
}

static void
test_total (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "me");
  kiosk_form_set (fixture->form, "q_copies", "3");
  /* (2 × 8,000 + 1 × 1,000) × 3 */
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "copy:51000 local:-1");
  kiosk_form_set (fixture->form, "q_copies", "300");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "copy:8000? local:-1");
}

static void
test_exempt (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_copies", "3");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "copy:51000? local:-1");
  kiosk_form_set (fixture->form, "q_for", "child");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "copy:0* local:-1");
}

static void
test_channel (Fixture *fixture, gconstpointer data)
{
  assert_fees (fixture, KIOSK_CHANNEL_ONLINE, 2026, 11, 25, "local:-1");
  assert_fees (fixture, KIOSK_CHANNEL_ANY, 2026, 11, 25, "copy:8000? local:-1");
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2025, 12, 31, "local:-1");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 1, 1, "copy:8000? local:-1");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2027, 2, 28, "copy:8000? local:-1");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2027, 3, 1, "local:-1");
}

static void
test_not_due (Fixture *fixture, gconstpointer data)
{
  kiosk_form_set (fixture->form, "q_for", "stranger");
  kiosk_form_set (fixture->form, "q_copies", "3");
  assert_fees (fixture, KIOSK_CHANNEL_DIRECT, 2026, 11, 25, "local:-1");
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_DIRECT)->id, ==, "slow");
  kiosk_form_set (fixture->form, "q_for", "me");
  g_assert_cmpstr (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_DIRECT)->id, ==, "fast");
  g_assert_cmpstr (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_ONLINE)->id, ==, "slow");
  kiosk_form_set (fixture->form, "q_for", "child");
  g_assert_cmpstr (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_DIRECT)->id, ==, "slow");
}

/* The fixture's slow time is not verified, its fast one is. */
static void
test_doubtful_time (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
      kiosk_time_limit_is_doubtful (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_ONLINE)));
  kiosk_form_set (fixture->form, "q_for", "me");
  g_assert_false (
      kiosk_time_limit_is_doubtful (kiosk_terms_find_limit (fixture->form, KIOSK_CHANNEL_DIRECT)));
  g_assert_false (kiosk_time_limit_is_doubtful (NULL));
}

static void
test_doubtful_fee (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  KioskFee sure = { .amount = 8000, .fact.verified = TRUE };
  KioskFee unsure = { .amount = 135000 };
  KioskFee province = { .amount = -1 };
  KioskFeeLine rows[] = {
    { .fee = &sure, .total = 16000 },
    { .fee = &province, .total = -1 },
    { .fee = &unsure, .total = 135000 },
  };

  g_assert_false (kiosk_fee_line_is_doubtful (&rows[0]));
  g_assert_false (kiosk_fee_line_is_doubtful (&rows[1]));
  g_assert_true (kiosk_fee_line_is_doubtful (&rows[2]));
  g_assert_false (kiosk_terms_doubts_fees (lines));
  g_ptr_array_add (lines, &rows[0]);
  g_ptr_array_add (lines, &rows[1]);
  g_assert_false (kiosk_terms_doubts_fees (lines));
  g_ptr_array_add (lines, &rows[2]);
  g_assert_true (kiosk_terms_doubts_fees (lines));
}

static void
test_left_to_do (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) open = kiosk_terms_list_left_to_do (fixture->form);
  g_autoptr (GPtrArray) done = NULL;

  g_assert_cmpuint (open->len, ==, 1);
  kiosk_form_set (fixture->form, "q_for", "stranger");
  done = kiosk_terms_list_left_to_do (fixture->form);
  g_assert_cmpuint (done->len, ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/terms/a-time-that-is-not-verified-is-doubtful", test_doubtful_time);
  ADD ("/terms/a-figure-that-is-not-verified-is-doubtful", test_doubtful_fee);
  ADD ("/terms/a-fee-that-may-be-due-is-not-certain", test_open);
  ADD ("/terms/a-fee-counts-what-the-answer-says", test_total);
  ADD ("/terms/an-exemption-the-answers-prove-makes-it-nothing", test_exempt);
  ADD ("/terms/a-fee-of-another-channel-is-left-out", test_channel);
  ADD ("/terms/a-fee-holds-from-its-first-to-its-last-day", test_dates);
  ADD ("/terms/a-fee-whose-rule-says-no-is-left-out", test_not_due);
  ADD ("/terms/the-first-time-that-counts-is-the-limit", test_limit);
  ADD ("/terms/what-is-left-to-do-follows-the-answers", test_left_to_do);

  return g_test_run ();
}
