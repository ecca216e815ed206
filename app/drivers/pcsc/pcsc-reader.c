/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-reader.h"

#include "drivers/pcsc/pcsc-monitor.h"
#include "drivers/pcsc/pcsc-slot.h"
#include "drivers/pcsc/pcsc-transport.h"
#include "identity/chip/session-error.h"

/* What the service tells lags behind: only a card that stays taken is another program's. */
#define TAKEN_MS 500
#define PROBE_LIMIT_MS 5000
#define READ_LIMIT_MS 60000

/* What is known of the card that lies there. */
typedef enum
{
  GUESS_UNKNOWN,
  GUESS_ASKING,
  GUESS_ID,
  GUESS_OTHER,
} Guess;

/**
 * KioskPcscReader:
 *
 * Every card reader that the PC/SC service has, taken as one: wherever the citizen lays the card.
 *
 * With ASK_CARDS a card is asked once, as soon as it lies there, whether it is an identity card, so that nobody
 * types a date for a bank card. One worker thread at a time talks with cards.
 */
struct _KioskPcscReader
{
  GObject parent_instance;

  KioskClock *clock;         /* (owned) */
  KioskPcscMonitor *monitor; /* (owned) */
  KioskTrustStore *trust;    /* (owned) (nullable) */
  char *name;                /* (owned) (nullable) only readers whose name begins so */
  KioskPcscReaderFlags flags;
  GMutex turn; /* held by the thread that talks with a card */

  /* state */
  gboolean started;
  gboolean settled; /* the monitor has told at least once, and no card is being asked */
  gboolean told;
  gboolean reading;
  gboolean taken; /* by another program, for longer than news lag */
  KioskChipReaderState state;
  Guess guess;
  guint n_cards; /* counts cards, so that an answer about an earlier one is dropped */
  guint taken_id;
  GCancellable *probing; /* (owned) (nullable) */
};

static void kiosk_pcsc_reader_iface_init (KioskChipReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskPcscReader, kiosk_pcsc_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CHIP_READER,
                                                      kiosk_pcsc_reader_iface_init))

static void update (KioskPcscReader *self);

typedef struct
{
  KioskPcscReader *reader; /* (owned) by the task */
  char *slot;              /* (owned) */
  KioskAccessKey *key;     /* (owned) (nullable): none when the card is only asked what it is */
  KioskChipReadFlags flags;
  gint64 now;         /* seconds since 1970 */
  GMainContext *home; /* (owned) */
  guint card;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->slot);
  g_clear_pointer (&job->key, kiosk_access_key_unref);
  g_main_context_unref (job->home);
  g_free (job);
}

static gboolean
is_accepted (KioskPcscReader *self, const KioskPcscSlot *slot)
{
  return (self->name == NULL || g_str_has_prefix (slot->name, self->name))
         && ((self->flags & KIOSK_PCSC_READER_ALLOW_VIRTUAL) != 0
             || !kiosk_pcsc_reader_is_virtual (slot->name));
}

/* Returns the one slot with a card, and how many readers and cards there are. */
static const KioskPcscSlot *
find_card (KioskPcscReader *self, guint *n_readers, guint *n_cards)
{
  GPtrArray *slots = kiosk_pcsc_monitor_get_slots (self->monitor);
  const KioskPcscSlot *found = NULL;

  *n_readers = *n_cards = 0;
  for (guint i = 0; i < slots->len; i++)
    {
      const KioskPcscSlot *slot = g_ptr_array_index (slots, i);

      if (!is_accepted (self, slot))
        continue;
      *n_readers += 1;
      if (slot->card)
        {
          *n_cards += 1;
          found = slot;
        }
    }

  return found;
}

static void
set_state (KioskPcscReader *self, KioskChipReaderState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit_by_name (self, "state-changed");
}

static void
run_probe (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean is_id = TRUE;

  g_mutex_lock (&job->reader->turn);
  {
    g_autoptr (KioskPcscTransport) transport
        = kiosk_pcsc_transport_open (job->slot, PROBE_LIMIT_MS, cancellable, &error);

    if (transport != NULL
        && !kiosk_chip_session_probe (KIOSK_CARD_TRANSPORT (transport), &is_id, &error))
      is_id = TRUE;
  }
  g_mutex_unlock (&job->reader->turn);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_id);
}

