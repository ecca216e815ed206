/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/device-printer.h"
#include "printers/open-printer.h"
#include "sample-paper.h"
#include "workbench.h"

#include <string.h>

/* A printer that answers is waited for on the busiest machine; one that is silent by design is not. */
#define PATIENCE_MS 20000
#define SILENCE_MS 500

static KioskPrinter *
open_printer (const char *address, KioskPrintJournal *journal, guint patience_ms)
{
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = kiosk_printer_open (address, 576, NULL, journal, &error);

  g_assert_no_error (error);
  kiosk_device_printer_set_patience (KIOSK_DEVICE_PRINTER (printer), patience_ms);
  return printer;
}

typedef struct
{
  const char *scenario;
  KioskPrintOutcome outcome;
  int code; /* a KioskPrinterError, -1: none */
} Row;

static void
test_scenario (Workbench *bench, gconstpointer data)
{
  const Row *row = data;
  g_autofree char *address = workbench_start_escpos (bench, row->scenario);
  g_autoptr (KioskPaper) paper = sample_paper_new ("token", "NGUYỄN THỊ MẪU", 1);
  guint patience_ms = row->outcome == KIOSK_PRINT_UNKNOWN ? SILENCE_MS : PATIENCE_MS;
  KioskPrinter *printer = open_printer (address, NULL, patience_ms);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, row->outcome);
  if (row->code >= 0)
    g_assert_error (error, KIOSK_PRINTER_ERROR, row->code);
  else
    g_assert_no_error (error);
  workbench_drop (printer);
}

/* Only two of these printers said the process ids behind rows and cut; the others must not be believed. */
static const Row rows[] = {
  { "ok", KIOSK_PRINT_PRINTED, -1 },
  { "slow", KIOSK_PRINT_PRINTED, -1 },
  { "old", KIOSK_PRINT_SENT, KIOSK_PRINTER_ERROR_UNCONFIRMED },
  { "no-answer", KIOSK_PRINT_UNKNOWN, KIOSK_PRINTER_ERROR_UNCONFIRMED },
  { "paper-out-at-row:300", KIOSK_PRINT_UNKNOWN, KIOSK_PRINTER_ERROR_UNCONFIRMED },
  { "cut-jam", KIOSK_PRINT_UNKNOWN, KIOSK_PRINTER_ERROR_UNCONFIRMED },
  { "reset-after:256", KIOSK_PRINT_UNKNOWN, KIOSK_PRINTER_ERROR_UNCONFIRMED },
  { "paper-out", KIOSK_PRINT_NOT_PRINTED, KIOSK_PRINTER_ERROR_NOT_READY },
  { "cover", KIOSK_PRINT_NOT_PRINTED, KIOSK_PRINTER_ERROR_NOT_READY },
  { "mute", KIOSK_PRINT_NOT_PRINTED, KIOSK_PRINTER_ERROR_NOT_READY },
  { "garbage", KIOSK_PRINT_NOT_PRINTED, KIOSK_PRINTER_ERROR_NOT_READY },
};

static void
test_what_comes_out_carries_the_code (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "ok");
  g_autoptr (KioskPaper) paper = sample_paper_new ("token", "NGUYỄN THỊ MẪU", 1);
  KioskPrinter *printer = open_printer (address, NULL, PATIENCE_MS);
  g_autofree char *script
      = g_build_filename (g_getenv ("KIOSK_SOURCE"), "tests/virtual/escpos-to-png.py", NULL);
  g_autofree char *in = workbench_path (bench, "paper.escpos");
  g_autofree char *out = workbench_path (bench, "paper.png");
  g_autofree char *log = NULL;

  g_assert_cmpint (workbench_print (printer, paper, NULL, NULL), ==, KIOSK_PRINT_PRINTED);
  g_free (workbench_run ("/usr/bin/python3", script, in, out, NULL));
  workbench_assert_code (out, SAMPLE_CODE);
  log = workbench_read (bench, "log");
  g_assert_true (g_str_has_suffix (log, " cut\n"));
  workbench_drop (printer);
}

static void
test_the_state_is_known_without_being_waited_for (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "paper-out");
  KioskPrinter *printer = open_printer (address, NULL, PATIENCE_MS);

  KioskPrinterState state = kiosk_printer_get_state (printer);

  /* Away until the first answer, which on a busy machine may be here already: nothing else. */
  g_assert_true (state == KIOSK_PRINTER_OFFLINE || state == KIOSK_PRINTER_NO_PAPER);
  workbench_await_state (printer, KIOSK_PRINTER_NO_PAPER);
  workbench_drop (printer);
}

static void
test_a_printer_that_is_off_prints_nothing (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "ok");
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  g_autoptr (GError) error = NULL;
  KioskPrinter *printer = NULL;

  workbench_stop (bench);
  printer = open_printer (address, NULL, PATIENCE_MS);
  g_assert_cmpint (workbench_print (printer, paper, NULL, &error), ==, KIOSK_PRINT_NOT_PRINTED);
  g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_NOT_READY);
  workbench_drop (printer);
}

