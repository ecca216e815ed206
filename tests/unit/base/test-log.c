/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-test"

#include "base/log.h"

#include <glib.h>
#include <string.h>
#include <sys/resource.h>

/* The child says these things; the parent reads what became of them. */
static void
say (void)
{
  kiosk_log_init ("motcua-test");
  kiosk_log_init ("again");
  g_message ("two\nlines with \"quotes\" and a \\ and \x1b[31mcolour");
  g_warning ("Đã lưu");
  g_debug ("not without being asked");
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "submission", "01933e2a", "n_pages", "3",
                    "MESSAGE", "kept");
}

static void
test_one_event_is_one_line (void)
{
  if (g_test_subprocess ())
    {
      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      say ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*level=message program=motcua-test pid=*"
                             "message=\"two\\x0alines with \\\"quotes\\\" and a \\\\ and "
                             "\\x1b[31mcolour\"\n*");
  g_test_trap_assert_stderr ("*level=warning*message=\"Đã lưu\"\n*");
  g_test_trap_assert_stderr ("*message=\"kept\" submission=\"01933e2a\" n_pages=\"3\"\n*");
  g_test_trap_assert_stderr_unmatched ("*not without being asked*");
}

static void
test_a_long_event_is_cut (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *flood = g_strnfill (100000, 'x');

      kiosk_log_init ("motcua-test");
      g_message ("%send", flood);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*xxxx*");
  g_test_trap_assert_stderr_unmatched ("*xend*");
}

static void
test_a_hardened_process_leaves_no_core (void)
{
  struct rlimit limit;

  if (g_test_subprocess ())
    {
      kiosk_process_harden ();
      g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
      g_assert_cmpuint (limit.rlim_max, ==, 0);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/log/one-event-is-one-line", test_one_event_is_one_line);
  g_test_add_func ("/base/log/a-long-event-is-cut", test_a_long_event_is_cut);
  g_test_add_func ("/base/log/a-hardened-process-leaves-no-core",
                   test_a_hardened_process_leaves_no_core);

  return g_test_run ();
}
