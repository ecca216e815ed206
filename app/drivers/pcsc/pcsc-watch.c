/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-watch.h"

#include "base/backoff.h"
#include "drivers/pcsc/pcsc-slot.h"

#include <winscard.h>

#include <string.h>

#define MAX_READERS 15 /* pcscd serves sixteen at most, and one place is for the news of readers */
#define MAX_NAMES (MAX_READERS * (MAX_READERNAME + 1) + 1)
#define RETRY_MIN_MS 250
#define RETRY_MAX_MS 10000
#define CANCEL_AGAIN_MS 50
#define PNP_READER "\\\\?PnP?\\Notification"

struct _KioskPcscWatch
{
  gatomicrefcount ref_count;

  KioskPcscNews news;
  gpointer user_data;
  GDestroyNotify destroy;

  /* shared: guarded by lock */
  GMutex lock;
  GCond wake;
  gboolean stopping;
  gboolean ended;
  gboolean has_context;
  SCARDCONTEXT context;

  /* of the thread */
  KioskBackoff backoff;
  char names[MAX_NAMES];
  SCARD_READERSTATE states[MAX_READERS + 1]; /* the first is the news of readers */
  guint n_states;
};

static void
watch_unref (KioskPcscWatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  self->destroy (self->user_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self);
}

static gboolean
is_stopping (KioskPcscWatch *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

/* Sleeps until it is time to try again or the watch is stopped. */
static void
pause_before_retry (KioskPcscWatch *self)
{
  gint64 until
      = g_get_monotonic_time () + kiosk_backoff_next (&self->backoff) * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->stopping)
    if (!g_cond_wait_until (&self->wake, &self->lock, until))
      return;
}

static gboolean
open_context (KioskPcscWatch *self)
{
  SCARDCONTEXT context;

  if (SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
    return FALSE;

  g_mutex_lock (&self->lock);
  self->context = context;
  self->has_context = TRUE;
  g_mutex_unlock (&self->lock);

  return TRUE;
}

static void
close_context (KioskPcscWatch *self)
{
  SCARDCONTEXT context;

  g_mutex_lock (&self->lock);
  context = self->context;
  self->has_context = FALSE;
  g_mutex_unlock (&self->lock);
  SCardReleaseContext (context);
}

/* Keeps what is known of readers that were there before: forgetting it would make them all news. */
static DWORD
find_state (const SCARD_READERSTATE *states, guint n, const char *name)
{
  for (guint i = 1; i < n; i++)
    if (g_str_equal (states[i].szReader, name))
      return states[i].dwCurrentState;

  return SCARD_STATE_UNAWARE;
}

static gboolean
list_readers (KioskPcscWatch *self)
{
  char names[MAX_NAMES];
  DWORD length = sizeof names;
  SCARD_READERSTATE old[MAX_READERS + 1];
  char old_names[MAX_NAMES];
  guint n_old = self->n_states;
  LONG result = SCardListReaders (self->context, NULL, names, &length);

  if (result == SCARD_E_NO_READERS_AVAILABLE)
    names[0] = names[1] = '\0';
  else if (result != SCARD_S_SUCCESS)
    return FALSE;

  memcpy (old_names, self->names, sizeof old_names);
  memcpy (old, self->states, sizeof old);
  for (guint i = 1; i < n_old; i++)
    old[i].szReader = old_names + (self->states[i].szReader - self->names);

  memcpy (self->names, names, sizeof names);
  self->names[MAX_NAMES - 1] = self->names[MAX_NAMES - 2] = '\0';
  self->n_states = 1;
  for (const char *name = self->names; *name != '\0' && self->n_states <= MAX_READERS;
       name += strlen (name) + 1)
    self->states[self->n_states++] = (SCARD_READERSTATE){
      .szReader = name,
      .dwCurrentState = find_state (old, n_old, name),
    };
  self->states[0] = (SCARD_READERSTATE){
    .szReader = PNP_READER,
    /* Later services compare with this number of readers; earlier ones count for themselves. */
    .dwCurrentState = (DWORD) (self->n_states - 1) << 16,
  };

  return TRUE;
}

static void
publish (KioskPcscWatch *self, gboolean connected)
{
  g_autoptr (GPtrArray) slots
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_pcsc_slot_free);

  for (guint i = 1; connected && i < self->n_states; i++)
    {
      DWORD state = self->states[i].dwCurrentState;

      g_ptr_array_add (
          slots, kiosk_pcsc_slot_new (self->states[i].szReader, (state & SCARD_STATE_PRESENT) != 0,
                                      (state & (SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE)) != 0));
    }
  if (!is_stopping (self))
    self->news (connected, slots, self->user_data);
}

