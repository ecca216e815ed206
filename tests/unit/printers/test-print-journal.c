/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/print-journal.h"

#include <glib/gstdio.h>

#define PRINTER "escpos+tcp://printer"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "print.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
record (KioskPrintJournal *journal, const char *token, KioskPrintStep step, gint64 job)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_print_journal_record (journal, token, PRINTER, step, job, &error));
  g_assert_no_error (error);
}

static void
assert_step (KioskPrintJournal *journal, const char *token, KioskPrintStep step, gint64 job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskPrintEntry) entry = kiosk_print_journal_find (journal, token, PRINTER, &error);

  g_assert_no_error (error);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->step, ==, step);
  g_assert_cmpint (entry->job, ==, job);
}

static void
test_each_step_is_there_after_opening_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KioskPrintJournal *journal = kiosk_print_journal_open (fixture->path, &error);

  g_assert_no_error (error);
  record (journal, "a", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "a", KIOSK_PRINT_STEP_CREATED, 17);
  record (journal, "a", KIOSK_PRINT_STEP_SENT, 0);
  record (journal, "a", KIOSK_PRINT_STEP_PRINTED, 0);
  kiosk_print_journal_unref (journal);

  journal = kiosk_print_journal_open (fixture->path, &error);
  assert_step (journal, "a", KIOSK_PRINT_STEP_PRINTED, 17);
  g_assert_null (kiosk_print_journal_find (journal, "b", PRINTER, &error));
  g_assert_no_error (error);
  kiosk_print_journal_unref (journal);
}

static void
test_what_a_power_cut_left_open_is_judged_by_what_was_sent (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KioskPrintJournal *journal = kiosk_print_journal_open (fixture->path, &error);

  record (journal, "intent", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "created", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "created", KIOSK_PRINT_STEP_CREATED, 1);
  record (journal, "sending", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "sending", KIOSK_PRINT_STEP_SENDING, 2);
  record (journal, "sent", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "sent", KIOSK_PRINT_STEP_SENT, 3);
  kiosk_print_journal_unref (journal);

  journal = kiosk_print_journal_open (fixture->path, &error);
  assert_step (journal, "intent", KIOSK_PRINT_STEP_NOT_PRINTED, 0);
  assert_step (journal, "created", KIOSK_PRINT_STEP_NOT_PRINTED, 1);
  assert_step (journal, "sending", KIOSK_PRINT_STEP_UNKNOWN, 2);
  assert_step (journal, "sent", KIOSK_PRINT_STEP_UNKNOWN, 3);
  kiosk_print_journal_unref (journal);
}

static void
test_a_paper_printed_again_has_another_row (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KioskPrintJournal *journal = kiosk_print_journal_open (fixture->path, &error);

  record (journal, "a", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "a", KIOSK_PRINT_STEP_UNKNOWN, 5);
  record (journal, "a", KIOSK_PRINT_STEP_INTENT, 0);
  assert_step (journal, "a", KIOSK_PRINT_STEP_INTENT, 0);
  record (journal, "a", KIOSK_PRINT_STEP_PRINTED, 6);
  assert_step (journal, "a", KIOSK_PRINT_STEP_PRINTED, 6);
  kiosk_print_journal_unref (journal);
}

static void
test_one_paper_at_two_printers_has_two_ends (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskPrintEntry) other = NULL;
  KioskPrintJournal *journal = kiosk_print_journal_open (fixture->path, &error);

  record (journal, "a", KIOSK_PRINT_STEP_INTENT, 0);
  g_assert_true (
      kiosk_print_journal_record (journal, "a", "ipp://other", KIOSK_PRINT_STEP_INTENT, 0, &error));
  record (journal, "a", KIOSK_PRINT_STEP_PRINTED, 0);
  assert_step (journal, "a", KIOSK_PRINT_STEP_PRINTED, 0);
  other = kiosk_print_journal_find (journal, "a", "ipp://other", &error);
  g_assert_cmpint (other->step, ==, KIOSK_PRINT_STEP_INTENT);
  kiosk_print_journal_unref (journal);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/printers/journal/each-step-is-there-after-opening-again", Fixture, NULL, set_up,
              test_each_step_is_there_after_opening_again, tear_down);
  g_test_add ("/printers/journal/what-a-power-cut-left-open-is-judged-by-what-was-sent", Fixture,
              NULL, set_up, test_what_a_power_cut_left_open_is_judged_by_what_was_sent, tear_down);
  g_test_add ("/printers/journal/a-paper-printed-again-has-another-row", Fixture, NULL, set_up,
              test_a_paper_printed_again_has_another_row, tear_down);

  g_test_add ("/printers/journal/one-paper-at-two-printers-has-two-ends", Fixture, NULL, set_up,
              test_one_paper_at_two_printers_has_two_ends, tear_down);

  return g_test_run ();
}
