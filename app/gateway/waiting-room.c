/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/waiting-room.h"

/* How often the database is asked whether anyone, the worker's process included, has written. */
#define LOOK_US (250 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  char *device;
  gint64 after;
  gint64 until_us;
  KioskCalled called;
  gpointer user_data;
} Guest;

/**
 * KioskWaitingRoom:
 *
 * Devices that have asked for their events and have none yet.
 *
 * A guest is called when there is an event for it, when its time is up or when the room closes.
 */
struct _KioskWaitingRoom
{
  KioskRecords *records;

  GThread *thread;
  GMutex lock;
  GCond woken;
  GPtrArray *guests; /* (element-type Guest) */
  gint64 version;
  gboolean closed;
};

static void
guest_free (Guest *guest)
{
  g_free (guest->device);
  g_free (guest);
}

static gboolean
has_news (KioskWaitingRoom *self, const Guest *guest)
{
  g_autoptr (GPtrArray) events
      = kiosk_records_list_events (self->records, guest->device, guest->after, 1, NULL);

  return events != NULL && events->len > 0;
}

/* Guests whose time has come are taken out under the lock and called without it. */
static GPtrArray *
take_called (KioskWaitingRoom *self)
{
  GPtrArray *called = g_ptr_array_new_with_free_func ((GDestroyNotify) guest_free);
  gint64 now = g_get_monotonic_time ();
  gint64 version = kiosk_records_get_version (self->records);
  gboolean changed = version != self->version;

  self->version = version;
  for (guint i = self->guests->len; i > 0; i--)
    {
      Guest *guest = g_ptr_array_index (self->guests, i - 1);

      if (self->closed || guest->until_us <= now || (changed && has_news (self, guest)))
        g_ptr_array_add (called, g_ptr_array_steal_index_fast (self->guests, i - 1));
    }

  return called;
}

static gpointer
run (gpointer user_data)
{
  KioskWaitingRoom *self = user_data;
  gboolean closed = FALSE;

  while (!closed)
    {
      g_autoptr (GPtrArray) called = NULL;

      g_mutex_lock (&self->lock);
      while (self->guests->len == 0 && !self->closed)
        g_cond_wait (&self->woken, &self->lock);
      if (!self->closed)
        g_cond_wait_until (&self->woken, &self->lock, g_get_monotonic_time () + LOOK_US);
      called = take_called (self);
      closed = self->closed;
      g_mutex_unlock (&self->lock);

      for (guint i = 0; i < called->len; i++)
        {
          Guest *guest = g_ptr_array_index (called, i);

          guest->called (guest->user_data);
        }
    }

  return NULL;
}

/**
 * kiosk_waiting_room_new:
 * @records: where events appear
 *
 * Returns: (transfer full): an open room with its thread
 */
KioskWaitingRoom *
kiosk_waiting_room_new (KioskRecords *records)
{
  KioskWaitingRoom *self = g_new0 (KioskWaitingRoom, 1);

  self->records = g_object_ref (records);
  self->guests = g_ptr_array_new_with_free_func ((GDestroyNotify) guest_free);
  self->version = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  self->thread = g_thread_new ("waiting-room", run, self);

  return self;
}

/**
 * kiosk_waiting_room_enter:
 * @self: a room
 * @device: who waits
 * @after: the last sequence it has seen
 * @seconds: how long it waits at most
 * @called: (scope async): called once, in another thread, possibly before this returns
 * @user_data: for @called
 *
 * Returns: whether @called will be called; not when the room is closed
 */
gboolean
kiosk_waiting_room_enter (KioskWaitingRoom *self, const char *device, gint64 after, guint seconds,
                          KioskCalled called, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Guest *guest;

  if (self->closed)
    return FALSE;

  guest = g_new0 (Guest, 1);
  guest->device = g_strdup (device);
  guest->after = after;
  guest->until_us = g_get_monotonic_time () + (gint64) seconds * G_TIME_SPAN_SECOND;
  guest->called = called;
  guest->user_data = user_data;
  g_ptr_array_add (self->guests, guest);
  /* An event may have come between the caller's look and now: look at everyone once more. */
  self->version = -1;
  g_cond_signal (&self->woken);

  return TRUE;
}

/**
 * kiosk_waiting_room_close:
 * @self: a room
 *
 * Calls everyone and lets nobody in; returns when the thread has ended.
 */
void
kiosk_waiting_room_close (KioskWaitingRoom *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * kiosk_waiting_room_free:
 * @self: (transfer full) (nullable): a room, closed if it was not
 */
void
kiosk_waiting_room_free (KioskWaitingRoom *self)
{
  if (self == NULL)
    return;

  kiosk_waiting_room_close (self);
  g_object_unref (self->records);
  g_ptr_array_unref (self->guests);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}
