/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/delivery.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "base/encode.h"
#include "wire/acknowledgement.h"
#include "wire/envelope.h"
#include "wire/manifest.h"

#define PARALLEL_CHUNKS 2
#define MAX_ROUNDS 3 /* without progress: sync gives an entry no more than that */
#define PATIENCE_S 30

/* One attempt to bring one entry to the province: commit; send what it says it lacks; commit again.
 * To begin with the commit costs a small request and makes the attempt after a crash, or after an
 * answer that was lost, the same as the first. Nothing of it is written down. */
typedef struct
{
  /* owned */
  char *id;
  char *folder;
  GBytes *manifest;
  GBytes *envelope;
  GPtrArray *receipt_keys; /* (element-type KioskSigningKey) */
  GHashTable *ours;        /* (element-type utf8): digests that the manifest names */
  GPtrArray *missing;      /* (nullable) (element-type utf8) */

  /* state */
  guint next;      /* into missing */
  guint in_flight; /* chunks */
  guint n_missing; /* in the last round */
  guint stalled_rounds;
  gboolean ended;
} Delivery;

static void commit (GTask *task);

static void
delivery_free (gpointer data)
{
  Delivery *self = data;

  g_free (self->id);
  g_free (self->folder);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->envelope, g_bytes_unref);
  g_ptr_array_unref (self->receipt_keys);
  g_hash_table_unref (self->ours);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self);
}

/**
 * kiosk_outcome_free:
 * @self: (transfer full): an outcome
 */
void
kiosk_outcome_free (KioskOutcome *self)
{
  g_clear_pointer (&self->receipt, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self->received_at);
  g_free (self);
}

/* Takes the caller's reference on the task. Chunks still under way find it ended. */
static void
end (GTask *task, KioskOutcome *outcome)
{
  Delivery *self = g_task_get_task_data (task);

  if (self->ended)
    {
      kiosk_outcome_free (outcome);
      return;
    }
  self->ended = TRUE;
  g_task_return_pointer (task, outcome, (GDestroyNotify) kiosk_outcome_free);
}

static void
end_with (GTask *task, KioskVerdict verdict, guint retry_after_s, const char *reason)
{
  KioskOutcome *outcome = g_new0 (KioskOutcome, 1);

  outcome->verdict = verdict;
  outcome->retry_after_s = retry_after_s;
  outcome->reason = reason;
  end (task, outcome);
}

static void
end_with_error (GTask *task, GError *error)
{
  Delivery *self = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (!self->ended)
        g_task_return_error (task, g_steal_pointer (&owned));
      self->ended = TRUE;
      return;
    }

  g_info ("%s: %s", self->id, owned->message);
  end_with (task,
            g_error_matches (owned, KIOSK_TRANSPORT_ERROR, KIOSK_TRANSPORT_ERROR_UNTRUSTED)
                ? KIOSK_VERDICT_UNTRUSTED
                : KIOSK_VERDICT_BACK_OFF,
            0, NULL);
}

static const char *
name_refusal (guint status, KioskProblemType type)
{
  switch ((int) type)
    {
    case KIOSK_PROBLEM_TYPE_ID_REUSED:
      return "id-reused";
    case KIOSK_PROBLEM_TYPE_BAD_SIGNATURE:
      return "bad-signature";
    case KIOSK_PROBLEM_TYPE_UNKNOWN_KID:
      return "unknown-kid";
    case KIOSK_PROBLEM_TYPE_TOO_LARGE:
      return "too-large";
    case KIOSK_PROBLEM_TYPE_MALFORMED:
      return "malformed";
    default:
      return status == 413 ? "too-large" : status == 415 ? "media-type" : "refused";
    }
}

/* ---- chunks ---- */

/* What the disk holds is checked each time before it is sent: a chunk that has rotted would be
 * refused by the province for ever. */
