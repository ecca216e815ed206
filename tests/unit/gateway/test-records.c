/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gateway/config.h"
#include "records-under-test.h"
#include "wire/event.h"

#define A "0193a5b0-7c1e-7000-8000-00000000000a"
#define B "0193a5b0-7c1e-7000-8000-00000000000b"
#define C "0193a5b0-7c1e-7000-8000-00000000000c"
#define NOW "2026-11-25T09:42:00+07:00"

static GPtrArray *
find_none (const GPtrArray *digests, gpointer user_data)
{
  return g_ptr_array_new ();
}

static GPtrArray *
find_all (const GPtrArray *digests, gpointer user_data)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < digests->len; i++)
    g_ptr_array_add (missing, g_strdup (g_ptr_array_index (digests, i)));

  return missing;
}

static KioskCommitOutcome
commit_with (Folder *folder, KioskFindMissing find, KioskCommit *commit)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (batch, commit);
  g_assert_true (kiosk_records_commit (folder->records, batch, find, NULL, &error));
  g_assert_no_error (error);

  return commit->outcome;
}

static void
add (Folder *folder, const char *id, const char *device)
{
  g_autoptr (KioskCommit) commit = folder_new_commit (id, device, id);

  g_assert_cmpint (commit_with (folder, find_none, commit), ==, KIOSK_COMMIT_CREATED);
}

static GPtrArray *
events_of (Folder *folder, const char *device)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = kiosk_records_list_events (folder->records, device, 0, 100, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpint (((KioskEvent *) events->pdata[i])->sequence, ==, i + 1);

  return events;
}

static const char *
last_kind (GPtrArray *events)
{
  return ((KioskEvent *) events->pdata[events->len - 1])->kind;
}

static void
test_a_batch_knows_its_own_repeats (Folder *folder, gconstpointer data)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_commit_free);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  static const KioskCommitOutcome expected[]
      = { KIOSK_COMMIT_CREATED, KIOSK_COMMIT_REPLAYED, KIOSK_COMMIT_ID_REUSED,
          KIOSK_COMMIT_ID_REUSED, KIOSK_COMMIT_CREATED };

  g_ptr_array_add (batch, folder_new_commit (A, "KIOSK7", "one"));
  g_ptr_array_add (batch, folder_new_commit (A, "KIOSK7", "one"));
  g_ptr_array_add (batch, folder_new_commit (A, "KIOSK7", "two"));
  g_ptr_array_add (batch, folder_new_commit (A, "KIOSK8", "one"));
  g_ptr_array_add (batch, folder_new_commit (B, "KIOSK7", "three"));
  g_assert_true (kiosk_records_commit (folder->records, batch, find_none, NULL, &error));

  for (guint i = 0; i < batch->len; i++)
    g_assert_cmpint (((KioskCommit *) batch->pdata[i])->outcome, ==, expected[i]);
  events = events_of (folder, "KIOSK7");
  g_assert_cmpuint (events->len, ==, 2);
}

static void
test_a_replay_gets_the_first_receipt (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskCommit) again = folder_new_commit (A, "KIOSK7", A);
  g_autoptr (GBytes) first = g_bytes_ref (again->receipt);

  add (folder, A, "KIOSK7");
  g_bytes_unref (again->receipt);
  again->receipt = g_bytes_new ("made anew", 9);
  g_assert_cmpint (commit_with (folder, find_none, again), ==, KIOSK_COMMIT_REPLAYED);
  g_assert_true (g_bytes_equal (again->receipt, first));
}

static void
test_a_replay_needs_no_chunks_and_a_new_one_does (Folder *folder, gconstpointer data)
{
  g_autoptr (KioskCommit) again = folder_new_commit (A, "KIOSK7", A);
  g_autoptr (KioskCommit) other = folder_new_commit (B, "KIOSK7", B);
  g_autoptr (GError) error = NULL;

  add (folder, A, "KIOSK7");
  g_assert_cmpint (commit_with (folder, find_all, again), ==, KIOSK_COMMIT_REPLAYED);
  g_assert_cmpint (commit_with (folder, find_all, other), ==, KIOSK_COMMIT_MISSING_CHUNKS);
  g_assert_cmpstr (g_ptr_array_index (other->missing, 0), ==, "aa");
  g_assert_null (kiosk_records_find (folder->records, B, &error));
  g_assert_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND);
}

static void
test_a_number_is_given_once (Folder *folder, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;
  g_autofree char *tomorrow = NULL;

  add (folder, A, "KIOSK7");
  add (folder, B, "KIOSK7");
  add (folder, C, "KIOSK7");
  first = kiosk_records_number (folder->records, A, "H99.1", "261125", NULL);
  again = kiosk_records_number (folder->records, A, "H99.1", "261126", NULL);
  second = kiosk_records_number (folder->records, B, "H99.1", "261125", NULL);
  tomorrow = kiosk_records_number (folder->records, C, "H99.1", "261126", NULL);
  g_assert_cmpstr (first, ==, "H99.1-261125-0001");
  g_assert_cmpstr (again, ==, first);
  g_assert_cmpstr (second, ==, "H99.1-261125-0002");
  g_assert_cmpstr (tomorrow, ==, "H99.1-261126-0001");
}

