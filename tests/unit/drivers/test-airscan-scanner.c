/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/scanner/sane-scanner.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* The backend «airscan» as Debian ships it, asking a scanner of ours on loopback; no real device. */

#define PATIENCE_S 30
#define A4_WIDTH 1654 /* points at 200 dpi */
#define A4_HEIGHT 2339
#define PAGE (-1)

typedef struct
{
  const char *name;
  const char *scenario;
  const char *options; /* (nullable) */
  int error;           /* a KioskPageScannerError, PAGE: one comes */
  const char *asked;   /* (nullable): what the scanner was asked for */
} Case;

#define ASKED(source, colour, dpi) "POST /eSCL/ScanJobs " source " " colour " " dpi " 2480x3508\n"
#define OFFLINE KIOSK_PAGE_SCANNER_ERROR_OFFLINE
#define UNREADABLE KIOSK_PAGE_SCANNER_ERROR_UNREADABLE

static const Case cases[] = {
  { "page-comes-at-200-dpi", "ok", NULL, PAGE, ASKED ("Platen", "RGB24", "200") },
  { "smaller-page-than-asked-comes", "small", NULL, PAGE, NULL },
  { "slow-page-comes", "slow:150", NULL, PAGE, NULL },
  { "page-comes-from-scanner-without-colour", "grey-only", NULL, PAGE,
    ASKED ("Platen", "Grayscale8", "200") },
  { "scanner-without-200-dpi-is-asked-for-more", "no-200", NULL, PAGE,
    ASKED ("Platen", "RGB24", "300") },
  { "feeder-page-is-a4", "ok", "source=ADF", PAGE, ASKED ("Feeder", "RGB24", "200") },
  { "scanner-busy-for-a-moment-is-asked-again", "busy:1", NULL, PAGE, NULL },
  { "page-not-ready-is-asked-for-again", "not-ready:1", NULL, PAGE, NULL },
  { "busy-scanner-is-busy", "busy", NULL, KIOSK_PAGE_SCANNER_ERROR_BUSY, NULL },
  { "conflict-with-another-job-is-busy", "occupied", NULL, KIOSK_PAGE_SCANNER_ERROR_BUSY, NULL },
  { "conflict-of-settings-is-offline", "conflict", NULL, OFFLINE, NULL },
  { "empty-feeder-is-no-paper", "empty", "source=ADF", KIOSK_PAGE_SCANNER_ERROR_NO_PAPER, NULL },
  { "jammed-feeder-is-a-jam", "jam", "source=ADF", KIOSK_PAGE_SCANNER_ERROR_JAM, NULL },
  { "open-feeder-is-an-open-cover", "cover", "source=ADF", KIOSK_PAGE_SCANNER_ERROR_COVER, NULL },
  { "blank-page-is-unreadable", "blank", NULL, UNREADABLE, NULL },
  { "half-a-picture-is-unreadable", "half", NULL, UNREADABLE, NULL },
  { "half-a-picture-of-no-said-length-is-unreadable", "cut-unsaid", NULL, UNREADABLE, NULL },
  { "half-a-small-picture-is-unreadable", "half-small", NULL, UNREADABLE, NULL },
  { "half-a-grey-picture-is-unreadable", "half-grey-only", NULL, UNREADABLE, NULL },
  { "cut-connection-is-offline", "cut", NULL, OFFLINE, NULL },
  { "cut-connection-in-chunks-is-offline", "cut-chunked", NULL, OFFLINE, NULL },
  { "text-for-a-picture-is-offline", "html", NULL, OFFLINE, NULL },
  { "png-for-a-jpeg-is-offline", "png", NULL, OFFLINE, NULL },
  { "grey-for-colour-is-offline", "grey", NULL, OFFLINE, NULL },
  { "deaf-scanner-is-offline", "deaf", NULL, OFFLINE, NULL },
};

typedef struct
{
  char *folder;
  char *port;           /* (nullable): the same after it was unplugged */
  GSubprocess *process; /* (nullable) */
} Bench;