static GBytes *
read_chunk (Delivery *self, const char *digest)
{
  g_autofree char *path = g_build_filename (self->folder, digest, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = kiosk_file_read (path, KIOSK_WIRE_MAX_CHUNK, &error);
  g_autofree char *found = NULL;
  gsize length;
  gconstpointer data;

  if (chunk == NULL)
    {
      g_warning ("%s: a sealed chunk cannot be read: %s", self->id, error->message);
      return NULL;
    }

  data = g_bytes_get_data (chunk, &length);
  found = kiosk_sha256_hex (data, length);
  if (g_str_equal (found, digest))
    return g_steal_pointer (&chunk);

  g_warning ("%s: a sealed chunk is not what it was", self->id);
  return NULL;
}

/* Content-Digest of RFC 9530. */
static char *
write_digest_header (const char *digest)
{
  g_autoptr (GBytes) bytes = kiosk_hex_decode (digest);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = kiosk_base64_encode (data, length);

  return g_strdup_printf ("Content-Digest: sha-256=:%s:", text);
}

static void send_chunks (GTask *task);

static void
on_chunk (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Delivery *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KioskAnswer) answer
      = kiosk_transport_send_finish (KIOSK_TRANSPORT (source), result, &error);
  KioskProblemType type;
  KioskVerdict verdict;

  self->in_flight--;
  if (answer == NULL)
    {
      end_with_error (task, error);
      return;
    }

  type = kiosk_problem_parse (answer->body, NULL);
  verdict = kiosk_verdict_of (answer->status, type);
  /* Missing or mangled on the way: the next commit says what is still missing, and counts rounds. */
  if (verdict == KIOSK_VERDICT_ACCEPTED || verdict == KIOSK_VERDICT_SEND_MISSING
      || verdict == KIOSK_VERDICT_CHECK_LOCAL)
    send_chunks (task);
  else
    end_with (task, verdict, answer->retry_after_s, name_refusal (answer->status, type));
}

static gboolean
send_chunk (GTask *task, const char *digest)
{
  Delivery *self = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("/v1/chunks/", digest, NULL);
  g_autofree char *digest_header = write_digest_header (digest);
  const char *const headers[] = { digest_header, NULL };
  g_autoptr (GBytes) chunk = read_chunk (self, digest);
  KioskRequest request = {
    .method = "PUT",
    .path = path,
    .media_type = "application/octet-stream",
    .body = chunk,
    .headers = headers,
    .patience_s = PATIENCE_S,
  };

  if (chunk == NULL)
    return FALSE;

  self->in_flight++;
  kiosk_transport_send_async (g_task_get_source_object (task), &request,
                              g_task_get_cancellable (task), on_chunk, g_object_ref (task));
  return TRUE;
}

static void
send_chunks (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);

  while (!self->ended && self->in_flight < PARALLEL_CHUNKS && self->next < self->missing->len)
    if (!send_chunk (task, g_ptr_array_index (self->missing, self->next++)))
      end_with (task, KIOSK_VERDICT_QUARANTINE, 0, "local-corrupt");

  if (!self->ended && self->in_flight == 0)
    commit (task);
}

static void
start_round (GTask *task, GPtrArray *missing)
{
  Delivery *self = g_task_get_task_data (task);

  g_clear_pointer (&self->missing, g_ptr_array_unref);
  self->missing = missing;
  self->next = 0;
  if (self->n_missing > 0 && missing->len >= self->n_missing)
    self->stalled_rounds++;
  self->n_missing = missing->len;

  for (guint i = 0; i < missing->len; i++)
    if (!g_hash_table_contains (self->ours, g_ptr_array_index (missing, i)))
      {
        end_with (task, KIOSK_VERDICT_WRONG_SERVER, 0, NULL);
        return;
      }
  if (self->stalled_rounds >= MAX_ROUNDS)
    end_with (task, KIOSK_VERDICT_QUARANTINE, 0, "missing-chunks");
  else
    send_chunks (task);
}

/* ---- commit ---- */

/* A status code proves nothing: a portal answers 200 as well. Only the province's signature over
 * this very manifest does. */
static void
verify_receipt (GTask *task, const KioskAnswer *answer)
{
  Delivery *self = g_task_get_task_data (task);
  g_autoptr (KioskOutcome) outcome = g_new0 (KioskOutcome, 1);
  g_autoptr (KioskAcknowledgement) acknowledgement = NULL;
  g_autoptr (GError) error = NULL;

  if (kiosk_acknowledgement_parse_body (answer->body, &outcome->receipt, &outcome->signature,
                                        &error))
    acknowledgement = kiosk_acknowledgement_verify (
        outcome->receipt, outcome->signature, self->receipt_keys, self->id, self->manifest, &error);
  if (acknowledgement == NULL)
    {
      g_warning ("%s: the answer is no receipt: %s", self->id, error->message);
      end_with (task, KIOSK_VERDICT_BACK_OFF, answer->retry_after_s, NULL);
      return;
    }

  outcome->verdict = KIOSK_VERDICT_ACCEPTED;
  outcome->received_at = g_strdup (acknowledgement->received_at);
  end (task, g_steal_pointer (&outcome));
}