/* A card that could not be asked may be one that was laid down badly: reading it will say more. */
static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (source);
  g_autoptr (GError) error = NULL;
  const Job *job = g_task_get_task_data (G_TASK (result));
  gboolean is_id = g_task_propagate_boolean (G_TASK (result), &error);

  if (!self->started || job->card != self->n_cards || self->guess != GUESS_ASKING)
    return;
  if (error != NULL)
    g_info ("The card could not be asked what it is: %s", error->message);
  self->guess = is_id || error != NULL ? GUESS_ID : GUESS_OTHER;
  g_clear_object (&self->probing);
  update (self);
}

static Job *
make_job (KioskPcscReader *self, const char *slot)
{
  Job *job = g_new0 (Job, 1);

  job->reader = self;
  job->slot = g_strdup (slot);
  job->home = g_main_context_ref_thread_default ();
  job->card = self->n_cards;

  return job;
}

static void
start_probe (KioskPcscReader *self, const char *slot)
{
  g_autoptr (GTask) task = NULL;

  self->guess = GUESS_ASKING;
  self->n_cards++;
  g_clear_object (&self->probing);
  self->probing = g_cancellable_new ();
  task = g_task_new (self, self->probing, on_probed, NULL);
  g_task_set_source_tag (task, start_probe);
  g_task_set_task_data (task, make_job (self, slot), job_free);
  g_task_run_in_thread (task, run_probe);
}

static void
forget_card (KioskPcscReader *self)
{
  if (self->probing != NULL)
    g_cancellable_cancel (self->probing);
  g_clear_object (&self->probing);
  self->guess = GUESS_UNKNOWN;
  self->taken = FALSE;
  g_clear_handle_id (&self->taken_id, g_source_remove);
}

static gboolean
on_taken (gpointer user_data)
{
  KioskPcscReader *self = user_data;

  self->taken_id = 0;
  self->taken = TRUE;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
watch_taking (KioskPcscReader *self, gboolean taken)
{
  gboolean by_other = taken && !self->reading && self->guess != GUESS_ASKING;

  if (!by_other)
    {
      self->taken = FALSE;
      g_clear_handle_id (&self->taken_id, g_source_remove);
    }
  else if (!self->taken && self->taken_id == 0)
    self->taken_id = g_timeout_add (TAKEN_MS, on_taken, self);
}

static void
update (KioskPcscReader *self)
{
  guint n_readers, n_cards;
  const KioskPcscSlot *slot = find_card (self, &n_readers, &n_cards);

  self->settled = self->told;
  if (slot == NULL || n_cards != 1)
    {
      forget_card (self);
      set_state (self, n_cards > 1     ? KIOSK_CHIP_READER_TWO_CARDS
                       : n_readers > 0 ? KIOSK_CHIP_READER_EMPTY
                       : kiosk_pcsc_monitor_is_connected (self->monitor)
                           ? KIOSK_CHIP_READER_GONE
                           : KIOSK_CHIP_READER_NO_SERVICE);
      return;
    }

  watch_taking (self, slot->taken);
  if (self->guess == GUESS_UNKNOWN && !self->reading && !self->taken
      && (self->flags & KIOSK_PCSC_READER_ASK_CARDS) != 0)
    start_probe (self, slot->name);
  if (self->taken)
    set_state (self, KIOSK_CHIP_READER_BUSY);
  else if (self->guess == GUESS_ASKING)
    self->settled = FALSE;
  else
    set_state (self,
               self->guess == GUESS_OTHER ? KIOSK_CHIP_READER_NOT_AN_ID : KIOSK_CHIP_READER_CARD);
}

static void
on_changed (KioskPcscReader *self)
{
  self->told = TRUE;
  update (self);
}

/* ---- reading ---- */

typedef struct
{
  KioskPcscReader *reader; /* (owned) */
  guint part;
  guint of;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->reader);
  g_free (progress);
}

