/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/committer.h"

#include "wire/acknowledgement.h"

#define MAX_BATCH 256
#define MAX_WAITING 4096

typedef struct
{
  KioskCommit *commit; /* (not owned) */
  KioskCommitted done;
  gpointer user_data;
} Waiting;

/**
 * KioskCommitter:
 *
 * The one thread that commits; takes all that wait in one transaction.
 *
 * One flush of the disk costs as much for a hundred submissions as for one, so a rush does not
 * slow the gateway down in proportion.
 */
struct _KioskCommitter
{
  KioskRecords *records;
  KioskBlobs *blobs;
  KioskSigningKey *receipt_key;
  char *tenant;
  KioskClock *clock;

  GThread *thread;
  GMutex lock;
  GCond woken;
  GArray *waiting; /* (element-type Waiting) */
  gboolean draining;
};

static GPtrArray *
find_missing (const GPtrArray *digests, gpointer user_data)
{
  KioskBlobs *blobs = user_data;
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < digests->len; i++)
    if (!kiosk_blobs_has (blobs, g_ptr_array_index (digests, i)))
      g_ptr_array_add (missing, g_strdup (g_ptr_array_index (digests, i)));

  return missing;
}

/* Signed before the transaction and handed out after it: a receipt exists only for what is durable. */
static void
write_receipt (KioskCommitter *self, KioskCommit *commit)
{
  guint8 signature[KIOSK_SIGNATURE_SIZE];
  KioskAcknowledgement ack = { 0 };
  gconstpointer data;
  gsize length;

  g_free (commit->received_at);
  commit->received_at = kiosk_clock_now_rfc3339 (self->clock);
  ack.id = commit->id;
  ack.manifest_sha256 = commit->manifest_sha256;
  ack.device = commit->device;
  ack.tenant = self->tenant;
  ack.received_at = commit->received_at;
  ack.kid = (char *) kiosk_signing_key_get_id (self->receipt_key);

  commit->receipt = kiosk_acknowledgement_write (&ack);
  data = g_bytes_get_data (commit->receipt, &length);
  if (kiosk_signing_key_sign (self->receipt_key, data, length, signature))
    commit->receipt_signature = g_bytes_new (signature, sizeof signature);
}

static void
commit_batch (KioskCommitter *self, GArray *batch)
{
  g_autoptr (GPtrArray) commits = g_ptr_array_sized_new (batch->len);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < batch->len; i++)
    {
      KioskCommit *commit = g_array_index (batch, Waiting, i).commit;

      write_receipt (self, commit);
      if (commit->receipt_signature != NULL)
        g_ptr_array_add (commits, commit);
    }

  if (commits->len > 0
      && !kiosk_records_commit (self->records, commits, find_missing, self->blobs, &error))
    g_warning ("%u submissions not committed, their devices will try again: %s", commits->len,
               error->message);

  for (guint i = 0; i < batch->len; i++)
    {
      Waiting *waiting = &g_array_index (batch, Waiting, i);

      waiting->done (waiting->commit, waiting->user_data);
    }
}

static GArray *
take_batch (KioskCommitter *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  GArray *batch;
  guint length;

  while (self->waiting->len == 0 && !self->draining)
    g_cond_wait (&self->woken, &self->lock);
  if (self->waiting->len == 0)
    return NULL;

  length = MIN (self->waiting->len, MAX_BATCH);
  batch = g_array_sized_new (FALSE, FALSE, sizeof (Waiting), length);
  g_array_append_vals (batch, self->waiting->data, length);
  g_array_remove_range (self->waiting, 0, length);

  return batch;
}

static gpointer
run (gpointer user_data)
{
  KioskCommitter *self = user_data;
  GArray *batch;

  while ((batch = take_batch (self)) != NULL)
    {
      commit_batch (self, batch);
      g_array_unref (batch);
    }

  return NULL;
}

/**
 * kiosk_committer_new:
 * @records: where submissions go
 * @blobs: where their chunks must be
 * @receipt_key: signs the acknowledgements
 * @tenant: for whom
 * @clock: the province's time
 *
 * Returns: (transfer full): a committer with its thread
 */
KioskCommitter *
kiosk_committer_new (KioskRecords *records, KioskBlobs *blobs, KioskSigningKey *receipt_key,
                     const char *tenant, KioskClock *clock)
{
  KioskCommitter *self = g_new0 (KioskCommitter, 1);

  self->records = g_object_ref (records);
  self->blobs = g_object_ref (blobs);
  self->receipt_key = kiosk_signing_key_ref (receipt_key);
  self->tenant = g_strdup (tenant);
  self->clock = g_object_ref (clock);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  self->thread = g_thread_new ("committer", run, self);

  return self;
}

/**
 * kiosk_committer_submit:
 * @self: a committer
 * @commit: a checked submission, kept by the caller until @done is called
 * @done: (scope async): called once, in another thread, possibly before this returns
 * @user_data: for @done
 *
 * Returns: whether @done will be called; not when too many wait or the gateway is going down
 */
gboolean
kiosk_committer_submit (KioskCommitter *self, KioskCommit *commit, KioskCommitted done,
                        gpointer user_data)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Waiting waiting = { commit, done, user_data };

  if (self->draining || self->waiting->len >= MAX_WAITING)
    return FALSE;

  g_array_append_val (self->waiting, waiting);
  g_cond_signal (&self->woken);

  return TRUE;
}

/**
 * kiosk_committer_drain:
 * @self: a committer
 *
 * Commits what waits, takes nothing more and returns when the thread has ended.
 */
void
kiosk_committer_drain (KioskCommitter *self)
{
  g_mutex_lock (&self->lock);
  self->draining = TRUE;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * kiosk_committer_free:
 * @self: (transfer full) (nullable): a committer, drained if it was not
 */
void
kiosk_committer_free (KioskCommitter *self)
{
  if (self == NULL)
    return;

  kiosk_committer_drain (self);
  g_object_unref (self->records);
  g_object_unref (self->blobs);
  kiosk_signing_key_unref (self->receipt_key);
  g_free (self->tenant);
  g_object_unref (self->clock);
  g_array_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}
