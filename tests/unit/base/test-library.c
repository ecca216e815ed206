/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/library.h"

static double (*cosine) (double);

static void
test_a_function_is_found_and_works (void)
{
  g_autoptr (GError) error = NULL;
  const KioskLibrarySymbol symbols[] = { { "cos", (gpointer *) &cosine } };

  g_assert_true (kiosk_library_load ("libm.so.6", symbols, G_N_ELEMENTS (symbols), &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (cosine (0.0), ==, 1.0);
}

static void
test_what_is_missing_is_named (void)
{
  gpointer nothing = NULL;
  const KioskLibrarySymbol symbols[] = { { "kiosk_no_such_function", &nothing } };
  g_autoptr (GError) no_file = NULL;
  g_autoptr (GError) no_function = NULL;

  g_assert_false (kiosk_library_load ("libkiosk-none.so.0", symbols, 1, &no_file));
  g_assert_error (no_file, KIOSK_LIBRARY_ERROR, KIOSK_LIBRARY_ERROR_MISSING);
  g_assert_nonnull (strstr (no_file->message, "libkiosk-none.so.0"));
  g_assert_false (kiosk_library_load ("libm.so.6", symbols, 1, &no_function));
  g_assert_error (no_function, KIOSK_LIBRARY_ERROR, KIOSK_LIBRARY_ERROR_MISSING);
  g_assert_nonnull (strstr (no_function->message, "kiosk_no_such_function"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/library/a-function-is-found-and-works",
                   test_a_function_is_found_and_works);
  g_test_add_func ("/base/library/what-is-missing-is-named", test_what_is_missing_is_named);

  return g_test_run ();
}