static gboolean
on_progress_home (gpointer user_data)
{
  Progress *progress = user_data;

  if (progress->reader->started && progress->reader->reading)
    g_signal_emit_by_name (progress->reader, "progress", progress->part, progress->of);

  return G_SOURCE_REMOVE;
}

static void
on_progress (KioskChipPart part, guint of, gpointer user_data)
{
  const Job *job = user_data;
  Progress *progress = g_new0 (Progress, 1);

  progress->reader = g_object_ref (job->reader);
  progress->part = part;
  progress->of = of;
  g_main_context_invoke_full (job->home, G_PRIORITY_DEFAULT, on_progress_home, progress,
                              progress_free);
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  KioskChipReading *reading = NULL;

  g_mutex_lock (&job->reader->turn);
  {
    const KioskChipOrder order = {
      .key = job->key,
      .trust = job->reader->trust,
      .flags = job->flags,
      .now = job->now,
      .progress = on_progress,
      .progress_data = job,
    };
    g_autoptr (KioskPcscTransport) transport
        = kiosk_pcsc_transport_open (job->slot, READ_LIMIT_MS, cancellable, &error);

    if (transport != NULL)
      reading
          = kiosk_chip_session_read (KIOSK_CARD_TRANSPORT (transport), &order, cancellable, &error);
    else
      kiosk_chip_session_translate_error (&error);
  }
  g_mutex_unlock (&job->reader->turn);

  if (reading != NULL)
    g_task_return_pointer (task, reading, g_object_unref);
  else
    g_task_return_error (task, error);
}

static const KioskPcscSlot *
find_readable (KioskPcscReader *self, GError **error)
{
  guint n_readers, n_cards;
  const KioskPcscSlot *slot = find_card (self, &n_readers, &n_cards);
  KioskChipReaderError code;

  if (self->reading)
    code = KIOSK_CHIP_READER_ERROR_BUSY;
  else if (!kiosk_pcsc_monitor_is_connected (self->monitor))
    code = KIOSK_CHIP_READER_ERROR_NO_SERVICE;
  else if (n_readers == 0)
    code = KIOSK_CHIP_READER_ERROR_NO_READER;
  else if (n_cards == 0)
    code = KIOSK_CHIP_READER_ERROR_NO_CARD;
  else if (n_cards > 1)
    code = KIOSK_CHIP_READER_ERROR_TWO_CARDS;
  else
    return slot;

  g_set_error (error, KIOSK_CHIP_READER_ERROR, (int) code, "No card can be read now: %s",
               kiosk_chip_reader_error_to_string (code));

  return NULL;
}

static void
kiosk_pcsc_reader_read_async (KioskChipReader *reader, KioskAccessKey *key,
                              KioskChipReadFlags flags, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (reader);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  const KioskPcscSlot *slot = find_readable (self, &error);
  Job *job;

  g_task_set_source_tag (task, kiosk_pcsc_reader_read_async);
  if (slot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job = make_job (self, slot->name);
  job->key = kiosk_access_key_ref (key);
  job->flags = flags;
  job->now = kiosk_clock_get_real (self->clock) / G_TIME_SPAN_SECOND;
  self->reading = TRUE;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_read);
}

static KioskChipReading *
kiosk_pcsc_reader_read_finish (KioskChipReader *reader, GAsyncResult *result, GError **error)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (reader);
  GError *failure = NULL;
  KioskChipReading *reading;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (g_task_get_task_data (G_TASK (result)) != NULL)
    self->reading = FALSE;
  reading = g_task_propagate_pointer (G_TASK (result), &failure);
  if (g_error_matches (failure, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_NOT_AN_ID)
      && self->guess != GUESS_UNKNOWN)
    self->guess = GUESS_OTHER;
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (self->started)
    update (self);

  return reading;
}

/* ---- the interface ---- */

static void
kiosk_pcsc_reader_start (KioskChipReader *reader)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (reader);

  if (self->started)
    return;
  self->started = TRUE;
  self->told = FALSE;
  kiosk_pcsc_monitor_start (self->monitor);
}

static void
kiosk_pcsc_reader_stop (KioskChipReader *reader)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (reader);

  self->started = FALSE;
  self->settled = FALSE;
  kiosk_pcsc_monitor_stop (self->monitor);
  forget_card (self);
  self->state = KIOSK_CHIP_READER_GONE;
}

