/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/inbox.h"

#include "wire/event.h"

#define PATIENCE_S 20 /* beyond what the server was asked to wait */

/**
 * kiosk_news_free:
 * @self: (transfer full): news
 */
void
kiosk_news_free (KioskNews *self)
{
  g_ptr_array_unref (self->changed);
  g_free (self);
}

static gboolean
record (KioskOutbox *outbox, KioskNews *news, GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) events = kiosk_events_parse (body, error);
  gint64 cursor = kiosk_outbox_get_cursor (outbox);

  if (events == NULL)
    return FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const KioskEvent *event = g_ptr_array_index (events, i);

      if (!kiosk_outbox_record_event (outbox, event->sequence, event->submission_id,
                                      event->official, event->status, error))
        return FALSE;
      g_ptr_array_add (news->changed, g_strdup (event->submission_id));
    }

  /* Events that we have already, again and again, would be asked for without end. */
  if (kiosk_outbox_get_cursor (outbox) > cursor)
    return TRUE;
  g_set_error_literal (error, KIOSK_TRANSPORT_ERROR, KIOSK_TRANSPORT_ERROR_STRANGE,
                       "the inbox gives only what was not asked for");
  return FALSE;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KioskOutbox *outbox = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskAnswer) answer
      = kiosk_transport_send_finish (KIOSK_TRANSPORT (source), result, &error);
  KioskNews *news;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  news = g_new0 (KioskNews, 1);
  news->changed = g_ptr_array_new_with_free_func (g_free);
  if (answer != NULL)
    {
      news->verdict = kiosk_verdict_of (answer->status, kiosk_problem_parse (answer->body, NULL));
      news->retry_after_s = answer->retry_after_s;
    }
  else if (g_error_matches (error, KIOSK_TRANSPORT_ERROR, KIOSK_TRANSPORT_ERROR_UNTRUSTED))
    news->verdict = KIOSK_VERDICT_UNTRUSTED;
  else
    news->verdict = KIOSK_VERDICT_BACK_OFF;

  if (news->verdict == KIOSK_VERDICT_ACCEPTED && answer->status != 204
      && !record (outbox, news, answer->body, &error))
    news->verdict = KIOSK_VERDICT_BACK_OFF;
  /* Whatever concerns an entry cannot be meant for the inbox. */
  if (news->verdict != KIOSK_VERDICT_ACCEPTED && !kiosk_verdict_is_device (news->verdict))
    news->verdict = KIOSK_VERDICT_WRONG_SERVER;
  if (error != NULL)
    g_info ("The inbox: %s", error->message);
  g_task_return_pointer (task, news, (GDestroyNotify) kiosk_news_free);
}

/* Heartbeat and inventory in one, without a request of its own. */
static char *
write_queue_header (KioskOutbox *outbox)
{
  KioskOutboxHealth health = { 0 };
  g_autoptr (GError) error = NULL;

  if (!kiosk_outbox_get_health (outbox, &health, &error))
    g_warning ("The queue cannot be reported: %s", error->message);

  return g_strdup_printf ("Kiosk-Queue: depth=%u,oldest=%" G_GINT64_FORMAT
                          ",quarantined=%u,disk=%s",
                          health.waiting, health.oldest / G_USEC_PER_SEC, health.quarantined,
                          kiosk_outbox_has_room (outbox) ? "ok" : "low");
}

/**
 * kiosk_inbox_look_async:
 * @transport: how to reach the gateway
 * @outbox: where events are recorded, and whose cursor says what is new
 * @wait_s: how long the gateway may wait for something to tell
 * @cancellable: (nullable): to give it up
 * @callback: called in the main loop
 * @user_data: for @callback
 */
void
kiosk_inbox_look_async (KioskTransport *transport, KioskOutbox *outbox, guint wait_s,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);
  g_autofree char *path = g_strdup_printf ("/v1/inbox?after=%" G_GINT64_FORMAT "&wait=%u",
                                           kiosk_outbox_get_cursor (outbox), wait_s);
  g_autofree char *queue = write_queue_header (outbox);
  const char *const headers[] = { queue, NULL };
  KioskRequest request = {
    .method = "GET",
    .path = path,
    .headers = headers,
    .patience_s = wait_s + PATIENCE_S,
  };

  g_task_set_source_tag (task, kiosk_inbox_look_async);
  g_task_set_task_data (task, g_object_ref (outbox), g_object_unref);
  kiosk_transport_send_async (transport, &request, cancellable, on_answer, g_object_ref (task));
}

/**
 * kiosk_inbox_look_finish:
 * @transport: how the gateway was reached
 * @result: what the callback was given
 * @error: only that it was cancelled; whatever else goes wrong is a verdict
 *
 * Returns: (transfer full): what it brought; what it tells is durable in the outbox already
 */
KioskNews *
kiosk_inbox_look_finish (KioskTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
