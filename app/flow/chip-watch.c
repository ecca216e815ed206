/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/chip-watch.h"

#include "flow/chip-survey.h"
#include "flow/flow-failure.h"

/* Chips answer ever more slowly after wrong keys, and some not at all. */
#define MOST_TRIES 3

/**
 * KioskChipWatch:
 *
 * Watches every reader of chips, and reads the card that lies on one of them as soon as it has a key.
 *
 * What a failure costs is decided here: a card that was lifted is read again with the same key as soon
 * as it lies there; a wrong key is asked for again, three times in a visit.
 */
struct _KioskChipWatch
{
  GObject parent_instance;

  /* owned */
  GPtrArray *readers;        /* (element-type KioskChipReader) */
  KioskAccessKey *key;       /* (nullable): wiped when it has done its work */
  GCancellable *cancellable; /* (nullable): of the reading that is wanted */

  /* state */
  KioskChipReader *card;   /* (borrowed) (nullable): the reader with the one card */
  KioskChipReader *target; /* (borrowed) (nullable): the reader that reads */
  KioskFailure lies;       /* what is wrong with what lies there */
  KioskFailure absence;    /* why no reader answers */
  KioskFailure failure;    /* how the last reading failed */
  gboolean listening;
  gboolean running; /* a reading has not come back yet, wanted or not */
  gboolean asked;   /* a card has lain there; it may be lifted to look for what opens it */
  gboolean skipped; /* until what lies there is taken away */
  gboolean settled; /* a chip was read: no other is asked for */
  gboolean closed;  /* the failure speaks against the card, and trying again would not mend it */
  guint tries;      /* wrong keys */
  guint part;
  guint of;
};

G_DEFINE_FINAL_TYPE (KioskChipWatch, kiosk_chip_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_reading (KioskChipWatch *self);

static void
emit_changed (KioskChipWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static KioskChipSurvey
survey_readers (KioskChipWatch *self)
{
  return kiosk_chip_survey_make (self->listening ? self->readers : NULL);
}

static gboolean
has_reader (KioskChipWatch *self)
{
  return self->readers->len > 0 && self->listening && self->absence == KIOSK_N_FAILURES;
}

static void
set_told (KioskFailure *told, KioskFailure failure)
{
  if (*told != failure && failure != KIOSK_N_FAILURES)
    kiosk_failure_log (failure, NULL, NULL);
  *told = failure;
}

static gboolean
may_ask (KioskChipWatch *self)
{
  return !self->skipped && !self->settled && self->tries < MOST_TRIES;
}

static void
update (KioskChipWatch *self)
{
  KioskChipSurvey survey = survey_readers (self);
  gboolean laid = survey.card != NULL && self->card != survey.card;

  set_told (&self->absence, survey.absence);
  if (self->cancellable != NULL)
    {
      /* The reading itself will say that the card is gone; that it came back is seen then. */
      if (survey.card == NULL)
        self->card = NULL;
      return;
    }

  set_told (&self->lies, survey.lies);
  self->card = survey.card;
  if (survey.card == NULL && survey.lies == KIOSK_N_FAILURES)
    self->skipped = FALSE;
  if (laid && !self->settled)
    {
      self->asked = !self->skipped;
      self->failure = KIOSK_N_FAILURES;
      self->closed = FALSE;
      if (self->key != NULL && may_ask (self))
        start_reading (self);
    }
}

static void
on_state_changed (KioskChipWatch *self)
{
  if (!self->listening)
    return;
  update (self);
  emit_changed (self);
}

/* ---- reading ---- */

static void
on_progress (KioskChipReader *reader, guint part, guint of, KioskChipWatch *self)
{
  if (self->cancellable == NULL || reader != self->target)
    return;
  self->part = MIN (self->part + 1, of);
  self->of = of;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  emit_changed (self);
}

static void
drop_key (KioskChipWatch *self)
{
  g_clear_pointer (&self->key, kiosk_access_key_unref);
}

static void
take_error (KioskChipWatch *self, const GError *error)
{
  KioskAccessKeyKind kind = kiosk_access_key_get_kind (self->key);

  self->failure = kiosk_flow_failure_of_chip (error, kind);
  kiosk_failure_log (self->failure, NULL, error);
  if (g_error_matches (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_WRONG_KEY))
    self->tries++;
  else if (g_error_matches (error, KIOSK_CHIP_READING_ERROR, KIOSK_CHIP_READING_ERROR_BLOCKED))
    self->tries = MOST_TRIES;
  else
    return;
  drop_key (self);
}

/** Attempt: one reading, so that what comes back is told apart from a later one. */
typedef struct
{
  KioskChipWatch *watch;     /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Attempt;

static void begin_reading (KioskChipWatch *self);

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->cancellable);
  g_object_unref (attempt->watch);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  KioskChipWatch *self = attempt->watch;
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskChipReading) reading
      = kiosk_chip_reader_read_finish (KIOSK_CHIP_READER (source), result, &error);

  self->running = FALSE;
  if (attempt->cancellable != self->cancellable)
    {
      /* Nobody wants it any more; another one may have waited for it to end. */
      if (self->cancellable != NULL)
        begin_reading (self);
      return;
    }

  g_clear_object (&self->cancellable);
  if (reading != NULL)
    {
      drop_key (self);
      g_signal_emit (self, signals[SIGNAL_READ], 0, reading);
    }
  else
    take_error (self, error);
  update (self);
  emit_changed (self);
}