/* The envelope was mangled on the way, or a chunk's file is. */
static void
check_local (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, self->ours);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      g_autoptr (GBytes) chunk = read_chunk (self, digest);

      if (chunk == NULL)
        {
          end_with (task, KIOSK_VERDICT_QUARANTINE, 0, "local-corrupt");
          return;
        }
    }
  end_with (task, KIOSK_VERDICT_BACK_OFF, 0, NULL);
}

static void
on_commit (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (KioskAnswer) answer
      = kiosk_transport_send_finish (KIOSK_TRANSPORT (source), result, &error);
  GPtrArray *missing = NULL;
  KioskProblemType type;
  KioskVerdict verdict;

  if (answer == NULL)
    {
      end_with_error (task, error);
      return;
    }

  type = kiosk_problem_parse (answer->body, &missing);
  verdict = kiosk_verdict_of (answer->status, type);
  if (verdict == KIOSK_VERDICT_ACCEPTED)
    verify_receipt (task, answer);
  else if (verdict == KIOSK_VERDICT_SEND_MISSING)
    start_round (task, g_steal_pointer (&missing));
  else if (verdict == KIOSK_VERDICT_CHECK_LOCAL)
    check_local (task);
  else
    end_with (task, verdict, answer->retry_after_s, name_refusal (answer->status, type));
  g_clear_pointer (&missing, g_ptr_array_unref);
}

static void
commit (GTask *task)
{
  Delivery *self = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("/v1/submissions/", self->id, NULL);
  gsize length;
  gconstpointer data = g_bytes_get_data (self->envelope, &length);
  g_autofree char *digest = kiosk_sha256_hex (data, length);
  g_autofree char *digest_header = write_digest_header (digest);
  g_autofree char *key_header = g_strdup_printf ("Idempotency-Key: %s", self->id);
  const char *const headers[] = { digest_header, key_header, NULL };
  KioskRequest request = {
    .method = "PUT",
    .path = path,
    .media_type = "application/json",
    .body = self->envelope,
    .headers = headers,
    .patience_s = PATIENCE_S,
  };

  kiosk_transport_send_async (g_task_get_source_object (task), &request,
                              g_task_get_cancellable (task), on_commit, g_object_ref (task));
}

static GHashTable *
list_chunks (GBytes *manifest_bytes)
{
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (manifest_bytes, NULL);
  g_autoptr (GPtrArray) chunks = NULL;
  GHashTable *set;

  if (manifest == NULL)
    return NULL;

  chunks = kiosk_manifest_list_chunks (manifest);
  set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < chunks->len; i++)
    g_hash_table_add (set, g_strdup (g_ptr_array_index (chunks, i)));
  return set;
}

/**
 * kiosk_delivery_send_async:
 * @transport: how to reach the gateway
 * @entry: what to deliver
 * @receipt_keys: (element-type KioskSigningKey): the keys whose receipts are believed
 * @cancellable: (nullable): to give it up; nothing is lost by that
 * @callback: called in the main loop
 * @user_data: for @callback
 */
void
kiosk_delivery_send_async (KioskTransport *transport, const KioskOutboxEntry *entry,
                           const GPtrArray *receipt_keys, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  Delivery *self = g_new0 (Delivery, 1);

  g_task_set_source_tag (task, kiosk_delivery_send_async);
  self->id = g_strdup (entry->id);
  self->folder = g_strdup (entry->folder);
  self->manifest = g_bytes_ref (entry->manifest);
  self->envelope = kiosk_envelope_write (entry->manifest, entry->signature);
  self->receipt_keys = g_ptr_array_ref ((GPtrArray *) receipt_keys);
  self->ours = list_chunks (entry->manifest);
  g_task_set_task_data (task, self, delivery_free);

  if (self->ours != NULL)
    {
      commit (task);
      return;
    }
  self->ours = g_hash_table_new (g_str_hash, g_str_equal);
  end_with (task, KIOSK_VERDICT_QUARANTINE, 0, "local-corrupt");
}

/**
 * kiosk_delivery_send_finish:
 * @transport: how the gateway was reached
 * @result: what the callback was given
 * @error: only that it was cancelled; whatever else goes wrong is an outcome
 *
 * Returns: (transfer full): what became of it
 */
KioskOutcome *
kiosk_delivery_send_finish (KioskTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