static KioskChipReaderState
kiosk_pcsc_reader_get_state (KioskChipReader *reader)
{
  return KIOSK_PCSC_READER (reader)->state;
}

static void
kiosk_pcsc_reader_iface_init (KioskChipReaderInterface *iface)
{
  iface->start = kiosk_pcsc_reader_start;
  iface->stop = kiosk_pcsc_reader_stop;
  iface->get_state = kiosk_pcsc_reader_get_state;
  iface->read_async = kiosk_pcsc_reader_read_async;
  iface->read_finish = kiosk_pcsc_reader_read_finish;
}

static void
kiosk_pcsc_reader_dispose (GObject *object)
{
  kiosk_pcsc_reader_stop (KIOSK_CHIP_READER (object));

  G_OBJECT_CLASS (kiosk_pcsc_reader_parent_class)->dispose (object);
}

static void
kiosk_pcsc_reader_finalize (GObject *object)
{
  KioskPcscReader *self = KIOSK_PCSC_READER (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->clock);
  g_clear_object (&self->trust);
  g_clear_pointer (&self->name, g_free);
  g_mutex_clear (&self->turn);

  G_OBJECT_CLASS (kiosk_pcsc_reader_parent_class)->finalize (object);
}

static void
kiosk_pcsc_reader_class_init (KioskPcscReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_pcsc_reader_dispose;
  object_class->finalize = kiosk_pcsc_reader_finalize;
}

static void
kiosk_pcsc_reader_init (KioskPcscReader *self)
{
  g_mutex_init (&self->turn);
  self->state = KIOSK_CHIP_READER_GONE;
  self->monitor = kiosk_pcsc_monitor_new ();
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kiosk_pcsc_reader_new:
 * @clock: says what day it is, which decides what has expired
 * @trust: (nullable): the issuers that are known; without it no card is better than signed
 * @name: (nullable): use only readers whose name begins so; %NULL for all
 * @flags: what it may and does
 *
 * Returns: (transfer full): a reader that is stopped
 */
KioskPcscReader *
kiosk_pcsc_reader_new (KioskClock *clock, KioskTrustStore *trust, const char *name,
                       KioskPcscReaderFlags flags)
{
  KioskPcscReader *self = g_object_new (KIOSK_TYPE_PCSC_READER, NULL);

  self->clock = g_object_ref (clock);
  self->trust = trust != NULL ? g_object_ref (trust) : NULL;
  self->name = g_strdup (name);
  self->flags = flags;

  return self;
}

/**
 * kiosk_pcsc_reader_list_slots:
 * @self: a reader
 *
 * Returns: (transfer container) (element-type KioskPcscSlot): the readers of the service that may be
 *   used, valid until the next news
 */
GPtrArray *
kiosk_pcsc_reader_list_slots (KioskPcscReader *self)
{
  GPtrArray *slots = g_ptr_array_new ();
  GPtrArray *all;

  g_return_val_if_fail (KIOSK_IS_PCSC_READER (self), slots);

  all = kiosk_pcsc_monitor_get_slots (self->monitor);
  for (guint i = 0; i < all->len; i++)
    if (is_accepted (self, all->pdata[i]))
      g_ptr_array_add (slots, all->pdata[i]);

  return slots;
}

/**
 * kiosk_pcsc_reader_is_settled:
 * @self: a reader
 *
 * Returns: whether its state rests on what the service told, rather than on nothing yet
 */
gboolean
kiosk_pcsc_reader_is_settled (KioskPcscReader *self)
{
  g_return_val_if_fail (KIOSK_IS_PCSC_READER (self), FALSE);

  return self->settled;
}

/**
 * kiosk_pcsc_reader_has_service:
 * @self: a reader
 *
 * Returns: whether the PC/SC service answers, so that it is a reader that is missing
 */
gboolean
kiosk_pcsc_reader_has_service (KioskPcscReader *self)
{
  g_return_val_if_fail (KIOSK_IS_PCSC_READER (self), FALSE);

  return kiosk_pcsc_monitor_is_connected (self->monitor);
}
