/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-worker.h"

#include "drivers/pcsc/pcsc-transport.h"
#include "identity/chip/session-error.h"

#define PROBE_LIMIT_MS 5000
#define READ_LIMIT_MS 60000

/**
 * kiosk_pcsc_job_new:
 * @slot: what the service calls the reader
 *
 * Returns: (transfer full): a job whose news go to the thread's main context of now
 */
KioskPcscJob *
kiosk_pcsc_job_new (const char *slot)
{
  KioskPcscJob *self = g_new0 (KioskPcscJob, 1);

  self->slot = g_strdup (slot);
  self->home = g_main_context_ref_thread_default ();

  return self;
}

/**
 * kiosk_pcsc_job_free:
 * @self: (transfer full): a job
 */
void
kiosk_pcsc_job_free (KioskPcscJob *self)
{
  g_free (self->slot);
  g_clear_pointer (&self->key, kiosk_access_key_unref);
  g_clear_object (&self->trust);
  g_main_context_unref (self->home);
  g_free (self);
}

/* A thread of our own and none of GTask's: theirs may hold the last reference, and would then take
 * the reader apart while the program around it ends. */
static void
start_thread (GTask *task, GThreadFunc function)
{
  KioskPcscJob *job = g_task_get_task_data (task);

  job->thread = g_thread_new ("pcsc-card", function, g_object_ref (task));
}

/**
 * kiosk_pcsc_worker_join:
 * @result: a task whose callback is being called
 *
 * Called by each callback: waits for the few steps that the thread has left.
 */
void
kiosk_pcsc_worker_join (GAsyncResult *result)
{
  KioskPcscJob *job = g_task_get_task_data (G_TASK (result));

  if (job != NULL)
    g_clear_pointer (&job->thread, g_thread_join);
}

static gpointer
run_probe (gpointer data)
{
  g_autoptr (GTask) task = data;
  KioskPcscJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_id = TRUE;

  g_mutex_lock (job->turn);
  {
    g_autoptr (KioskPcscTransport) transport = kiosk_pcsc_transport_open (
        job->slot, PROBE_LIMIT_MS, g_task_get_cancellable (task), &error);

    if (transport != NULL
        && !kiosk_chip_session_probe (KIOSK_CARD_TRANSPORT (transport), &is_id, &error))
      is_id = TRUE;
  }
  g_mutex_unlock (job->turn);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_id);

  return NULL;
}

/**
 * kiosk_pcsc_worker_probe:
 * @task: with a #KioskPcscJob; ends with whether the card is an identity card
 */
void
kiosk_pcsc_worker_probe (GTask *task)
{
  start_thread (task, run_probe);
}

/* What a card could not prove is held against it only when it was there to prove it. */
static KioskChipReading *
read_fairly (KioskPcscJob *job, KioskPcscTransport *transport, GCancellable *cancellable,
             GError **error)
{
  const KioskChipOrder order = {
    .key = job->key,
    .trust = job->trust,
    .flags = job->flags,
    .now = job->now,
    .progress = job->progress,
    .progress_data = job,
  };
  g_autoptr (KioskChipReading) reading
      = kiosk_chip_session_read (KIOSK_CARD_TRANSPORT (transport), &order, cancellable, error);

  if (reading != NULL && kiosk_chip_reading_is_refuted (reading)
      && kiosk_pcsc_transport_has_lost_card (transport))
    {
      g_set_error_literal (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_REMOVED,
                           "The card was taken away before it could prove anything");
      return NULL;
    }

  return g_steal_pointer (&reading);
}

static gpointer
run_read (gpointer data)
{
  g_autoptr (GTask) task = data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  KioskPcscJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  KioskChipReading *reading = NULL;

  g_mutex_lock (job->turn);
  {
    g_autoptr (KioskPcscTransport) transport
        = kiosk_pcsc_transport_open (job->slot, READ_LIMIT_MS, cancellable, &error);

    if (transport != NULL)
      reading = read_fairly (job, transport, cancellable, &error);
    else
      kiosk_chip_session_translate_error (&error);
  }
  g_mutex_unlock (job->turn);

  if (reading != NULL)
    g_task_return_pointer (task, reading, g_object_unref);
  else
    g_task_return_error (task, error);

  return NULL;
}

/**
 * kiosk_pcsc_worker_read:
 * @task: with a #KioskPcscJob; ends with a #KioskChipReading
 */
void
kiosk_pcsc_worker_read (GTask *task)
{
  start_thread (task, run_read);
}