/* A reader reads one card at a time, and one that was given up still has to end. */
static void
begin_reading (KioskChipWatch *self)
{
  Attempt *attempt;

  if (self->running)
    return;
  attempt = g_new0 (Attempt, 1);
  attempt->watch = g_object_ref (self);
  attempt->cancellable = g_object_ref (self->cancellable);
  self->running = TRUE;
  kiosk_chip_reader_read_async (self->target, self->key, KIOSK_CHIP_READ_DEFAULT, self->cancellable,
                                on_read, attempt);
}

static void
start_reading (KioskChipWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->target = self->card;
  self->failure = KIOSK_N_FAILURES;
  self->part = self->of = 0;
  begin_reading (self);
}

static void
give_up_reading (KioskChipWatch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clear_failure (KioskChipWatch *self)
{
  self->failure = KIOSK_N_FAILURES;
  self->closed = FALSE;
}

static void
kiosk_chip_watch_dispose (GObject *object)
{
  KioskChipWatch *self = KIOSK_CHIP_WATCH (object);

  if (self->readers != NULL)
    {
      kiosk_chip_watch_listen (self, FALSE);
      for (guint i = 0; i < self->readers->len; i++)
        g_signal_handlers_disconnect_by_data (self->readers->pdata[i], self);
    }
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  drop_key (self);

  G_OBJECT_CLASS (kiosk_chip_watch_parent_class)->dispose (object);
}

static void
kiosk_chip_watch_class_init (KioskChipWatchClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kiosk_chip_watch_dispose;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS]
      = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READ] = g_signal_new ("read", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, KIOSK_TYPE_CHIP_READING);
}

static void
kiosk_chip_watch_init (KioskChipWatch *self)
{
  self->lies = self->absence = self->failure = KIOSK_N_FAILURES;
}

/**
 * kiosk_chip_watch_new:
 * @readers: (nullable) (element-type KioskChipReader): every reader of the machine
 *
 * Returns: (transfer full): a watch that does not listen yet
 */
KioskChipWatch *
kiosk_chip_watch_new (GPtrArray *readers)
{
  KioskChipWatch *self = g_object_new (KIOSK_TYPE_CHIP_WATCH, NULL);

  self->readers = readers != NULL ? g_ptr_array_ref (readers) : g_ptr_array_new ();
  for (guint i = 0; i < self->readers->len; i++)
    {
      g_signal_connect_swapped (self->readers->pdata[i], "state-changed",
                                G_CALLBACK (on_state_changed), self);
      g_signal_connect (self->readers->pdata[i], "progress", G_CALLBACK (on_progress), self);
    }

  return self;
}

/**
 * kiosk_chip_watch_listen:
 * @self: a watch
 * @listen: whether cards are wanted now
 *
 * No reader is asked anything before. Ending it gives up a reading, and listening anew forgets an old
 * failure; the key stays, and a card that still lies there is read with it.
 */
void
kiosk_chip_watch_listen (KioskChipWatch *self, gboolean listen)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  if (self->listening == listen)
    return;

  self->listening = listen;
  give_up_reading (self);
  clear_failure (self);
  self->card = NULL;
  self->asked = FALSE;
  self->skipped = FALSE;
  self->lies = self->absence = KIOSK_N_FAILURES;
  for (guint i = 0; i < self->readers->len; i++)
    if (listen)
      kiosk_chip_reader_start (self->readers->pdata[i]);
    else
      kiosk_chip_reader_stop (self->readers->pdata[i]);
  if (listen)
    {
      /* A reader that has not been asked yet is not away, and so is not logged. */
      self->absence = survey_readers (self).absence;
      update (self);
    }
}

/**
 * kiosk_chip_watch_get_state:
 * @self: a watch
 *
 * Returns: what is going on
 */
KioskChipWatchState
kiosk_chip_watch_get_state (KioskChipWatch *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_WATCH (self), KIOSK_CHIP_WATCH_ABSENT);

  if (self->cancellable != NULL)
    return KIOSK_CHIP_WATCH_READING;
  if (self->failure != KIOSK_N_FAILURES)
    return KIOSK_CHIP_WATCH_FAILED;
  if (!has_reader (self))
    return KIOSK_CHIP_WATCH_ABSENT;
  if (self->lies != KIOSK_N_FAILURES && may_ask (self))
    return KIOSK_CHIP_WATCH_FAILED;

  return self->asked && may_ask (self) ? KIOSK_CHIP_WATCH_ASKS : KIOSK_CHIP_WATCH_READY;
}