static void
test_each_change_is_told_once (Folder *folder, gconstpointer data)
{
  g_autofree char *official = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (KioskRecord) record = NULL;

  add (folder, A, "KIOSK7");
  add (folder, B, "KIOSK8");
  official = kiosk_records_number (folder->records, A, "H99.1", "261125", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (kiosk_records_deliver (folder->records, A, NOW, NULL));
      g_assert_true (kiosk_records_set_status (folder->records, A, 4, NOW, NULL));
      g_assert_true (kiosk_records_quarantine (folder->records, A, "too late", NOW, NULL));
    }

  events = events_of (folder, "KIOSK7");
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpstr (((KioskEvent *) events->pdata[1])->official, ==, official);
  g_assert_cmpstr (last_kind (events), ==, "status");
  record = kiosk_records_find_official (folder->records, official, NULL);
  g_assert_cmpint (record->state, ==, KIOSK_RECORD_DELIVERED);
  g_assert_cmpint (record->status, ==, 4);
}

static void
test_what_is_put_aside_or_off_is_not_due (Folder *folder, gconstpointer data)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GPtrArray) events = NULL;

  add (folder, A, "KIOSK7");
  add (folder, B, "KIOSK7");
  add (folder, C, "KIOSK7");
  g_assert_true (kiosk_records_quarantine (folder->records, A, "a reason", NOW, NULL));
  g_assert_true (kiosk_records_postpone (folder->records, B, 1000, NULL));

  due = kiosk_records_list_due (folder->records, 999, 10, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpstr (((KioskRecord *) due->pdata[0])->id, ==, C);
  later = kiosk_records_list_due (folder->records, 1000, 10, NULL);
  g_assert_cmpuint (later->len, ==, 2);
  g_assert_cmpuint (((KioskRecord *) later->pdata[1])->attempts, ==, 1);
  events = events_of (folder, "KIOSK7");
  g_assert_cmpstr (last_kind (events), ==, "quarantined");
}

static void
test_what_was_put_aside_can_be_tried_again_under_its_number (Folder *folder, gconstpointer data)
{
  g_autofree char *official = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GPtrArray) due = NULL;

  add (folder, A, "KIOSK7");
  add (folder, B, "KIOSK7");
  official = kiosk_records_number (folder->records, A, "H99.1", "261125", NULL);
  g_assert_true (kiosk_records_quarantine (folder->records, A, "a reason", NOW, NULL));
  aside = kiosk_records_list_state (folder->records, KIOSK_RECORD_QUARANTINED, 10, NULL);
  g_assert_cmpuint (aside->len, ==, 1);
  g_assert_cmpstr (((KioskRecord *) aside->pdata[0])->reason, ==, "a reason");

  g_assert_true (kiosk_records_requeue (folder->records, A, NULL));
  due = kiosk_records_list_due (folder->records, 0, 10, NULL);
  g_assert_cmpuint (due->len, ==, 2);
  again = kiosk_records_number (folder->records, A, "H99.1", "261126", NULL);
  g_assert_cmpstr (again, ==, official);

  g_assert_true (kiosk_records_deliver (folder->records, A, NOW, NULL));
  g_assert_true (kiosk_records_requeue (folder->records, A, NULL));
  g_clear_pointer (&due, g_ptr_array_unref);
  due = kiosk_records_list_due (folder->records, 0, 10, NULL);
  g_assert_cmpuint (due->len, ==, 1);
}

static void
note (const char *digest, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (digest));
}

static void
test_only_chunks_nobody_needs_are_swept (Folder *folder, gconstpointer data)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  add (folder, A, "KIOSK7");
  g_ptr_array_add (old, (gpointer) "aa");
  g_ptr_array_add (old, (gpointer) "bb");
  g_assert_true (kiosk_records_sweep (folder->records, old, note, found, NULL));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (found, 0), ==, "bb");
}

static void
test_a_write_changes_the_version (Folder *folder, gconstpointer data)
{
  gint64 before = kiosk_records_get_version (folder->records);

  g_assert_cmpint (kiosk_records_get_version (folder->records), ==, before);
  add (folder, A, "KIOSK7");
  g_assert_cmpint (kiosk_records_get_version (folder->records), !=, before);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/gateway/records/" name, Folder, NULL, folder_set_up, function, folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-batch-knows-its-own-repeats", test_a_batch_knows_its_own_repeats);
  ADD ("a-replay-gets-the-first-receipt", test_a_replay_gets_the_first_receipt);
  ADD ("a-replay-needs-no-chunks-and-a-new-one-does",
       test_a_replay_needs_no_chunks_and_a_new_one_does);
  ADD ("a-number-is-given-once", test_a_number_is_given_once);
  ADD ("each-change-is-told-once", test_each_change_is_told_once);
  ADD ("what-is-put-aside-or-off-is-not-due", test_what_is_put_aside_or_off_is_not_due);
  ADD ("what-was-put-aside-can-be-tried-again",
       test_what_was_put_aside_can_be_tried_again_under_its_number);
  ADD ("only-chunks-nobody-needs-are-swept", test_only_chunks_nobody_needs_are_swept);
  ADD ("a-write-changes-the-version", test_a_write_changes_the_version);

  return g_test_run ();
}
