/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens between threads: the committer, the waiting room, the blobs. */

#include "base/digest.h"
#include "gateway/committer.h"
#include "gateway/config.h"
#include "gateway/file-blobs.h"
#include "gateway/waiting-room.h"
#include "records-under-test.h"
#include "wire/acknowledgement.h"

#include <glib/gstdio.h>

#include <string.h>

#define N_THREADS 8
#define N_EACH 50

typedef struct
{
  Folder folder;
  KioskBlobs *blobs;
  KioskClock *clock;
  KioskSigningKey *key;
  KioskCommitter *committer;
  char *digest; /* of a chunk that is kept */
} Works;

static void
works_set_up (Works *works, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_bytes_new ("chunk", 5);
  g_autofree char *path = NULL;
  gboolean is_new;

  folder_set_up (&works->folder, NULL);
  path = g_build_filename (works->folder.path, "blobs", NULL);
  works->blobs = KIOSK_BLOBS (kiosk_file_blobs_open (path, &error));
  g_assert_no_error (error);
  works->digest = kiosk_sha256_hex ("chunk", 5);
  g_assert_true (kiosk_blobs_put (works->blobs, works->digest, chunk, &is_new, &error));
  g_assert_true (is_new);
  works->clock = kiosk_clock_new_fake (1795574467 * G_TIME_SPAN_SECOND);
  works->key = kiosk_signing_key_generate ();
  works->committer = kiosk_committer_new (works->folder.records, works->blobs, works->key,
                                          "H99.018.02", works->clock);
}

static void
works_tear_down (Works *works, gconstpointer data)
{
  kiosk_committer_free (works->committer);
  kiosk_signing_key_unref (works->key);
  g_object_unref (works->clock);
  g_assert_finalize_object (works->blobs);
  g_free (works->digest);
  folder_tear_down (&works->folder, NULL);
}

typedef struct
{
  GMutex lock;
  GCond cond;
  guint done;
} Count;

