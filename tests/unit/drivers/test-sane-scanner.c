/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/scanner/sane-scanner.h"

/* The backend «test» of SANE is a real backend: it draws pictures and fails as it is told to. */

typedef struct
{
  const char *name;
  const char *options;
  int error; /* a KioskPageScannerError, -1: a page comes */
} Case;

static const Case cases[] = {
  { "/drivers/sane/page-comes", "test-picture=Grid", -1 },
  { "/drivers/sane/grey-page-comes", "mode=Gray;test-picture=Grid", -1 },
  { "/drivers/sane/jam-is-said", "read-return-value=SANE_STATUS_JAMMED",
    KIOSK_PAGE_SCANNER_ERROR_JAM },
  { "/drivers/sane/open-cover-is-said", "read-return-value=SANE_STATUS_COVER_OPEN",
    KIOSK_PAGE_SCANNER_ERROR_COVER },
  { "/drivers/sane/no-paper-is-said", "read-return-value=SANE_STATUS_NO_DOCS",
    KIOSK_PAGE_SCANNER_ERROR_NO_PAPER },
  { "/drivers/sane/busy-is-said", "read-return-value=SANE_STATUS_DEVICE_BUSY",
    KIOSK_PAGE_SCANNER_ERROR_BUSY },
  { "/drivers/sane/broken-device-is-offline", "read-return-value=SANE_STATUS_IO_ERROR",
    KIOSK_PAGE_SCANNER_ERROR_OFFLINE },
  { "/drivers/sane/black-page-is-unreadable", "test-picture=Solid black",
    KIOSK_PAGE_SCANNER_ERROR_UNREADABLE },
};

typedef struct
{
  GAsyncResult *result;
  guint n_progress;
} Outcome;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->result = g_object_ref (result);
}

static void
on_progress (KioskPageScanner *scanner, guint percent, Outcome *outcome)
{
  g_assert_cmpuint (percent, <=, 100);
  outcome->n_progress++;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("test:0", test->options);
  g_autoptr (KioskScan) scan = NULL;
  g_autoptr (GError) error = NULL;
  Outcome outcome = { 0 };

  g_signal_connect (scanner, "progress", G_CALLBACK (on_progress), &outcome);
  kiosk_page_scanner_scan_async (KIOSK_PAGE_SCANNER (scanner), NULL, on_ready, &outcome);
  while (outcome.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  scan = kiosk_page_scanner_scan_finish (KIOSK_PAGE_SCANNER (scanner), outcome.result, &error);
  g_object_unref (outcome.result);

  if (test->error >= 0)
    {
      g_assert_null (scan);
      g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, test->error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (kiosk_secret_get_size (kiosk_scan_get_jpeg (scan)), <=, KIOSK_SCAN_MAX_BYTES);
  g_assert_cmpuint (kiosk_scan_get_width (scan), >, 500);
  g_assert_cmpuint (outcome.n_progress, >, 0);
}

static void
test_missing_device_is_offline (void)
{
  static const Case missing = { "", NULL, KIOSK_PAGE_SCANNER_ERROR_OFFLINE };
  g_autoptr (KioskSaneScanner) scanner = kiosk_sane_scanner_new ("nosuch:7", missing.options);
  g_autoptr (GError) error = NULL;
  Outcome outcome = { 0 };

  kiosk_page_scanner_scan_async (KIOSK_PAGE_SCANNER (scanner), NULL, on_ready, &outcome);
  while (outcome.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (
      kiosk_page_scanner_scan_finish (KIOSK_PAGE_SCANNER (scanner), outcome.result, &error));
  g_object_unref (outcome.result);
  g_assert_error (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_OFFLINE);
  g_assert_false (kiosk_page_scanner_is_online (KIOSK_PAGE_SCANNER (scanner)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/drivers/sane/missing-device-is-offline", test_missing_device_is_offline);

  return g_test_run ();
}
