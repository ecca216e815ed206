/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/entry.h"

/* What stands in the database; never change a word that a kiosk in the field has written. */
static const char *const words[] = {
  [KIOSK_OUTBOX_SEALED] = "sealed",           [KIOSK_OUTBOX_HELD] = "held",
  [KIOSK_OUTBOX_QUARANTINED] = "quarantined", [KIOSK_OUTBOX_ACKED] = "acked",
  [KIOSK_OUTBOX_PURGED] = "purged",
};

/**
 * kiosk_outbox_entry_free:
 * @self: (transfer full) (nullable): an entry
 */
void
kiosk_outbox_entry_free (KioskOutboxEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->provisional);
  g_free (self->official);
  g_free (self->received_at);
  g_free (self->reason);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self->folder);
  g_free (self);
}

/**
 * kiosk_outbox_state_to_string:
 * @state: a state
 *
 * Returns: the word that stands for it in the database and in logs
 */
const char *
kiosk_outbox_state_to_string (KioskOutboxState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), "?");

  return words[state];
}

/**
 * kiosk_outbox_state_parse:
 * @text: (nullable): a word from the database
 * @state: (out): the state it stands for
 *
 * Returns: whether the word is known
 */
gboolean
kiosk_outbox_state_parse (const char *text, KioskOutboxState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (text, words[i]) == 0)
      {
        *state = (KioskOutboxState) i;
        return TRUE;
      }

  return FALSE;
}
