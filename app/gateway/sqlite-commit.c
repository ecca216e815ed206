/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/sqlite-commit.h"

#include "gateway/config.h"
#include "gateway/sqlite-rows.h"

static gboolean
insert (KioskLane *lane, const KioskCommit *commit, gboolean *inserted, GError **error)
{
  g_autoptr (KioskBorrowed) add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_SUBMISSION, error);
  KioskStep step;

  if (add == NULL)
    return FALSE;

  kiosk_statement_bind_text (add, 1, commit->id);
  kiosk_statement_bind_text (add, 2, commit->device);
  kiosk_statement_bind_text (add, 3, commit->provisional);
  kiosk_statement_bind_text (add, 4, commit->procedure);
  kiosk_statement_bind_text (add, 5, commit->manifest_sha256);
  kiosk_statement_bind_bytes (add, 6, commit->manifest);
  kiosk_statement_bind_bytes (add, 7, commit->signature);
  kiosk_statement_bind_bytes (add, 8, commit->receipt);
  kiosk_statement_bind_bytes (add, 9, commit->receipt_signature);
  kiosk_statement_bind_text (add, 10, commit->received_at);
  step = kiosk_statement_step (add, error);
  *inserted = step == KIOSK_STEP_ROW;

  return step != KIOSK_STEP_FAILED && (step == KIOSK_STEP_DONE || kiosk_statement_run (add, error));
}

static gboolean
refer_to_chunks (KioskLane *lane, const KioskCommit *commit, GError **error)
{
  for (guint i = 0; i < commit->chunks->len; i++)
    {
      g_autoptr (KioskBorrowed) add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_CHUNK, error);

      if (add == NULL)
        return FALSE;
      kiosk_statement_bind_text (add, 1, g_ptr_array_index (commit->chunks, i));
      kiosk_statement_bind_text (add, 2, commit->id);
      if (!kiosk_statement_run (add, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * kiosk_lane_commit:
 * @lane: a lane with an open transaction
 * @commit: a submission, gets its outcome
 * @find: (scope call): says which chunks are not kept
 * @data: for @find
 * @error: return location, of the store
 *
 * The row's own key decides who is first: nothing is looked up and then inserted.
 *
 * Returns: whether the transaction can go on
 */
gboolean
kiosk_lane_commit (KioskLane *lane, KioskCommit *commit, KioskFindMissing find, gpointer data,
                   GError **error)
{
  KioskEvent event = { 0, commit->id, (char *) "received", NULL, 0, commit->received_at };
  g_autoptr (KioskRecord) before = NULL;
  g_autoptr (GPtrArray) missing = find (commit->chunks, data);
  gboolean inserted = FALSE;

  if (missing->len == 0 && !insert (lane, commit, &inserted, error))
    return FALSE;

  if (inserted)
    {
      commit->outcome = KIOSK_COMMIT_CREATED;
      return refer_to_chunks (lane, commit, error)
             && kiosk_lane_add_event (lane, commit->device, &event, error);
    }

  before = kiosk_lane_find (lane, KIOSK_SQL_FIND, commit->id, error);
  if (before == NULL)
    {
      if (!g_error_matches (*error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND))
        return FALSE;
      g_clear_error (error);
      commit->outcome = KIOSK_COMMIT_MISSING_CHUNKS;
      commit->missing = g_steal_pointer (&missing);
      return TRUE;
    }

  if (!g_str_equal (before->device, commit->device)
      || !g_str_equal (before->manifest_sha256, commit->manifest_sha256))
    {
      commit->outcome = KIOSK_COMMIT_ID_REUSED;
      return TRUE;
    }

  commit->outcome = KIOSK_COMMIT_REPLAYED;
  g_bytes_unref (commit->receipt);
  g_bytes_unref (commit->receipt_signature);
  commit->receipt = g_steal_pointer (&before->receipt);
  commit->receipt_signature = g_steal_pointer (&before->receipt_signature);
  return TRUE;
}