static char *
bench_path (const Bench *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
bench_write (const Bench *self, const char *name, const char *text)
{
  g_autofree char *path = bench_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
bench_read (const Bench *self, const char *name)
{
  g_autofree char *path = bench_path (self, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* A test that aborts must not leave a scanner behind. */
static void
die_with_parent (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
bench_plug_in (Bench *self)
{
  g_autofree char *program
      = g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests", "virtual", "escl-scanner.py", NULL);
  g_autofree char *port_file = bench_path (self, "port");
  g_autofree char *log = bench_path (self, "log");
  g_autofree char *scenario = bench_path (self, "scenario");
  const char *arguments[]
      = { "/usr/bin/python3", program,   "--port", self->port != NULL ? self->port : "0",
          "--port-file",      port_file, "--log",  log,
          "--scenario-file",  scenario,  NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  g_unlink (port_file);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  self->process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->port, g_free);
  while (self->port == NULL && g_get_monotonic_time () < deadline)
    {
      self->port = bench_read (self, "port");
      g_usleep (5000);
    }
  g_assert_nonnull (self->port);
  g_strstrip (self->port);
}

static void
bench_unplug (Bench *self)
{
  g_subprocess_force_exit (self->process);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_clear_object (&self->process);
}

static void
bench_set_up (Bench *self, gconstpointer scenario)
{
  g_autofree char *configuration = NULL;

  self->folder = g_dir_make_tmp ("airscan-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  bench_write (self, "scenario", scenario);
  bench_plug_in (self);

  configuration = g_strdup_printf ("[devices]\nCounter = http://127.0.0.1:%s/eSCL, eSCL\n"
                                   "[options]\ndiscovery = disable\n",
                                   self->port);
  bench_write (self, "dll.conf", "airscan\n");
  bench_write (self, "airscan.conf", configuration);
  g_setenv ("SANE_CONFIG_DIR", self->folder, TRUE);
}

static void
bench_tear_down (Bench *self, gconstpointer unused)
{
  static const char *const names[] = { "scenario", "port", "log", "dll.conf", "airscan.conf" };

  if (self->process != NULL)
    bench_unplug (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = bench_path (self, names[i]);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->port, g_free);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static KioskScan *
scan (KioskSaneScanner *scanner, GCancellable *cancellable, GError **error)
{
  GAsyncResult *result = NULL;
  KioskScan *page;

  kiosk_page_scanner_scan_async (KIOSK_PAGE_SCANNER (scanner), cancellable, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  page = kiosk_page_scanner_scan_finish (KIOSK_PAGE_SCANNER (scanner), result, error);
  g_object_unref (result);

  return page;
}

static void
assert_page (KioskScan *page, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpint (ABS ((int) kiosk_scan_get_width (page) - A4_WIDTH), <=, 1);
  g_assert_cmpint (ABS ((int) kiosk_scan_get_height (page) - A4_HEIGHT), <=, 1);
  g_assert_cmpuint (kiosk_secret_get_size (kiosk_scan_get_jpeg (page)), <=, KIOSK_SCAN_MAX_BYTES);
  g_test_message ("%" G_GSIZE_FORMAT " bytes", kiosk_secret_get_size (kiosk_scan_get_jpeg (page)));
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  Bench bench = { 0 };
  g_autoptr (KioskSaneScanner) scanner
      = kiosk_sane_scanner_new ("airscan:e0:Counter", test->options);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;

  bench_set_up (&bench, test->scenario);
  page = scan (scanner, NULL, &error);

  if (test->error == PAGE)
    {
      assert_page (page, error);
    }
  else
    {
      g_assert_null (page);
      g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, test->error);
    }
  g_assert_true (kiosk_page_scanner_is_online (KIOSK_PAGE_SCANNER (scanner))
                 == (test->error != OFFLINE));
  if (test->asked != NULL)
    {
      g_autofree char *log = bench_read (&bench, "log");

      g_assert_nonnull (log);
      g_assert_nonnull (strstr (log, test->asked));
    }
  bench_tear_down (&bench, NULL);
}

static void
test_busy_scanner_scans_later (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Counter", NULL);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (scan (scanner, NULL, &error));
  g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_BUSY);
  g_clear_error (&error);

  bench_write (bench, "scenario", "ok");
  page = scan (scanner, NULL, &error);
  assert_page (page, error);
}

static void
test_unplugged_scanner_comes_back (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Counter", NULL);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;

  page = scan (scanner, NULL, &error);
  assert_page (page, error);
  g_clear_pointer (&page, kiosk_scan_unref);

  bench_unplug (bench);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (scan (scanner, NULL, &error));
      g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, OFFLINE);
      g_assert_false (kiosk_page_scanner_is_online (KIOSK_PAGE_SCANNER (scanner)));
      g_clear_error (&error);
    }

  bench_plug_in (bench);
  page = scan (scanner, NULL, &error);
  assert_page (page, error);
  g_assert_true (kiosk_page_scanner_is_online (KIOSK_PAGE_SCANNER (scanner)));
}

static void
test_silent_scanner_is_offline (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Counter", NULL);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  kiosk_sane_scanner_set_patience (scanner, 2);
  g_assert_null (scan (scanner, NULL, &error));
  g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, OFFLINE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE_S * G_USEC_PER_SEC);
  g_clear_error (&error);

  bench_write (bench, "scenario", "ok");
  page = scan (scanner, NULL, &error);
  assert_page (page, error);
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_silent_scan_can_be_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Counter", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_timeout_add (500, cancel, cancellable);
  g_assert_null (scan (scanner, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE_S * G_USEC_PER_SEC);
}

static void
test_second_scan_waits_its_turn (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Counter", NULL);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *first = NULL;

  kiosk_page_scanner_scan_async (KIOSK_PAGE_SCANNER (scanner), NULL, on_ready, &first);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (scan (scanner, NULL, &error));
      g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_BUSY);
      g_clear_error (&error);
    }
  while (first == NULL)
    g_main_context_iteration (NULL, TRUE);
  page = kiosk_page_scanner_scan_finish (KIOSK_PAGE_SCANNER (scanner), first, &error);
  g_object_unref (first);
  assert_page (page, error);
}

static void
test_address_in_the_name_is_enough (Bench *bench, gconstpointer unused)
{
  g_autofree char *device
      = g_strdup_printf ("airscan:escl:Counter:http://127.0.0.1:%s/eSCL", bench->port);
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new (device, NULL);
  g_autoptr (KioskScan) page = NULL;
  g_autoptr (GError) error = NULL;

  bench_write (bench, "airscan.conf", "[options]\ndiscovery = disable\n");
  page = scan (scanner, NULL, &error);
  assert_page (page, error);
}

static void
test_unknown_name_is_offline (Bench *bench, gconstpointer unused)
{
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("airscan:e0:Nobody", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (scan (scanner, NULL, &error));
  g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, OFFLINE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    const char *scenario;
    void (*run) (Bench *bench, gconstpointer scenario);
  } tests[] = {
    { "busy-scanner-scans-later", "occupied", test_busy_scanner_scans_later },
    { "unplugged-scanner-comes-back", "ok", test_unplugged_scanner_comes_back },
    { "silent-scanner-is-offline", "mute", test_silent_scanner_is_offline },
    { "silent-scan-can-be-cancelled", "mute", test_silent_scan_can_be_cancelled },
    { "second-scan-waits-its-turn", "ok", test_second_scan_waits_its_turn },
    { "address-in-the-name-is-enough", "ok", test_address_in_the_name_is_enough },
    { "unknown-name-is-offline", "ok", test_unknown_name_is_offline },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/drivers/airscan/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/drivers/airscan/", tests[i].name, NULL);

      g_test_add (path, Bench, tests[i].scenario, bench_set_up, tests[i].run, bench_tear_down);
    }

  return g_test_run ();
}
