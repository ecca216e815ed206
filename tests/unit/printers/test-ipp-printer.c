/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/device-printer.h"
#include "printers/ipp-link.h"
#include "printers/open-printer.h"
#include "sample-paper.h"
#include "workbench.h"

#include <signal.h>
#include <string.h>

static KioskPrinter *
open_printer (const char *uri, KioskPrintJournal *journal, guint patience_ms)
{
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = kiosk_printer_open (uri, 0, "iso_a5_148x210mm", journal, &error);

  g_assert_no_error (error);
  kiosk_device_printer_set_patience (KIOSK_DEVICE_PRINTER (printer), patience_ms);
  return printer;
}

static void
test_the_document_arrives_as_it_was_drawn (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "ok", NULL);
  g_autofree char *path = workbench_path (bench, "print.db");
  g_autoptr (KioskPrintJournal) journal = kiosk_print_journal_open (path, NULL);
  g_autoptr (KioskPaper) paper = sample_paper_new ("a-token", "NGUYỄN THỊ MẪU", 2);
  g_autoptr (KioskPrintEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, journal, 20000);
  g_autofree char *pdf = workbench_path (bench, "job-1.pdf");
  g_autofree char *root = workbench_path (bench, "page");
  g_autofree char *picture = workbench_path (bench, "page.png");
  g_autofree char *jobs = NULL;
  KioskPrintOutcome outcome;

  outcome = workbench_print (printer, paper, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, KIOSK_PRINT_PRINTED);
  g_free (workbench_run ("qpdf", "--check", pdf, NULL));
  g_free (workbench_run ("pdftoppm", "-r", "203", "-singlefile", "-png", pdf, root, NULL));
  workbench_assert_code (picture, SAMPLE_CODE);
  jobs = workbench_read (bench, "jobs.log");
  g_assert_true (g_str_has_prefix (jobs, "1 rcpt-a-token "));
  entry = kiosk_print_journal_find (journal, "a-token", uri, NULL);
  g_assert_cmpint (entry->step, ==, KIOSK_PRINT_STEP_PRINTED);
  g_assert_cmpint (entry->job, ==, 1);
  workbench_drop (printer);
}

static void
test_a_job_that_the_device_gave_up_is_not_printed (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "fail", NULL);
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, NULL, 20000);
  KioskPrintOutcome outcome = workbench_print (printer, paper, NULL, &error);

  g_assert_cmpint (outcome, !=, KIOSK_PRINT_PRINTED);
  g_assert_cmpint (outcome, !=, KIOSK_PRINT_SENT);
  g_assert_nonnull (error);
  workbench_drop (printer);
}

static void
test_a_jam_that_clears_is_printed_in_the_end (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "jam", NULL);
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, NULL, 20000);
  KioskPrintOutcome outcome;

  outcome = workbench_print (printer, paper, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, KIOSK_PRINT_PRINTED);
  workbench_drop (printer);
}

static void
test_a_jam_that_stays_is_unknown_and_seen (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "stuck", NULL);
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, NULL, 2500);

  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, KIOSK_PRINT_UNKNOWN);
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNCONFIRMED);
  g_assert_cmpint (kiosk_printer_get_state (printer), ==, KIOSK_PRINTER_JAM);
  workbench_drop (printer);
}

static void
test_a_printer_that_takes_no_pdf_gets_none (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "ok", "image/pwg-raster");
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, NULL, 20000);
  g_autofree char *jobs = NULL;

  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, KIOSK_PRINT_NOT_PRINTED);
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE);
  jobs = workbench_read (bench, "jobs.log");
  g_assert_null (jobs);
  workbench_drop (printer);
}

static void
test_a_printer_that_is_off_prints_nothing (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "ok", NULL);
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = NULL;

  workbench_stop (bench);
  printer = open_printer (uri, NULL, 20000);
  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, KIOSK_PRINT_NOT_PRINTED);
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY);
  workbench_drop (printer);
}

/* Two papers, one after the other: the first leaves nothing behind that keeps the second. */
static void
test_a_refused_document_leaves_no_orphan (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "ok", NULL);
  g_autoptr (KioskIppLink) link = kiosk_ipp_link_open (uri, NULL, NULL);
  g_autoptr (GBytes) document = g_bytes_new_static ("no document", 11);
  g_autoptr (GError) error = NULL;
  int job = kiosk_ipp_link_create_job (link, "rcpt-orphan", "iso_a5_148x210mm", &error);

  g_assert_no_error (error);
  g_assert_cmpint (job, >, 0);
  g_assert_cmpint (kiosk_ipp_link_find_job (link, "rcpt-orphan"), ==, job);
  g_assert_cmpint (kiosk_ipp_link_find_job (link, "rcpt-other"), ==, 0);
  g_assert_cmpint (kiosk_ipp_link_get_job (link, job, "rcpt-other").state, ==, KIOSK_IPP_JOB_GONE);
  g_assert_false (kiosk_ipp_link_send (link, job, document, "text/x-unknown", &error));
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_REFUSED);
  kiosk_ipp_link_cancel (link, job);
  g_assert_cmpint (kiosk_ipp_link_find_job (link, "rcpt-orphan"), ==, 0);
}

static void
test_the_state_follows_the_device (Workbench *bench, gconstpointer unused)
{
  g_autofree char *uri = workbench_start_ipp (bench, "waste", NULL);
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = open_printer (uri, NULL, 20000);

  workbench_await_state (printer, KIOSK_PRINTER_READY);
  g_assert_cmpint (workbench_print (printer, paper, NULL, NULL), ==, KIOSK_PRINT_PRINTED);
  /* The waste box is full now, and stays so: no more paper is promised. */
  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, KIOSK_PRINT_NOT_PRINTED);
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY);
  g_assert_cmpint (kiosk_printer_get_state (printer), ==, KIOSK_PRINTER_JAM);
  workbench_drop (printer);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, Workbench, NULL, workbench_set_up, function, workbench_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/printers/ipp-printer/the-document-arrives-as-it-was-drawn",
       test_the_document_arrives_as_it_was_drawn);
  ADD ("/printers/ipp-printer/a-job-that-the-device-gave-up-is-not-printed",
       test_a_job_that_the_device_gave_up_is_not_printed);
  ADD ("/printers/ipp-printer/a-jam-that-clears-is-printed-in-the-end",
       test_a_jam_that_clears_is_printed_in_the_end);
  ADD ("/printers/ipp-printer/a-jam-that-stays-is-unknown-and-seen",
       test_a_jam_that_stays_is_unknown_and_seen);
  ADD ("/printers/ipp-printer/a-printer-that-takes-no-pdf-gets-none",
       test_a_printer_that_takes_no_pdf_gets_none);
  ADD ("/printers/ipp-printer/a-printer-that-is-off-prints-nothing",
       test_a_printer_that_is_off_prints_nothing);
  ADD ("/printers/ipp-printer/a-refused-document-leaves-no-orphan",
       test_a_refused_document_leaves_no_orphan);
  ADD ("/printers/ipp-printer/the-state-follows-the-device", test_the_state_follows_the_device);

  return g_test_run ();
}
