/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/scan-watch.h"

#include "drivers/scanner/sane-library.h"

/* A scan that is asked to stop is given this long to notice between two reads. */
#define GRACE_US (2 * G_USEC_PER_SEC)
#define REPEAT_US G_USEC_PER_SEC

/**
 * KioskScanWatch:
 *
 * Ends a SANE call that would never return, because the device fell silent or nobody wants the page.
 *
 * sane_cancel() is the only call that may be made while another runs on the same handle. Backends are
 * written for it to interrupt the thread that reads, not to meet it from another processor, so it is
 * called only when that thread has shown that it does not come back by itself; and again until it does,
 * for a cancellation that comes before sane_start() is forgotten.
 */
struct _KioskScanWatch
{
  GMutex mutex;
  GCond cond;
  GThread *thread;

  SANE_Handle handle;        /* (unowned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gulong cancelled_id;
  gint64 patience_us;

  /* state, under the mutex; times are monotonic */
  gint64 deadline;
  gboolean over;
  gboolean expired;
};

static gpointer
watch (gpointer user_data)
{
  KioskScanWatch *self = user_data;

  g_mutex_lock (&self->mutex);
  while (!self->over)
    {
      gint64 now = g_get_monotonic_time ();

      if (now < self->deadline)
        {
          g_cond_wait_until (&self->cond, &self->mutex, self->deadline);
          continue;
        }
      self->expired = TRUE;
      self->deadline = now + REPEAT_US;
      g_mutex_unlock (&self->mutex);
      kiosk_sane.sane_cancel (self->handle);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  KioskScanWatch *self = user_data;

  g_mutex_lock (&self->mutex);
  self->deadline = MIN (self->deadline, g_get_monotonic_time () + GRACE_US);
  self->patience_us = GRACE_US;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * kiosk_scan_watch_new:
 * @handle: an open SANE device, which must stay open until the watch is freed
 * @patience_seconds: how long no byte may come
 * @cancellable: (nullable): the scan's own
 *
 * Returns: (transfer full): a running watch
 */
KioskScanWatch *
kiosk_scan_watch_new (SANE_Handle handle, guint patience_seconds, GCancellable *cancellable)
{
  KioskScanWatch *self = g_new0 (KioskScanWatch, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->handle = handle;
  self->patience_us = (gint64) patience_seconds * G_USEC_PER_SEC;
  self->deadline = g_get_monotonic_time () + self->patience_us;
  self->thread = g_thread_new ("scan-watch", watch, self);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled_id
          = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
    }

  return self;
}

/**
 * kiosk_scan_watch_free:
 * @self: (transfer full): a watch
 *
 * When it returns the handle is no longer used.
 */
void
kiosk_scan_watch_free (KioskScanWatch *self)
{
  g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_mutex_lock (&self->mutex);
  self->over = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  g_clear_object (&self->cancellable);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * kiosk_scan_watch_note_bytes:
 * @self: a watch
 *
 * Starts the patience anew.
 */
void
kiosk_scan_watch_note_bytes (KioskScanWatch *self)
{
  g_mutex_lock (&self->mutex);
  if (!self->expired)
    self->deadline = g_get_monotonic_time () + self->patience_us;
  g_mutex_unlock (&self->mutex);
}

/**
 * kiosk_scan_watch_is_expired:
 * @self: a watch
 *
 * Returns: whether the scan was ended from here, so that what SANE says of it is no news
 */
gboolean
kiosk_scan_watch_is_expired (KioskScanWatch *self)
{
  gboolean expired;

  g_mutex_lock (&self->mutex);
  expired = self->expired;
  g_mutex_unlock (&self->mutex);

  return expired;
}
