/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/sqlite-rows.h"

#include "gateway/config.h"

static KioskRecordState
state_from_string (const char *text)
{
  for (guint i = KIOSK_RECORD_RECEIVED; i <= KIOSK_RECORD_QUARANTINED; i++)
    if (g_strcmp0 (kiosk_record_state_to_string (i), text) == 0)
      return i;

  return KIOSK_RECORD_QUARANTINED;
}

/**
 * kiosk_row_to_record:
 * @row: a statement that stands on a row of submissions
 *
 * Returns: (transfer full): what the row says
 */
KioskRecord *
kiosk_row_to_record (KioskStatement *row)
{
  KioskRecord *record = g_new0 (KioskRecord, 1);

  record->id = g_strdup (kiosk_statement_get_text (row, 0));
  record->device = g_strdup (kiosk_statement_get_text (row, 1));
  record->provisional = g_strdup (kiosk_statement_get_text (row, 2));
  record->procedure = g_strdup (kiosk_statement_get_text (row, 3));
  record->manifest_sha256 = g_strdup (kiosk_statement_get_text (row, 4));
  record->manifest = kiosk_statement_get_bytes (row, 5);
  record->receipt = kiosk_statement_get_bytes (row, 6);
  record->receipt_signature = kiosk_statement_get_bytes (row, 7);
  record->received_at = g_strdup (kiosk_statement_get_text (row, 8));
  record->state = state_from_string (kiosk_statement_get_text (row, 9));
  record->official = g_strdup (kiosk_statement_get_text (row, 10));
  record->status = (int) kiosk_statement_get_int64 (row, 11);
  record->reason = g_strdup (kiosk_statement_get_text (row, 12));
  record->attempts = (guint) kiosk_statement_get_int64 (row, 13);

  return record;
}

/**
 * kiosk_lane_find:
 * @lane: a lane whose lock the caller holds
 * @which: %KIOSK_SQL_FIND or %KIOSK_SQL_FIND_OFFICIAL
 * @key: what to find
 * @error: return location, %KIOSK_GATEWAY_ERROR_NOT_FOUND or of the store
 *
 * Returns: (transfer full): the submission
 */
KioskRecord *
kiosk_lane_find (KioskLane *lane, KioskLaneSql which, const char *key, GError **error)
{
  g_autoptr (KioskBorrowed) find = kiosk_lane_borrow (lane, which, error);
  KioskStep step;

  if (find == NULL)
    return NULL;

  kiosk_statement_bind_text (find, 1, key);
  step = kiosk_statement_step (find, error);
  if (step == KIOSK_STEP_ROW)
    return kiosk_row_to_record (find);

  if (step == KIOSK_STEP_DONE)
    g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND,
                         "no submission has that id or number");
  return NULL;
}

static gboolean
next_sequence (KioskLane *lane, const char *device, gint64 *sequence, GError **error)
{
  g_autoptr (KioskBorrowed) add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_DEVICE, error);
  g_autoptr (KioskBorrowed) next
      = add != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_NEXT_SEQUENCE, error) : NULL;

  if (next == NULL)
    return FALSE;

  kiosk_statement_bind_text (add, 1, device);
  kiosk_statement_bind_text (next, 1, device);
  if (!kiosk_statement_run (add, error) || kiosk_statement_step (next, error) != KIOSK_STEP_ROW)
    return FALSE;

  *sequence = kiosk_statement_get_int64 (next, 0);
  return kiosk_statement_run (next, error);
}

/**
 * kiosk_lane_get_last_sequence:
 * @lane: a lane whose lock the caller holds
 * @device: a device
 * @sequence: (out): that of its last event, 0 when it had none
 * @error: return location, of the store
 *
 * Returns: whether it could be read
 */
gboolean
kiosk_lane_get_last_sequence (KioskLane *lane, const char *device, gint64 *sequence, GError **error)
{
  g_autoptr (KioskBorrowed) last = kiosk_lane_borrow (lane, KIOSK_SQL_LAST_SEQUENCE, error);
  KioskStep step;

  if (last == NULL)
    return FALSE;

  kiosk_statement_bind_text (last, 1, device);
  step = kiosk_statement_step (last, error);
  *sequence = step == KIOSK_STEP_ROW ? kiosk_statement_get_int64 (last, 0) : 0;
  return step != KIOSK_STEP_FAILED;
}

/**
 * kiosk_lane_raise_events:
 * @lane: a lane with an open transaction
 * @device: whose events
 * @beyond: a sequence the device has seen
 * @error: return location, of the store
 *
 * When we know of no sequence as high as @beyond, all events of the device get one above it, in
 * the order they had.
 *
 * Returns: whether the transaction can go on
 */
gboolean
kiosk_lane_raise_events (KioskLane *lane, const char *device, gint64 beyond, GError **error)
{
  g_autoptr (KioskBorrowed) add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_DEVICE, error);
  g_autoptr (KioskBorrowed) raise
      = add != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_RAISE_SEQUENCE, error) : NULL;
  g_autoptr (KioskBorrowed) events
      = raise != NULL ? kiosk_lane_borrow (lane, KIOSK_SQL_RAISE_EVENTS, error) : NULL;
  KioskStep step;

  if (events == NULL)
    return FALSE;

  kiosk_statement_bind_text (add, 1, device);
  kiosk_statement_bind_text (raise, 1, device);
  kiosk_statement_bind_int64 (raise, 2, beyond);
  if (!kiosk_statement_run (add, error))
    return FALSE;
  step = kiosk_statement_step (raise, error);
  if (step != KIOSK_STEP_ROW)
    return step == KIOSK_STEP_DONE;

  kiosk_statement_bind_text (events, 1, device);
  kiosk_statement_bind_int64 (events, 2, beyond);
  return kiosk_statement_run (raise, error) && kiosk_statement_run (events, error);
}

/**
 * kiosk_lane_add_event:
 * @lane: a lane with an open transaction
 * @device: who is told
 * @event: what; gets its sequence here
 * @error: return location, of the store
 *
 * Returns: whether the event is part of the transaction
 */
gboolean
kiosk_lane_add_event (KioskLane *lane, const char *device, const KioskEvent *event, GError **error)
{
  g_autoptr (KioskBorrowed) add = NULL;
  gint64 sequence;

  if (!next_sequence (lane, device, &sequence, error))
    return FALSE;

  add = kiosk_lane_borrow (lane, KIOSK_SQL_ADD_EVENT, error);
  if (add == NULL)
    return FALSE;

  kiosk_statement_bind_text (add, 1, device);
  kiosk_statement_bind_int64 (add, 2, sequence);
  kiosk_statement_bind_text (add, 3, event->submission_id);
  kiosk_statement_bind_text (add, 4, event->kind);
  kiosk_statement_bind_text (add, 5, event->official);
  kiosk_statement_bind_int64 (add, 6, event->status);
  kiosk_statement_bind_text (add, 7, event->at);

  return kiosk_statement_run (add, error);
}
