/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands in for libFuzzer: runs a target once for each file named, and for each file of each folder
 * named, so that every corpus is a plain test too. */

#include <glib.h>

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static guint n_run;

static void
run_file (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree guint8 *exact = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  /* Without the NUL behind it, a step too far is seen. */
  exact = g_memdup2 (text, length);
  LLVMFuzzerTestOneInput (exact, length);
  n_run++;
}

static void
run_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      run_file (child);
    }
}

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
      run_folder (argv[i]);
    else
      run_file (argv[i]);
  g_print ("%u inputs\n", n_run);

  return n_run > 0 ? 0 : 1;
}