static void
count (Count *self)
{
  g_mutex_lock (&self->lock);
  self->done++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
wait_for (Count *self, guint n)
{
  gint64 until = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  g_mutex_lock (&self->lock);
  while (self->done < n)
    if (!g_cond_wait_until (&self->cond, &self->lock, until))
      g_error ("waited 30 s in vain for %u of %u answers", self->done, n);
  g_mutex_unlock (&self->lock);
}

static void
on_committed (KioskCommit *commit, gpointer user_data)
{
  count (user_data);
}

static void
on_called (gpointer user_data)
{
  count (user_data);
}

static KioskCommit *
new_commit (Works *works, const char *id)
{
  KioskCommit *commit = folder_new_commit (id, "KIOSK7", id);

  g_clear_pointer (&commit->receipt, g_bytes_unref);
  g_clear_pointer (&commit->receipt_signature, g_bytes_unref);
  g_ptr_array_set_size (commit->chunks, 0);
  g_ptr_array_add (commit->chunks, g_strdup (works->digest));

  return commit;
}

static void
test_a_receipt_verifies (Works *works, gconstpointer data)
{
  const char *id = "0193a5b0-7c1e-7000-8000-00000000000a";
  g_autoptr (KioskCommit) commit = new_commit (works, id);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (KioskAcknowledgement) ack = NULL;
  g_autoptr (GError) error = NULL;
  Count answered = { 0 };

  g_assert_true (kiosk_committer_submit (works->committer, commit, on_committed, &answered));
  wait_for (&answered, 1);
  g_assert_cmpint (commit->outcome, ==, KIOSK_COMMIT_CREATED);
  g_ptr_array_add (keys, works->key);
  ack = kiosk_acknowledgement_verify (commit->receipt, commit->receipt_signature, keys, id,
                                      commit->manifest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ack->received_at, ==, "2026-11-25T09:41:07+07:00");
}

static void
test_without_its_chunk_there_is_no_receipt_to_be_had (Works *works, gconstpointer data)
{
  g_autoptr (KioskCommit) commit = new_commit (works, "0193a5b0-7c1e-7000-8000-00000000000a");
  Count answered = { 0 };

  g_assert_true (kiosk_blobs_remove (works->blobs, works->digest, NULL));
  g_assert_true (kiosk_committer_submit (works->committer, commit, on_committed, &answered));
  wait_for (&answered, 1);
  g_assert_cmpint (commit->outcome, ==, KIOSK_COMMIT_MISSING_CHUNKS);
}

typedef struct
{
  Works *works;
  Count *answered;
  GPtrArray *commits;
} Sender;

static gpointer
send_all (gpointer user_data)
{
  Sender *sender = user_data;

  for (guint i = 0; i < N_EACH; i++)
    {
      g_autofree char *id = g_strdup_printf ("0193a5b0-7c1e-7000-8000-%012u", i);
      KioskCommit *commit = new_commit (sender->works, id);

      g_ptr_array_add (sender->commits, commit);
      g_assert_true (kiosk_committer_submit (sender->works->committer, commit, on_committed,
                                             sender->answered));
    }

  return NULL;
}

static void
test_of_all_who_send_the_same_one_is_first (Works *works, gconstpointer data)
{
  Count answered = { 0 };
  Sender senders[N_THREADS];
  GThread *threads[N_THREADS];
  guint created = 0, replayed = 0;

  for (guint i = 0; i < N_THREADS; i++)
    {
      senders[i].works = works;
      senders[i].answered = &answered;
      senders[i].commits = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_commit_free);
      threads[i] = g_thread_new ("sender", send_all, &senders[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  wait_for (&answered, N_THREADS * N_EACH);

  for (guint i = 0; i < N_THREADS; i++)
    {
      for (guint j = 0; j < N_EACH; j++)
        {
          KioskCommit *commit = g_ptr_array_index (senders[i].commits, j);
          KioskCommit *first = g_ptr_array_index (senders[0].commits, j);

          created += commit->outcome == KIOSK_COMMIT_CREATED;
          replayed += commit->outcome == KIOSK_COMMIT_REPLAYED;
          g_assert_true (g_bytes_equal (commit->receipt, first->receipt));
        }
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_ptr_array_unref (senders[i].commits);
  g_assert_cmpuint (created, ==, N_EACH);
  g_assert_cmpuint (replayed, ==, (N_THREADS - 1) * N_EACH);
}

static void
test_going_down_answers_all_and_takes_no_more (Works *works, gconstpointer data)
{
  Count answered = { 0 };
  Sender sender
      = { works, &answered, g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_commit_free) };
  g_autoptr (KioskCommit) late = new_commit (works, "0193a5b0-7c1e-7000-8000-00000000000a");

  send_all (&sender);
  kiosk_committer_drain (works->committer);
  g_assert_cmpuint (answered.done, ==, N_EACH);
  g_assert_false (kiosk_committer_submit (works->committer, late, on_committed, &answered));
  g_ptr_array_unref (sender.commits);
}

static void
test_who_waits_is_called_for_news_of_its_own_only (Works *works, gconstpointer data)
{
  g_autoptr (KioskWaitingRoom) room = kiosk_waiting_room_new (works->folder.records);
  g_autoptr (KioskCommit) commit = new_commit (works, "0193a5b0-7c1e-7000-8000-00000000000a");
  Count called = { 0 }, others = { 0 }, answered = { 0 };

  g_assert_true (kiosk_waiting_room_enter (room, "KIOSK7", 0, 60, on_called, &called));
  g_assert_true (kiosk_waiting_room_enter (room, "KIOSK8", 0, 60, on_called, &others));
  g_assert_true (kiosk_waiting_room_enter (room, "KIOSK7", 1, 60, on_called, &others));
  g_assert_true (kiosk_committer_submit (works->committer, commit, on_committed, &answered));
  wait_for (&called, 1);
  g_assert_cmpuint (others.done, ==, 0);

  kiosk_waiting_room_close (room);
  g_assert_cmpuint (others.done, ==, 2);
  g_assert_false (kiosk_waiting_room_enter (room, "KIOSK7", 0, 60, on_called, &called));
}

static void
test_who_comes_after_the_news_is_called_too (Works *works, gconstpointer data)
{
  g_autoptr (KioskWaitingRoom) room = kiosk_waiting_room_new (works->folder.records);
  g_autoptr (KioskCommit) commit = new_commit (works, "0193a5b0-7c1e-7000-8000-00000000000a");
  Count called = { 0 }, answered = { 0 };

  g_assert_true (kiosk_committer_submit (works->committer, commit, on_committed, &answered));
  wait_for (&answered, 1);
  g_assert_true (kiosk_waiting_room_enter (room, "KIOSK7", 0, 60, on_called, &called));
  wait_for (&called, 1);
}

static void
test_a_chunk_that_changed_on_the_disk_is_not_given_out (Works *works, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("%s/blobs/%.2s/%.2s/%s", works->folder.path,
                                           works->digest, works->digest + 2, works->digest);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) good = kiosk_blobs_get (works->blobs, works->digest, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (good), ==, 5);
  g_assert_true (g_file_set_contents (path, "chunq", 5, NULL));
  g_assert_null (kiosk_blobs_get (works->blobs, works->digest, &error));
  g_assert_nonnull (error);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/gateway/threads/" name, Works, NULL, works_set_up, function, works_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-receipt-verifies", test_a_receipt_verifies);
  ADD ("without-its-chunk-there-is-no-receipt",
       test_without_its_chunk_there_is_no_receipt_to_be_had);
  ADD ("of-all-who-send-the-same-one-is-first", test_of_all_who_send_the_same_one_is_first);
  ADD ("going-down-answers-all-and-takes-no-more", test_going_down_answers_all_and_takes_no_more);
  ADD ("who-waits-is-called-for-news-of-its-own",
       test_who_waits_is_called_for_news_of_its_own_only);
  ADD ("who-comes-after-the-news-is-called-too", test_who_comes_after_the_news_is_called_too);
  ADD ("a-changed-chunk-is-not-given-out", test_a_chunk_that_changed_on_the_disk_is_not_given_out);

  return g_test_run ();
}
