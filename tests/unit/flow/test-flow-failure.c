/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "flow/flow-failure.h"

#include "document/document-set.h"
#include "flow/paper-state.h"
#include "identity/card-qr.h"

static void
test_each_code_that_is_no_card_has_its_failure (void)
{
  g_assert_cmpint (kiosk_flow_failure_of_code (KIOSK_CARD_QR_ERROR_PAYMENT), ==,
                   KIOSK_FAILURE_CODE_PAYMENT);
  g_assert_cmpint (kiosk_flow_failure_of_code (KIOSK_CARD_QR_ERROR_URL), ==,
                   KIOSK_FAILURE_CODE_URL);
  g_assert_cmpint (kiosk_flow_failure_of_code (KIOSK_CARD_QR_ERROR_RECEIPT), ==,
                   KIOSK_FAILURE_CODE_RECEIPT);
  g_assert_cmpint (kiosk_flow_failure_of_code (KIOSK_CARD_QR_ERROR_INCOMPLETE), ==,
                   KIOSK_FAILURE_CODE_INCOMPLETE);
  g_assert_cmpint (kiosk_flow_failure_of_code (KIOSK_CARD_QR_ERROR_MALFORMED), ==,
                   KIOSK_FAILURE_CODE_OTHER);
  g_assert_cmpint (kiosk_flow_failure_of_code (-1), ==, KIOSK_FAILURE_CODE_OTHER);
}

typedef struct
{
  GQuark domain;
  int code;
  KioskFailure failure;
} Scan;

static void
test_each_scan_that_did_not_come_has_its_failure (void)
{
  const GQuark scanner = KIOSK_PAGE_SCANNER_ERROR, document = KIOSK_DOCUMENT_ERROR;
  const Scan rows[] = {
    { scanner, KIOSK_PAGE_SCANNER_ERROR_NO_PAPER, KIOSK_FAILURE_SCANNER_NO_PAPER },
    { scanner, KIOSK_PAGE_SCANNER_ERROR_JAM, KIOSK_FAILURE_SCANNER_JAM },
    { scanner, KIOSK_PAGE_SCANNER_ERROR_COVER, KIOSK_FAILURE_SCANNER_COVER_OPEN },
    { scanner, KIOSK_PAGE_SCANNER_ERROR_OFFLINE, KIOSK_FAILURE_SCANNER_GONE },
    { scanner, KIOSK_PAGE_SCANNER_ERROR_BUSY, KIOSK_FAILURE_SCANNER_BUSY },
    { scanner, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE, KIOSK_FAILURE_SCANNER_PAGE_UNREADABLE },
    { document, KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES, KIOSK_FAILURE_SCANNER_PAGES_FULL },
    { document, KIOSK_DOCUMENT_ERROR_TOO_BIG, KIOSK_FAILURE_SCANNER_PAGE_UNREADABLE },
    { G_IO_ERROR, KIOSK_PAGE_SCANNER_ERROR_JAM, KIOSK_FAILURE_SCANNER_GONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (rows[i].domain, rows[i].code, "a test");

      g_assert_cmpint (kiosk_flow_failure_of_scan (error), ==, rows[i].failure);
    }
}

static void
test_a_printer_that_is_ready_has_no_failure (void)
{
  static const KioskFailure expected[] = {
    [KIOSK_PRINTER_NO_PAPER] = KIOSK_FAILURE_PRINTER_NO_PAPER,
    [KIOSK_PRINTER_COVER] = KIOSK_FAILURE_PRINTER_COVER_OPEN,
    [KIOSK_PRINTER_JAM] = KIOSK_FAILURE_PRINTER_JAM,
    [KIOSK_PRINTER_OFFLINE] = KIOSK_FAILURE_PRINTER_GONE,
    [KIOSK_PRINTER_BUSY] = KIOSK_FAILURE_PRINTER_BUSY,
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      KioskFailure failure = KIOSK_N_FAILURES;
      gboolean told = kiosk_device_failure_of_printer ((KioskPrinterState) i, &failure);

      g_assert_cmpint (told, ==, i != KIOSK_PRINTER_READY);
      g_assert_cmpint (failure, ==, told ? expected[i] : KIOSK_N_FAILURES);
    }
}

static void
test_a_reader_of_chips_at_work_has_no_failure (void)
{
  static const KioskFailure expected[] = {
    [KIOSK_CHIP_READER_GONE] = KIOSK_FAILURE_READER_GONE,
    [KIOSK_CHIP_READER_EMPTY] = KIOSK_N_FAILURES,
    [KIOSK_CHIP_READER_CARD] = KIOSK_N_FAILURES,
    [KIOSK_CHIP_READER_NOT_AN_ID] = KIOSK_FAILURE_CARD_NOT_AN_ID,
    [KIOSK_CHIP_READER_TWO_CARDS] = KIOSK_FAILURE_TWO_CARDS,
    [KIOSK_CHIP_READER_BUSY] = KIOSK_FAILURE_READER_GONE,
    [KIOSK_CHIP_READER_NO_SERVICE] = KIOSK_FAILURE_READER_DAEMON_GONE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      KioskFailure failure = KIOSK_N_FAILURES;
      gboolean told = kiosk_device_failure_of_chip_reader ((KioskChipReaderState) i, &failure);

      g_assert_cmpint (told, ==, expected[i] != KIOSK_N_FAILURES);
      g_assert_cmpint (failure, ==, expected[i]);
    }
}

static void
test_only_a_slip_that_may_be_missing_is_a_failure (void)
{
  for (guint i = KIOSK_PAPER_NONE; i <= KIOSK_PAPER_UNSURE; i++)
    {
      KioskFailure failure = KIOSK_N_FAILURES;
      gboolean told = kiosk_paper_state_get_failure ((KioskPaperState) i, &failure);

      g_assert_cmpint (told, ==, i == KIOSK_PAPER_FAILED || i == KIOSK_PAPER_UNSURE);
      g_assert_cmpint (failure, ==,
                       i == KIOSK_PAPER_FAILED   ? KIOSK_FAILURE_PRINTER_SLIP_MISSING
                       : i == KIOSK_PAPER_UNSURE ? KIOSK_FAILURE_PRINTER_SLIP_UNCONFIRMED
                                                 : KIOSK_N_FAILURES);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow-failure/each-code-that-is-no-card-has-its-failure",
                   test_each_code_that_is_no_card_has_its_failure);
  g_test_add_func ("/flow-failure/each-scan-that-did-not-come-has-its-failure",
                   test_each_scan_that_did_not_come_has_its_failure);
  g_test_add_func ("/flow-failure/a-printer-that-is-ready-has-no-failure",
                   test_a_printer_that_is_ready_has_no_failure);
  g_test_add_func ("/flow-failure/a-reader-of-chips-at-work-has-no-failure",
                   test_a_reader_of_chips_at_work_has_no_failure);
  g_test_add_func ("/flow-failure/only-a-slip-that-may-be-missing-is-a-failure",
                   test_only_a_slip_that_may_be_missing_is_a_failure);

  return g_test_run ();
}
