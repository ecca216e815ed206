/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/backoff.h"
#include "base/clock.h"
#include "base/identifier.h"

#include <string.h>

/* 2026-11-25 02:41:07 UTC */
#define MORNING G_GINT64_CONSTANT (1795574467000000)

static void
test_time_passes_only_when_told (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (MORNING);
  gint64 monotonic = kiosk_clock_get_monotonic (clock);

  g_assert_cmpint (kiosk_clock_get_real (clock), ==, MORNING);
  kiosk_clock_advance (clock, 5);
  g_assert_cmpint (kiosk_clock_get_real (clock), ==, MORNING + 5);
  g_assert_cmpint (kiosk_clock_get_monotonic (clock), ==, monotonic + 5);
  kiosk_clock_jump (clock, -1000);
  g_assert_cmpint (kiosk_clock_get_real (clock), ==, MORNING - 995);
  g_assert_cmpint (kiosk_clock_get_monotonic (clock), ==, monotonic + 5);
}

static void
test_offices_go_by_the_time_of_viet_nam (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (MORNING);
  g_autofree char *text = kiosk_clock_now_rfc3339 (clock);
  g_autoptr (GDateTime) now = kiosk_clock_now (clock);

  g_assert_cmpstr (text, ==, "2026-11-25T09:41:07+07:00");
  g_assert_cmpint (g_date_time_get_hour (now), ==, 9);
  kiosk_clock_advance (clock, 250000);
  g_clear_pointer (&now, g_date_time_unref);
  now = kiosk_clock_now (clock);
  g_assert_cmpint (g_date_time_get_microsecond (now), ==, 250000);
}

static void
test_the_machine_s_clock_goes_on (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new ();
  gint64 first = kiosk_clock_get_monotonic (clock);

  g_assert_cmpint (kiosk_clock_get_real (clock), >,
                   MORNING - 10 * 365 * 24 * 3600 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (kiosk_clock_get_monotonic (clock), >=, first);
  g_assert_true (kiosk_uuid_is_valid (kiosk_clock_get_boot_id (clock)));
}

static void
test_identifiers_sort_by_time_and_differ (void)
{
  g_autoptr (KioskClock) clock = kiosk_clock_new_fake (MORNING);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      char *id = kiosk_uuid7_new (clock);

      g_assert_true (kiosk_uuid_is_valid (id));
      g_assert_cmpint (id[14], ==, '7');
      g_assert_nonnull (strchr ("89ab", id[19]));
      g_assert_true (before == NULL || strcmp (before, id) < 0);
      g_free (before);
      before = g_strdup (id);
      g_assert_true (g_hash_table_add (seen, id));
      kiosk_clock_advance (clock, 7);
    }
  /* 1795574467006 ms */
  g_assert_true (g_str_has_prefix (before, "01a21094-09"));
}

static void
test_a_uuid_has_one_spelling (void)
{
  const char *good = "01933e2a-7c11-7abc-8def-0123456789ab";
  const char *const bad[] = { "",
                              "01933E2A-7c11-7abc-8def-0123456789ab",
                              "01933e2a-7c11-7abc-8def-0123456789a",
                              "01933e2a-7c11-7abc-8def-0123456789abc",
                              "01933e2a07c11-7abc-8def-0123456789ab",
                              "{1933e2a-7c11-7abc-8def-0123456789ab",
                              "../../..-/etc-pass-wd00-0123456789ab" };
  guint8 bytes[16] = { 0 };

  g_assert_true (kiosk_uuid_to_bytes (good, bytes));
  g_assert_cmpint (bytes[0], ==, 0x01);
  g_assert_cmpint (bytes[6], ==, 0x7a);
  g_assert_cmpint (bytes[15], ==, 0xab);
  g_assert_false (kiosk_uuid_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kiosk_uuid_to_bytes (bad[i], bytes));
}

static void
test_a_token_is_as_long_as_asked (void)
{
  g_autofree char *one = kiosk_random_token (16);
  g_autofree char *two = kiosk_random_token (16);

  g_assert_cmpuint (strlen (one), ==, 32);
  g_assert_cmpstr (one, !=, two);
}

static void
test_waits_grow_within_their_bounds_and_differ (void)
{
  KioskBackoff backoff, other;
  guint longest = 0, n_different = 0;

  kiosk_backoff_init (&backoff, 100, 5000);
  kiosk_backoff_init (&other, 100, 5000);
  for (guint i = 0; i < 500; i++)
    {
      guint last = backoff.last_ms;
      guint wait = kiosk_backoff_next (&backoff);

      g_assert_cmpuint (wait, >=, 100);
      g_assert_cmpuint (wait, <=, MIN (last * 3, 5000));
      longest = MAX (longest, wait);
      n_different += wait != kiosk_backoff_next (&other);
    }
  g_assert_cmpuint (longest, >, 2500);
  g_assert_cmpuint (n_different, >, 400);
  kiosk_backoff_reset (&backoff);
  g_assert_cmpuint (kiosk_backoff_next (&backoff), <=, 300);
  kiosk_backoff_init (&backoff, 1, G_MAXUINT);
  backoff.last_ms = G_MAXUINT;
  g_assert_cmpuint (kiosk_backoff_next (&backoff), >=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/time-passes-only-when-told", test_time_passes_only_when_told);
  g_test_add_func ("/base/clock/offices-go-by-the-time-of-viet-nam",
                   test_offices_go_by_the_time_of_viet_nam);
  g_test_add_func ("/base/clock/the-machine-s-clock-goes-on", test_the_machine_s_clock_goes_on);
  g_test_add_func ("/base/identifier/identifiers-sort-by-time-and-differ",
                   test_identifiers_sort_by_time_and_differ);
  g_test_add_func ("/base/identifier/a-uuid-has-one-spelling", test_a_uuid_has_one_spelling);
  g_test_add_func ("/base/identifier/a-token-is-as-long-as-asked",
                   test_a_token_is_as_long_as_asked);
  g_test_add_func ("/base/backoff/waits-grow-within-their-bounds-and-differ",
                   test_waits_grow_within_their_bounds_and_differ);

  return g_test_run ();
}
