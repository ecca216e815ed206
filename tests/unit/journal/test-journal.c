/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal/journal.h"

#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  KioskClock *clock;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->clock = kiosk_clock_new_fake (G_GINT64_CONSTANT (1795000000000000));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_assert_finalize_object (fixture->clock);
}

static KioskJournal *
open_journal (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KioskJournal *journal = kiosk_journal_open (fixture->path, fixture->clock, &error);

  g_assert_no_error (error);

  return journal;
}

static void
record_three (Fixture *fixture)
{
  g_autoptr (KioskJournal) journal = open_journal (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_journal_record (journal, "session.begun", NULL, 0, &error));
  kiosk_clock_advance (fixture->clock, G_USEC_PER_SEC);
  g_assert_true (kiosk_journal_record (journal, "submission.kept", "1.001193", 3, &error));
  g_assert_true (kiosk_journal_record (journal, "printer.jam", "receipt", -1, &error));
  g_assert_no_error (error);
}

static void
test_what_was_recorded_is_listed_in_order (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskJournal) journal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  KioskJournalEntry *entry;
  gint64 n = 0;

  record_three (fixture);
  journal = open_journal (fixture);
  entries = kiosk_journal_list (journal, 1, 10, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->sequence, ==, 2);
  g_assert_cmpint (entry->at_us, ==, G_GINT64_CONSTANT (1795000001000000));
  g_assert_cmpstr (entry->event, ==, "submission.kept");
  g_assert_cmpstr (entry->code, ==, "1.001193");
  g_assert_cmpint (entry->count, ==, 3);
  g_assert_true (kiosk_journal_verify (journal, &n, NULL));
  g_assert_cmpint (n, ==, 3);
}

/* What somebody with the file does to it; the triggers have to go first. */
static void
tamper (Fixture *fixture, const char *sql)
{
  const char *const known[] = { "", NULL };
  g_autoptr (KioskStore) store = kiosk_store_open (fixture->path, known, KIOSK_STORE_DURABLE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kiosk_store_run (store, sql, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_CONSTRAINT);
  g_assert_true (
      kiosk_store_run (store, "DROP TRIGGER entry_stays; DROP TRIGGER entry_stays_as_it_is", NULL));
  g_assert_true (kiosk_store_run (store, sql, NULL));
}

static void
test_a_change_anywhere_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KioskJournal) journal = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  record_three (fixture);
  tamper (fixture, data);
  journal = open_journal (fixture);
  g_assert_false (kiosk_journal_verify (journal, &n, &error));
  g_assert_error (error, KIOSK_JOURNAL_ERROR, KIOSK_JOURNAL_ERROR_BROKEN);
  g_assert_cmpint (n, ==, 1);
  g_assert_nonnull (strstr (error->message, "entry 2"));
}

static void
test_a_cut_end_is_seen_by_its_head (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskJournal) journal = NULL;
  g_autofree char *head = NULL;
  g_autofree char *later = NULL;

  record_three (fixture);
  journal = open_journal (fixture);
  head = kiosk_journal_get_head (journal, NULL);
  g_assert_cmpuint (strlen (head), ==, 64);
  g_clear_object (&journal);
  tamper (fixture, "DELETE FROM entry WHERE sequence = 3");
  journal = open_journal (fixture);
  g_assert_true (kiosk_journal_verify (journal, NULL, NULL));
  later = kiosk_journal_get_head (journal, NULL);
  g_assert_cmpstr (head, !=, later);
}

static void
test_nothing_personal_fits_in (Fixture *fixture, gconstpointer unused)
{
  const char *const unfit[] = {
    "", "Nguyễn Văn A", "a b", "079090123456", "x.079090123456", "023456789", "a@b.vn", "\n"
  };
  g_autoptr (KioskJournal) journal = open_journal (fixture);
  gint64 n = -1;

  for (guint i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kiosk_journal_record (journal, unfit[i], NULL, 0, NULL));
      g_assert_false (kiosk_journal_record (journal, "event", unfit[i], 0, &error));
      g_assert_error (error, KIOSK_JOURNAL_ERROR, KIOSK_JOURNAL_ERROR_UNFIT);
    }
  g_assert_true (kiosk_journal_verify (journal, &n, NULL));
  g_assert_cmpint (n, ==, 0);
}

static void
test_two_programs_write_one_chain (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskJournal) kiosk = open_journal (fixture);
  g_autoptr (KioskJournal) courier = open_journal (fixture);
  gint64 n = 0;

  for (guint i = 0; i < 10; i++)
    g_assert_true (kiosk_journal_record (i % 2 == 0 ? kiosk : courier, "x", NULL, i, NULL));
  g_assert_true (kiosk_journal_verify (kiosk, &n, NULL));
  g_assert_cmpint (n, ==, 10);
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/journal/" name, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-was-recorded-is-listed-in-order", NULL, test_what_was_recorded_is_listed_in_order);
  ADD ("a-changed-event-is-seen", "UPDATE entry SET event = 'x' WHERE sequence = 2",
       test_a_change_anywhere_is_seen);
  ADD ("a-changed-time-is-seen", "UPDATE entry SET at_us = at_us + 1 WHERE sequence = 2",
       test_a_change_anywhere_is_seen);
  ADD ("a-removed-code-is-seen", "UPDATE entry SET code = NULL WHERE sequence = 2",
       test_a_change_anywhere_is_seen);
  ADD ("a-removed-entry-is-seen", "DELETE FROM entry WHERE sequence = 2",
       test_a_change_anywhere_is_seen);
  ADD ("a-cut-end-is-seen-by-its-head", NULL, test_a_cut_end_is_seen_by_its_head);
  ADD ("nothing-personal-fits-in", NULL, test_nothing_personal_fits_in);
  ADD ("two-programs-write-one-chain", NULL, test_two_programs_write_one_chain);

  return g_test_run ();
}