/* Takes over what the service told; says whether the list of readers is no longer right. */
static gboolean
take_news (KioskPcscWatch *self)
{
  gboolean stale = (self->states[0].dwEventState & SCARD_STATE_CHANGED) != 0;

  for (guint i = 1; i < self->n_states; i++)
    {
      DWORD event = self->states[i].dwEventState;

      if ((event & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE | SCARD_STATE_IGNORE)) != 0)
        stale = TRUE;
      self->states[i].dwCurrentState = event & ~(DWORD) SCARD_STATE_CHANGED;
    }

  return stale;
}

static gboolean
has_new_reader (KioskPcscWatch *self)
{
  for (guint i = 1; i < self->n_states; i++)
    if (self->states[i].dwCurrentState == SCARD_STATE_UNAWARE)
      return TRUE;

  return FALSE;
}

/* Waits without end and without waking up: what happens is told. Returns when the service is lost. */
static void
follow (KioskPcscWatch *self)
{
  gboolean stale = TRUE;

  self->n_states = 0;
  while (!is_stopping (self))
    {
      LONG result;

      if (stale && !list_readers (self))
        return;
      /* A new reader is told of as soon as it is waited for; one that went would go unsaid. */
      if (stale && !has_new_reader (self))
        publish (self, TRUE);
      result = SCardGetStatusChange (self->context, INFINITE, self->states, self->n_states);
      if (result == SCARD_S_SUCCESS)
        {
          stale = take_news (self);
          kiosk_backoff_reset (&self->backoff);
          if (!stale)
            publish (self, TRUE);
        }
      else if (result == SCARD_E_UNKNOWN_READER)
        {
          /* One was pulled out between listing and waiting. */
          stale = TRUE;
          pause_before_retry (self);
        }
      else if (result != SCARD_E_TIMEOUT)
        return;
    }
}

static gpointer
run (gpointer data)
{
  KioskPcscWatch *self = data;
  gboolean told = FALSE;

  while (!is_stopping (self))
    {
      if (open_context (self))
        {
          g_info ("The service of card readers answers");
          follow (self);
          close_context (self);
          told = FALSE;
          if (!is_stopping (self))
            g_message ("The service of card readers is lost");
        }
      if (!told)
        publish (self, FALSE);
      told = TRUE;
      pause_before_retry (self);
    }

  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
  watch_unref (self);

  return NULL;
}

/* A cancellation that comes before the thread waits is lost, so it is repeated until it has ended. It
 * asks the service, which may hang: so not in the caller's thread. */
static gpointer
cancel (gpointer data)
{
  KioskPcscWatch *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ended)
    {
      SCARDCONTEXT context = self->context;

      if (self->has_context)
        {
          g_mutex_unlock (&self->lock);
          SCardCancel (context);
          g_mutex_lock (&self->lock);
        }
      if (!self->ended)
        g_cond_wait_until (&self->wake, &self->lock,
                           g_get_monotonic_time () + CANCEL_AGAIN_MS * G_TIME_SPAN_MILLISECOND);
    }
  g_mutex_unlock (&self->lock);
  watch_unref (self);

  return NULL;
}

/**
 * kiosk_pcsc_watch_start:
 * @news: called in a thread of the watch, first when it is known whether the service is there
 * @user_data: for @news
 * @destroy: frees @user_data, in any thread, when nothing will be told any more
 *
 * Returns: (transfer full): a watch, for kiosk_pcsc_watch_stop() alone
 */
KioskPcscWatch *
kiosk_pcsc_watch_start (KioskPcscNews news, gpointer user_data, GDestroyNotify destroy)
{
  KioskPcscWatch *self = g_new0 (KioskPcscWatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  kiosk_backoff_init (&self->backoff, RETRY_MIN_MS, RETRY_MAX_MS);
  self->news = news;
  self->user_data = user_data;
  self->destroy = destroy;
  g_atomic_ref_count_inc (&self->ref_count);
  g_thread_unref (g_thread_new ("pcsc-watch", run, self));

  return self;
}

/**
 * kiosk_pcsc_watch_stop:
 * @self: (transfer full): a watch
 *
 * Returns at once; the thread ends when the service lets it go.
 */
void
kiosk_pcsc_watch_stop (KioskPcscWatch *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_unref (g_thread_new ("pcsc-cancel", cancel, self));
}
