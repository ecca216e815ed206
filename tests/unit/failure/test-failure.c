/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-test"

#include "failure/failure.h"

#include "base/log.h"

#include <gio/gio.h>

static void
test_every_failure_is_found_by_its_name (void)
{
  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    {
      const char *name = kiosk_failure_to_string ((KioskFailure) i);
      KioskFailure found = KIOSK_N_FAILURES;

      g_assert_true (g_regex_match_simple ("\\A[a-z]+(-[a-z]+)+\\z", name, 0, 0));
      g_assert_true (kiosk_failure_from_string (name, &found));
      g_assert_cmpint (found, ==, i);
    }
}

static void
test_another_name_is_of_no_failure (void)
{
  static const char *const others[]
      = { "", "reader", "Reader-Gone", "reader-gone ", "READER_GONE", NULL };
  KioskFailure found = KIOSK_FAILURE_TWO_CARDS;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kiosk_failure_from_string (others[i], &found));
  g_assert_cmpint (found, ==, KIOSK_FAILURE_TWO_CARDS);
}

/* The child says these things; the parent reads what became of them. */
static void
say (void)
{
  g_autoptr (GError) cause = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                          "The card of 001199012345 did not answer in time");

  kiosk_log_init ("motcua-test");
  kiosk_failure_log (KIOSK_FAILURE_CARD_DOES_NOT_ANSWER, "Reader \"A\"\n00 01", cause);
  kiosk_failure_log (KIOSK_FAILURE_CODE_PAYMENT, NULL, NULL);
}

static void
test_the_log_has_the_name_and_nothing_of_the_citizen (void)
{
  if (g_test_subprocess ())
    {
      say ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr (
      "*level=message*domain=\"kiosk-failure\" message=\"Met the failure card-does-not-answer\" "
      "failure=\"card-does-not-answer\" device=\"Reader \\\"A\\\"\\x0a00 01\" "
      "cause=\"g-io-error-quark:24\"\n*");
  g_test_trap_assert_stderr ("*failure=\"code-payment\"\n*");
  g_test_trap_assert_stderr_unmatched ("*001199012345*");
  g_test_trap_assert_stderr_unmatched ("*in time*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/failure/every-failure-is-found-by-its-name",
                   test_every_failure_is_found_by_its_name);
  g_test_add_func ("/failure/another-name-is-of-no-failure", test_another_name_is_of_no_failure);
  g_test_add_func ("/failure/the-log-has-the-name-and-nothing-of-the-citizen",
                   test_the_log_has_the_name_and_nothing_of_the_citizen);

  return g_test_run ();
}
