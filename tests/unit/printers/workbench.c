/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workbench.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define PATIENCE_S 20

void
workbench_set_up (Workbench *self, gconstpointer unused)
{
  self->folder = g_dir_make_tmp ("kiosk-printers-XXXXXX", NULL);
  self->process = NULL;
  g_assert_nonnull (self->folder);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
workbench_stop (Workbench *self)
{
  if (self->process == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_clear_object (&self->process);
}

void
workbench_tear_down (Workbench *self, gconstpointer unused)
{
  workbench_stop (self);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

char *
workbench_path (Workbench *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
workbench_save (Workbench *self, const char *name, GBytes *bytes)
{
  g_autofree char *path = workbench_path (self, name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

char *
workbench_read (Workbench *self, const char *name)
{
  g_autofree char *path = workbench_path (self, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* Runs a program to its end; it must succeed. Returns what it said. */
char *
workbench_run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (list, program);
  for (const char *one = va_arg (list, const char *); one != NULL;
       one = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) one);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  /* Those programs are not sanitized, and their own leaks are not our business. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s did not succeed: %s", program, output);
  return output;
}

static char *
script (const char *name)
{
  return g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/virtual", name, NULL);
}

/* Waits until the virtual printer has said where it is. */
static char *
await_file (Workbench *self, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      char *text = workbench_read (self, name);

      if (text != NULL)
        return g_strstrip (text);
      g_usleep (5000);
    }
  g_error ("The virtual printer did not write %s", name);
  return NULL;
}

/* A test that aborts must not leave printers behind. */
static void
die_with_parent (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
start (const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

char *
workbench_start_escpos (Workbench *self, const char *scenario)
{
  g_autofree char *program = script ("escpos-printer.py");
  g_autofree char *port_file = workbench_path (self, "port");
  g_autofree char *save = workbench_path (self, "paper.escpos");
  g_autofree char *log = workbench_path (self, "log");
  g_autofree char *port = NULL;
  const char *arguments[] = { "/usr/bin/python3", program,  "--port", "0",     "--port-file",
                              port_file,          "--save", save,     "--log", log,
                              "--scenario",       scenario, NULL };

  self->process = start (arguments);
  port = await_file (self, "port");
  return g_strconcat ("escpos+tcp://127.0.0.1:", port, NULL);
}

char *
workbench_start_ipp (Workbench *self, const char *scenario, const char *formats)
{
  g_autofree char *program = script ("ipp-printer.sh");
  g_autofree char *uri_file = workbench_path (self, "uri");
  const char *arguments[] = { "bash",
                              program,
                              "--out",
                              self->folder,
                              "--shim",
                              g_getenv ("KIOSK_NOAVAHI"),
                              "--uri-file",
                              uri_file,
                              "--scenario",
                              scenario,
                              formats != NULL ? "--formats" : NULL,
                              formats,
                              NULL };

  self->process = start (arguments);
  return await_file (self, "uri");
}

typedef struct
{
  GAsyncResult *result;
} Waiting;

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Waiting *) user_data)->result = g_object_ref (result);
}

KioskPrintOutcome
workbench_print (KioskPrinter *printer, KioskPaper *paper, GCancellable *cancellable,
                 GError **error)
{
  Waiting waiting = { NULL };
  KioskPrintOutcome outcome;

  kiosk_printer_print_async (printer, paper, cancellable, on_printed, &waiting);
  while (waiting.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  outcome = kiosk_printer_print_finish (printer, waiting.result, error);
  g_object_unref (waiting.result);
  return outcome;
}

static gboolean
wake (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
workbench_await_state (KioskPrinter *printer, KioskPrinterState state)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint source = g_timeout_add (50, wake, NULL);

  while (kiosk_printer_get_state (printer) != state && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpint (kiosk_printer_get_state (printer), ==, state);
}

static void
on_gone (gpointer user_data, GObject *where)
{
  *(gboolean *) user_data = TRUE;
}

void
workbench_drop (KioskPrinter *printer)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint source = g_timeout_add (50, wake, NULL);
  gboolean gone = FALSE;

  g_object_weak_ref (G_OBJECT (printer), on_gone, &gone);
  g_object_unref (printer);
  while (!gone && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (gone);
}

void
workbench_assert_code (const char *picture, const char *text)
{
  g_autofree char *zbar = workbench_run ("zbarimg", "-q", "--raw", picture, NULL);
  g_autofree char *zxing = workbench_run ("ZXingReader", "-format", "QRCode", picture, NULL);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", text);

  g_assert_cmpstr (g_strstrip (zbar), ==, text);
  if (strstr (zxing, quoted) == NULL)
    g_error ("ZXing does not read the code: %s", zxing);
}
