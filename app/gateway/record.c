/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/record.h"

static const char *const states[] = {
  [KIOSK_RECORD_RECEIVED] = "received",
  [KIOSK_RECORD_NUMBERED] = "numbered",
  [KIOSK_RECORD_DELIVERED] = "delivered",
  [KIOSK_RECORD_QUARANTINED] = "quarantined",
};

/**
 * kiosk_record_state_to_string:
 * @state: a state
 *
 * Returns: its word, in the database and in GET /v1/submissions/{id}
 */
const char *
kiosk_record_state_to_string (KioskRecordState state)
{
  return states[state];
}

/**
 * kiosk_commit_new:
 *
 * Returns: (transfer full): an empty commit, which has failed until it succeeds
 */
KioskCommit *
kiosk_commit_new (void)
{
  return g_new0 (KioskCommit, 1);
}

/**
 * kiosk_commit_free:
 * @self: (transfer full) (nullable): a commit
 */
void
kiosk_commit_free (KioskCommit *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->device);
  g_free (self->provisional);
  g_free (self->procedure);
  g_free (self->manifest_sha256);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_free (self->received_at);
  g_clear_pointer (&self->receipt, g_bytes_unref);
  g_clear_pointer (&self->receipt_signature, g_bytes_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self);
}

/**
 * kiosk_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
kiosk_record_free (KioskRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->device);
  g_free (self->provisional);
  g_free (self->procedure);
  g_free (self->manifest_sha256);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->receipt, g_bytes_unref);
  g_clear_pointer (&self->receipt_signature, g_bytes_unref);
  g_free (self->received_at);
  g_free (self->official);
  g_free (self->reason);
  g_free (self);
}