static void
await_log (GString *logged)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * G_TIME_SPAN_MILLISECOND;

  while (logged->len == 0 && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  /* A second line would follow at once. */
  for (guint i = 0; i < 20; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static GLogWriterOutput
keep_failure (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "failure") || g_str_equal (fields[i].key, "device"))
      g_string_append_printf (user_data, "%s ", (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static void
test_a_printer_that_is_away_is_in_the_log_once (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "paper-out");
  g_autofree char *expected = g_strdup_printf ("printer-no-paper %s ", address);
  g_autofree char *gone = g_strdup_printf ("printer-gone %s ", address);
  g_autoptr (GString) logged = g_string_new (NULL);
  KioskPrinter *printer = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  g_log_set_writer_func (keep_failure, logged, NULL);
  printer = open_printer (address, NULL, PATIENCE_MS);
  await_log (logged);
  g_assert_cmpstr (logged->str, ==, expected);
  workbench_drop (printer);

  workbench_stop (bench);
  g_string_truncate (logged, 0);
  printer = open_printer (address, NULL, PATIENCE_MS);
  await_log (logged);
  g_assert_cmpstr (logged->str, ==, gone);
  workbench_drop (printer);
}

static void
count_outcome (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *counts = user_data;

  counts[kiosk_printer_print_finish (KIOSK_PRINTER (source), result, NULL)]++;
}

static void
test_a_second_paper_is_refused_while_one_is_printed (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "ok");
  g_autoptr (KioskPaper) paper = sample_checklist_new ("token");
  KioskPrinter *printer = open_printer (address, NULL, PATIENCE_MS);
  guint counts[4] = { 0 };

  for (guint i = 0; i < 3; i++)
    kiosk_printer_print_async (printer, paper, NULL, count_outcome, counts);
  while (counts[KIOSK_PRINT_PRINTED] + counts[KIOSK_PRINT_NOT_PRINTED] < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (counts[KIOSK_PRINT_PRINTED], ==, 1);
  g_assert_cmpuint (counts[KIOSK_PRINT_NOT_PRINTED], ==, 2);

  /* And is taken again afterwards. */
  g_assert_cmpint (workbench_print (printer, paper, NULL, NULL), ==, KIOSK_PRINT_PRINTED);
  workbench_drop (printer);
}

static void
test_the_journal_holds_how_it_ended (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "ok");
  g_autofree char *path = workbench_path (bench, "print.db");
  g_autoptr (KioskPaper) paper = sample_checklist_new ("a-token");
  g_autoptr (KioskPrintJournal) journal = kiosk_print_journal_open (path, NULL);
  g_autoptr (KioskPrintEntry) entry = NULL;
  KioskPrinter *printer = open_printer (address, journal, PATIENCE_MS);

  g_assert_cmpint (workbench_print (printer, paper, NULL, NULL), ==, KIOSK_PRINT_PRINTED);
  entry = kiosk_print_journal_find (journal, "a-token", address, NULL);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->step, ==, KIOSK_PRINT_STEP_PRINTED);
  workbench_drop (printer);
}

static void
test_what_a_silent_printer_still_holds_is_cleared (Workbench *bench, gconstpointer unused)
{
  g_autofree char *address = workbench_start_escpos (bench, "paper-out-at-row:300");
  g_autoptr (KioskPaper) paper = sample_paper_new ("token", "NGUYỄN THỊ MẪU", 1);
  KioskPrinter *printer = open_printer (address, NULL, SILENCE_MS);
  g_autofree char *log = NULL;

  g_assert_cmpint (workbench_print (printer, paper, NULL, NULL), ==, KIOSK_PRINT_UNKNOWN);
  g_assert_cmpint (kiosk_printer_get_state (printer), ==, KIOSK_PRINTER_NO_PAPER);
  workbench_drop (printer);
  workbench_stop (bench);
  log = workbench_read (bench, "log");
  g_assert_cmpstr (log, ==, "paper out at row 300\ncleared\n");
}

static void
test_only_addresses_of_printers_are_taken (void)
{
  static const char *const wrong[]
      = { "", "escpos", "escpos+tcp://", "escpos+file://tmp", "http://a/", "ipp://", "lp0" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_printer_open (wrong[i], 576, NULL, NULL, &error));
      g_assert_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_ADDRESS);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add (name, Workbench, NULL, workbench_set_up, function, workbench_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *word = g_strdelimit (g_strdup (rows[i].scenario), ":", '-');
      g_autofree char *name
          = g_strconcat ("/printers/escpos-printer/printed-is-the-devices-own-word/", word, NULL);

      g_test_add (name, Workbench, &rows[i], workbench_set_up, test_scenario, workbench_tear_down);
    }
  ADD ("/printers/escpos-printer/what-comes-out-carries-the-code",
       test_what_comes_out_carries_the_code);
  ADD ("/printers/escpos-printer/the-state-is-known-without-being-waited-for",
       test_the_state_is_known_without_being_waited_for);
  ADD ("/printers/escpos-printer/a-printer-that-is-off-prints-nothing",
       test_a_printer_that_is_off_prints_nothing);
  ADD ("/printers/escpos-printer/a-printer-that-is-away-is-in-the-log-once",
       test_a_printer_that_is_away_is_in_the_log_once);
  ADD ("/printers/escpos-printer/a-second-paper-is-refused-while-one-is-printed",
       test_a_second_paper_is_refused_while_one_is_printed);
  ADD ("/printers/escpos-printer/the-journal-holds-how-it-ended",
       test_the_journal_holds_how_it_ended);
  ADD ("/printers/escpos-printer/what-a-silent-printer-still-holds-is-cleared",
       test_what_a_silent_printer_still_holds_is_cleared);
  g_test_add_func ("/printers/only-addresses-of-printers-are-taken",
                   test_only_addresses_of_printers_are_taken);

  return g_test_run ();
}
