/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/idle-guard.h"

#include <string.h>

#define BOUND_SECONDS 60

typedef struct
{
  KioskIdleGuard *guard;
  GString *told; /* what was said, in order: seconds left, 0 for an end, x for expired */
} Watched;

static void
on_warning (KioskIdleGuard *guard, guint seconds_left, Watched *watched)
{
  g_string_append_printf (watched->told, "%u ", seconds_left);
}

static void
on_expired (KioskIdleGuard *guard, Watched *watched)
{
  g_string_append (watched->told, "x");
}

static void
watch (Watched *watched, guint idle_seconds, guint warning_seconds)
{
  watched->guard = kiosk_idle_guard_new (idle_seconds, warning_seconds);
  watched->told = g_string_new (NULL);
  g_signal_connect (watched->guard, "warning", G_CALLBACK (on_warning), watched);
  g_signal_connect (watched->guard, "expired", G_CALLBACK (on_expired), watched);
}

static void
unwatch (Watched *watched)
{
  g_assert_finalize_object (watched->guard);
  g_string_free (watched->told, TRUE);
}

static gboolean
on_bound (gpointer data)
{
  g_error ("Waited %d s for a guard to say something", BOUND_SECONDS);
  return G_SOURCE_REMOVE;
}

/* Until the guard has said something it had not said before. */
static void
wait_until (Watched *watched, const char *told)
{
  guint bound = g_timeout_add_seconds (BOUND_SECONDS, on_bound, NULL);

  while (watched->told->len < strlen (told))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
  g_assert_cmpstr (watched->told->str, ==, told);
}

static void
test_it_counts_down_and_then_it_is_over (void)
{
  Watched watched;

  watch (&watched, 1, 2);
  kiosk_idle_guard_touch (watched.guard);
  wait_until (&watched, "2 1 0 x");
  unwatch (&watched);
}

static void
test_a_touch_ends_the_countdown_and_waits_anew (void)
{
  Watched watched;

  watch (&watched, 1, 2);
  kiosk_idle_guard_touch (watched.guard);
  wait_until (&watched, "2 ");
  kiosk_idle_guard_touch (watched.guard);
  wait_until (&watched, "2 0 ");
  wait_until (&watched, "2 0 2 1 0 x");
  unwatch (&watched);
}

/* Beside each guard that must stay silent another one runs out, with the same seconds. */
static void
test_it_is_silent_before_a_touch_and_after_a_stop (void)
{
  Watched fresh, stopped, control;

  watch (&fresh, 1, 1);
  watch (&stopped, 1, 1);
  watch (&control, 1, 1);
  kiosk_idle_guard_touch (stopped.guard);
  kiosk_idle_guard_stop (stopped.guard);
  kiosk_idle_guard_touch (control.guard);
  wait_until (&control, "1 0 x");
  g_assert_cmpstr (fresh.told->str, ==, "");
  g_assert_cmpstr (stopped.told->str, ==, "");
  unwatch (&fresh);
  unwatch (&stopped);
  unwatch (&control);
}

static void
test_while_it_is_held_time_does_not_run (void)
{
  Watched held, control;

  watch (&held, 1, 1);
  watch (&control, 1, 1);
  kiosk_idle_guard_touch (held.guard);
  kiosk_idle_guard_hold (held.guard, TRUE);
  kiosk_idle_guard_touch (held.guard); /* touching while held does not start it either */
  kiosk_idle_guard_touch (control.guard);
  wait_until (&control, "1 0 x");
  g_assert_cmpstr (held.told->str, ==, "");

  kiosk_idle_guard_hold (held.guard, FALSE);
  wait_until (&held, "1 0 x");
  unwatch (&held);
  unwatch (&control);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/idle-guard/it-counts-down-and-then-it-is-over",
                   test_it_counts_down_and_then_it_is_over);
  g_test_add_func ("/flow/idle-guard/a-touch-ends-the-countdown-and-waits-anew",
                   test_a_touch_ends_the_countdown_and_waits_anew);
  g_test_add_func ("/flow/idle-guard/it-is-silent-before-a-touch-and-after-a-stop",
                   test_it_is_silent_before_a_touch_and_after_a_stop);
  g_test_add_func ("/flow/idle-guard/while-it-is-held-time-does-not-run",
                   test_while_it_is_held_time_does_not_run);

  return g_test_run ();
}
