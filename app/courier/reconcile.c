/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/reconcile.h"

#include "courier/verdict.h"

#define PATIENCE_S 30

/* One after the other: there is no hurry, and a province that was restored from an old backup has
 * enough to do. */
typedef struct
{
  KioskOutbox *outbox;
  GPtrArray *entries; /* (element-type KioskOutboxEntry): acknowledged, files still here */
  guint next;
  guint n_lost;
} Round;

static void ask_next (GTask *task);

static void
round_free (gpointer data)
{
  Round *self = data;

  g_object_unref (self->outbox);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

static void
offer_again (Round *self, const KioskOutboxEntry *entry)
{
  g_autoptr (GError) error = NULL;

  if (!kiosk_outbox_requeue (self->outbox, entry->id, &error))
    {
      g_warning ("%s: lost by the province, and not queued again: %s", entry->id, error->message);
      return;
    }
  g_message ("%s: the province has lost it; it is sent again", entry->id);
  self->n_lost++;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (KioskAnswer) answer
      = kiosk_transport_send_finish (KIOSK_TRANSPORT (source), result, &error);
  KioskProblemType type;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Only the gateway's own word: the 404 of a stranger would have everything sent again. */
  type = kiosk_problem_parse (answer->body, NULL);
  if (answer->status == 404 && type == KIOSK_PROBLEM_TYPE_NOT_FOUND)
    offer_again (self, g_ptr_array_index (self->entries, self->next - 1));
  else if (kiosk_verdict_of (answer->status, type) != KIOSK_VERDICT_ACCEPTED)
    {
      g_task_return_new_error (task, KIOSK_TRANSPORT_ERROR, KIOSK_TRANSPORT_ERROR_AWAY,
                               "The gateway answers %u; what is left is asked another time",
                               answer->status);
      return;
    }
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  Round *self = g_task_get_task_data (task);
  g_autofree char *path = NULL;
  KioskRequest request = { .method = "GET", .patience_s = PATIENCE_S };

  if (self->next == self->entries->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  path = g_strconcat ("/v1/submissions/",
                      ((KioskOutboxEntry *) g_ptr_array_index (self->entries, self->next++))->id,
                      NULL);
  request.path = path;
  kiosk_transport_send_async (g_task_get_source_object (task), &request,
                              g_task_get_cancellable (task), on_answer, g_object_ref (task));
}

/**
 * kiosk_reconcile_async:
 * @transport: how to reach the gateway
 * @outbox: whose acknowledged entries are asked after
 * @cancellable: (nullable): to give it up
 * @callback: called in the main loop
 * @user_data: for @callback
 *
 * Asks the province whether it still has what it has signed for, as long as the kiosk has the files.
 * What it lost, restored from an old backup, waits to be sent again.
 */
void
kiosk_reconcile_async (KioskTransport *transport, KioskOutbox *outbox, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  GError *error = NULL;
  Round *self = g_new0 (Round, 1);

  g_task_set_source_tag (task, kiosk_reconcile_async);
  self->outbox = g_object_ref (outbox);
  self->entries = kiosk_outbox_list (outbox, KIOSK_OUTBOX_ACKED, &error);
  g_task_set_task_data (task, self, round_free);
  if (self->entries == NULL)
    g_task_return_error (task, error);
  else
    ask_next (task);
}

/**
 * kiosk_reconcile_finish:
 * @transport: how the gateway was reached
 * @result: what the callback was given
 * @n_lost: (out): how many entries wait to be sent again
 * @error: why not all could be asked after
 *
 * Returns: whether all were asked after
 */
gboolean
kiosk_reconcile_finish (KioskTransport *transport, GAsyncResult *result, guint *n_lost,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), FALSE);

  *n_lost = ((Round *) g_task_get_task_data (G_TASK (result)))->n_lost;
  return g_task_propagate_boolean (G_TASK (result), error);
}