/**
 * kiosk_chip_watch_get_failure:
 * @self: a watch
 *
 * Returns: why the chip gave nothing, or why no reader answers; %KIOSK_N_FAILURES also where there is
 *   none by the configuration
 */
KioskFailure
kiosk_chip_watch_get_failure (KioskChipWatch *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_WATCH (self), KIOSK_N_FAILURES);

  if (self->failure != KIOSK_N_FAILURES)
    return self->failure;

  return kiosk_chip_watch_get_state (self) == KIOSK_CHIP_WATCH_FAILED ? self->lies : self->absence;
}

/**
 * kiosk_chip_watch_get_part:
 * @self: a watch
 * @of: (out) (optional): how many parts the reading has; 0 before the first has begun
 *
 * Returns: how many parts have begun, the one that is being read included
 */
guint
kiosk_chip_watch_get_part (KioskChipWatch *self, guint *of)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_WATCH (self), 0);

  if (of != NULL)
    *of = self->of;

  return self->part;
}

/**
 * kiosk_chip_watch_wants_key:
 * @self: a watch
 *
 * Returns: whether a key is wanted: a card has been laid down without one, or refused the last
 */
gboolean
kiosk_chip_watch_wants_key (KioskChipWatch *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_WATCH (self), FALSE);

  return kiosk_chip_watch_get_state (self) == KIOSK_CHIP_WATCH_ASKS
         || (kiosk_chip_watch_can_retry (self) && self->key == NULL);
}

/**
 * kiosk_chip_watch_read:
 * @self: a watch that wants a key
 * @key: what may open the card; referenced, and let go as soon as it has opened it or was refused
 *
 * The card is read at once, or as soon as it lies there again: who looks for what is printed on it has
 * it in the hand.
 */
void
kiosk_chip_watch_read (KioskChipWatch *self, KioskAccessKey *key)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));
  g_return_if_fail (key != NULL);

  if (!kiosk_chip_watch_wants_key (self))
    return;
  kiosk_access_key_ref (key);
  drop_key (self);
  self->key = key;
  if (self->card != NULL)
    start_reading (self);
  else
    self->failure = KIOSK_FAILURE_CARD_REMOVED_EARLY; /* asks to lay it down; nothing failed yet */
  emit_changed (self);
}

/**
 * kiosk_chip_watch_can_retry:
 * @self: a watch
 *
 * Returns: whether the card may be tried again; one that was lifted and whose key is known is read by
 *   itself when it is back
 */
gboolean
kiosk_chip_watch_can_retry (KioskChipWatch *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_WATCH (self), FALSE);

  return self->failure != KIOSK_N_FAILURES && !self->closed
         && (self->card != NULL || self->key == NULL) && self->cancellable == NULL
         && may_ask (self);
}

/**
 * kiosk_chip_watch_retry:
 * @self: a watch
 *
 * Reads the card again, or asks for a key when the last one was refused.
 */
void
kiosk_chip_watch_retry (KioskChipWatch *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  if (!kiosk_chip_watch_can_retry (self))
    return;
  clear_failure (self);
  if (self->key != NULL)
    start_reading (self);
  emit_changed (self);
}

/**
 * kiosk_chip_watch_skip:
 * @self: a watch
 *
 * What lies there is let alone until it is taken away.
 */
void
kiosk_chip_watch_skip (KioskChipWatch *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  give_up_reading (self);
  clear_failure (self);
  self->asked = FALSE;
  self->skipped = self->card != NULL || self->lies != KIOSK_N_FAILURES;
  emit_changed (self);
}

/**
 * kiosk_chip_watch_dismiss:
 * @self: a watch
 *
 * Something newer is to be told than how the last reading failed.
 */
void
kiosk_chip_watch_dismiss (KioskChipWatch *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  clear_failure (self);
}

/**
 * kiosk_chip_watch_settle:
 * @self: a watch
 *
 * What was read is good: no card is asked about any more, until kiosk_chip_watch_forget().
 */
void
kiosk_chip_watch_settle (KioskChipWatch *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  self->settled = TRUE;
  clear_failure (self);
  drop_key (self);
}

/**
 * kiosk_chip_watch_fail:
 * @self: a watch
 * @failure: what speaks against what was read; logged here
 *
 * Trying again would not mend it; a card that is laid down anew is another one.
 */
void
kiosk_chip_watch_fail (KioskChipWatch *self, KioskFailure failure)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));
  g_return_if_fail ((guint) failure < KIOSK_N_FAILURES);

  kiosk_failure_log (failure, NULL, NULL);
  give_up_reading (self);
  drop_key (self);
  self->failure = failure;
  self->closed = TRUE;
}

/**
 * kiosk_chip_watch_forget:
 * @self: a watch
 *
 * Somebody else comes: keys, tries and failures are forgotten.
 */
void
kiosk_chip_watch_forget (KioskChipWatch *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_WATCH (self));

  give_up_reading (self);
  clear_failure (self);
  drop_key (self);
  self->asked = self->card != NULL;
  self->settled = FALSE;
  self->skipped = FALSE;
  self->tries = 0;
}
