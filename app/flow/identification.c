/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/identification.h"

#include "flow/chip-judgement.h"
#include "flow/flow-failure.h"
#include "identity/card-qr.h"

#include <stdio.h>

/**
 * KioskIdentification:
 *
 * Turns what code readers, chips and keyboard say into one identity document, and keeps the best.
 *
 * A code of another kind is an answer too: the citizen is told what was shown, and reading goes on.
 * What comes first counts at once, and the chip raises it; a chip that fails takes nothing away.
 */
struct _KioskIdentification
{
  GObject parent_instance;

  /* owned */
  GPtrArray *readers; /* (element-type KioskCodeReader) */
  KioskClock *clock;
  KioskChipWatch *watch;
  KioskIdDocument *document; /* (nullable): the best so far */
  KioskIdDocument *draft; /* (nullable): what was typed so far; wiped as soon as it is done with */

  /* state */
  gboolean listening;
  gboolean typing;
  int problem;         /* a KioskCardQrError, -1 for none */
  KioskFailure remark; /* what is told of a chip that stands */
};

G_DEFINE_FINAL_TYPE (KioskIdentification, kiosk_identification, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DOCUMENT,
  SIGNAL_READ,
  SIGNAL_PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (KioskIdentification *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_document (KioskIdentification *self, KioskIdDocument *document)
{
  g_set_object (&self->document, document);
  self->problem = -1;
  self->typing = FALSE;
  g_signal_emit (self, signals[SIGNAL_DOCUMENT], 0, document);
  g_clear_object (&self->draft);
  emit_changed (self);
}

static void
on_scanned (KioskCodeReader *reader, KioskSecret *text, KioskIdentification *self)
{
  g_autoptr (KioskIdDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize length;

  if (!self->listening)
    return;

  data = kiosk_secret_get_data (text, &length);
  document = kiosk_card_qr_parse (data, length, &error);
  if (document == NULL)
    {
      kiosk_failure_log (kiosk_flow_failure_of_code (error->code), NULL, error);
      self->problem = error->code;
      if (self->document == NULL)
        kiosk_chip_watch_dismiss (self->watch);
      emit_changed (self);
      return;
    }

  kiosk_identification_take (self, document);
}

static void
on_chip_changed (KioskIdentification *self)
{
  KioskChipWatchState state = kiosk_chip_watch_get_state (self->watch);

  if (state != KIOSK_CHIP_WATCH_READY && state != KIOSK_CHIP_WATCH_ABSENT)
    self->problem = -1;
  emit_changed (self);
}

static void
on_chip_progress (KioskIdentification *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
on_chip_read (KioskChipWatch *watch, KioskChipReading *reading, KioskIdentification *self)
{
  g_autoptr (GDateTime) today = kiosk_clock_now (self->clock);
  KioskFailure failure;

  g_signal_emit (self, signals[SIGNAL_READ], 0, reading);
  if (!kiosk_chip_judgement_accepts (reading, self->document, &failure))
    {
      kiosk_chip_watch_fail (watch, failure);
      return;
    }

  kiosk_chip_watch_settle (watch);
  self->remark = kiosk_chip_judgement_remark (reading, today);
  if (self->remark != KIOSK_N_FAILURES)
    kiosk_failure_log (self->remark, NULL, NULL);
  set_document (self, kiosk_chip_reading_get_document (reading));
}

static void
kiosk_identification_dispose (GObject *object)
{
  KioskIdentification *self = KIOSK_IDENTIFICATION (object);

  if (self->readers != NULL)
    {
      kiosk_identification_listen (self, FALSE, FALSE);
      for (guint i = 0; i < self->readers->len; i++)
        g_signal_handlers_disconnect_by_data (self->readers->pdata[i], self);
    }
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_clear_object (&self->watch);
  g_clear_object (&self->clock);
  g_clear_object (&self->document);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (kiosk_identification_parent_class)->dispose (object);
}

static void
kiosk_identification_class_init (KioskIdentificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_identification_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DOCUMENT]
      = g_signal_new ("document", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, KIOSK_TYPE_ID_DOCUMENT);
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, KIOSK_TYPE_CHIP_READING);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kiosk_identification_init (KioskIdentification *self)
{
  self->problem = -1;
  self->remark = KIOSK_N_FAILURES;
}

/**
 * kiosk_identification_new:
 * @code_readers: (element-type KioskCodeReader): every reader of the machine; may be empty
 * @chip_readers: (nullable) (element-type KioskChipReader): every reader of chips
 * @clock: says what day it is
 *
 * Returns: (transfer full): an identification that does not listen yet
 */
KioskIdentification *
kiosk_identification_new (GPtrArray *code_readers, GPtrArray *chip_readers, KioskClock *clock)
{
  KioskIdentification *self = g_object_new (KIOSK_TYPE_IDENTIFICATION, NULL);

  self->clock = g_object_ref (clock);
  self->watch = kiosk_chip_watch_new (chip_readers);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (on_chip_changed), self);
  g_signal_connect_swapped (self->watch, "progress", G_CALLBACK (on_chip_progress), self);
  g_signal_connect (self->watch, "read", G_CALLBACK (on_chip_read), self);
  self->readers = g_ptr_array_ref (code_readers);
  for (guint i = 0; i < self->readers->len; i++)
    {
      g_signal_connect (self->readers->pdata[i], "scanned", G_CALLBACK (on_scanned), self);
      g_signal_connect_swapped (self->readers->pdata[i], "online-changed",
                                G_CALLBACK (emit_changed), self);
    }

  return self;
}

/**
 * kiosk_identification_listen:
 * @self: an identification
 * @codes: whether codes are wanted now
 * @chips: whether cards are wanted on the readers of chips
 *
 * Codes shown while nobody listens are not read at all. Listening anew forgets an old problem.
 */
void
kiosk_identification_listen (KioskIdentification *self, gboolean codes, gboolean chips)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));

  kiosk_chip_watch_listen (self->watch, chips);
  if (self->listening == codes)
    return;

  self->listening = codes;
  self->problem = -1;
  for (guint i = 0; i < self->readers->len; i++)
    {
      if (codes)
        kiosk_code_reader_start (self->readers->pdata[i]);
      else
        kiosk_code_reader_stop (self->readers->pdata[i]);
    }
}

static gboolean
is_same_person (KioskIdDocument *a, KioskIdDocument *b)
{
  return g_strcmp0 (kiosk_id_document_get (a, KIOSK_ID_FIELD_NUMBER),
                    kiosk_id_document_get (b, KIOSK_ID_FIELD_NUMBER))
         == 0;
}

/**
 * kiosk_identification_take:
 * @self: an identification
 * @document: what a code said or was typed
 *
 * Announces @document with "document". It never replaces what a chip said: the code of another card
 * is a failure then. The code of somebody else in place of an earlier code begins anew.
 */
void
kiosk_identification_take (KioskIdentification *self, KioskIdDocument *document)
{
  gboolean same;

  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));
  g_return_if_fail (KIOSK_IS_ID_DOCUMENT (document));

  same = self->document == NULL || is_same_person (self->document, document);
  if (self->document != NULL
      && kiosk_id_document_get_assurance (self->document) >= KIOSK_ASSURANCE_CHIP)
    {
      if (!same)
        kiosk_chip_watch_fail (self->watch, KIOSK_FAILURE_CARD_BELONGS_TO_OTHER);
      emit_changed (self);
      return;
    }

  if (same)
    kiosk_chip_watch_dismiss (self->watch);
  else
    kiosk_chip_watch_forget (self->watch);
  /* Somebody was served without the chip, which the technician is to know. */
  if (kiosk_chip_watch_get_state (self->watch) == KIOSK_CHIP_WATCH_ABSENT
      && kiosk_chip_watch_get_failure (self->watch) != KIOSK_N_FAILURES)
    kiosk_failure_log (kiosk_chip_watch_get_failure (self->watch), NULL, NULL);
  set_document (self, document);
}

/**
 * kiosk_identification_set_typing:
 * @self: an identification
 * @typing: whether the citizen chose to type; a card shown meanwhile still counts
 */
void
kiosk_identification_set_typing (KioskIdentification *self, gboolean typing)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));

  self->typing = typing;
  self->problem = -1;
  if (typing)
    kiosk_chip_watch_dismiss (self->watch);
  emit_changed (self);
}

/**
 * kiosk_identification_get_draft:
 * @self: an identification
 *
 * Pages keep nothing, so what is typed so far is held here; it is dropped, and so wiped, when a
 * document is taken or the visit ends.
 *
 * Returns: (transfer none): what was typed so far, for every keystroke to go into
 */
KioskIdDocument *
kiosk_identification_get_draft (KioskIdentification *self)
{
  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), NULL);

  if (self->draft == NULL)
    self->draft = kiosk_id_document_new (KIOSK_ASSURANCE_TYPED);

  return self->draft;
}

/**
 * kiosk_identification_forget:
 * @self: an identification
 *
 * Somebody else comes: document, draft and keys are wiped. A card that lies there asks anew.
 */
void
kiosk_identification_forget (KioskIdentification *self)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));

  kiosk_chip_watch_forget (self->watch);
  self->typing = FALSE;
  g_clear_object (&self->document);
  g_clear_object (&self->draft);
  self->problem = -1;
  self->remark = KIOSK_N_FAILURES;
  emit_changed (self);
}

static gboolean
can_show_code (KioskIdentification *self)
{
  for (guint i = 0; i < self->readers->len; i++)
    if (kiosk_code_reader_is_online (self->readers->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * kiosk_identification_get_state:
 * @self: an identification
 *
 * Returns: what the identify page shows
 */
KioskIdentifyState
kiosk_identification_get_state (KioskIdentification *self)
{
  KioskChipWatchState chip;

  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), KIOSK_IDENTIFY_WAITING);

  chip = kiosk_chip_watch_get_state (self->watch);
  if (chip == KIOSK_CHIP_WATCH_READING)
    return KIOSK_IDENTIFY_READING;
  if (self->typing)
    return KIOSK_IDENTIFY_TYPING;
  if (chip == KIOSK_CHIP_WATCH_FAILED)
    return KIOSK_IDENTIFY_FAILED;
  if (self->problem >= 0 && self->document == NULL)
    return KIOSK_IDENTIFY_WRONG_CODE;
  if (chip == KIOSK_CHIP_WATCH_ASKS)
    return KIOSK_IDENTIFY_KEY;
  if (self->document != NULL)
    return KIOSK_IDENTIFY_DONE;

  return chip == KIOSK_CHIP_WATCH_READY || can_show_code (self) ? KIOSK_IDENTIFY_WAITING
                                                                : KIOSK_IDENTIFY_READER_GONE;
}

/**
 * kiosk_identification_get_watch:
 * @self: an identification
 *
 * Returns: (transfer none): who watches the readers of chips
 */
KioskChipWatch *
kiosk_identification_get_watch (KioskIdentification *self)
{
  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), NULL);

  return self->watch;
}

/**
 * kiosk_identification_get_failure:
 * @self: an identification
 *
 * Returns: what is told in the state that kiosk_identification_get_state() gives, or
 *   %KIOSK_N_FAILURES
 */
KioskFailure
kiosk_identification_get_failure (KioskIdentification *self)
{
  KioskFailure failure;

  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), KIOSK_N_FAILURES);

  switch (kiosk_identification_get_state (self))
    {
    case KIOSK_IDENTIFY_FAILED:
      return kiosk_chip_watch_get_failure (self->watch);
    case KIOSK_IDENTIFY_READER_GONE:
      failure = kiosk_chip_watch_get_failure (self->watch);
      return failure != KIOSK_N_FAILURES ? failure : KIOSK_FAILURE_GUN_UNPLUGGED;
    case KIOSK_IDENTIFY_DONE:
      return self->remark;
    case KIOSK_IDENTIFY_WAITING:
    case KIOSK_IDENTIFY_WRONG_CODE:
    case KIOSK_IDENTIFY_TYPING:
    case KIOSK_IDENTIFY_KEY:
    case KIOSK_IDENTIFY_READING:
    default:
      return KIOSK_N_FAILURES;
    }
}

static gboolean
knows (KioskIdentification *self, KioskIdField field)
{
  return self->document != NULL && kiosk_id_document_get (self->document, field) != NULL;
}

/**
 * kiosk_identification_get_wants:
 * @self: an identification
 *
 * Returns: what a key can be made of
 */
KioskKeyWants
kiosk_identification_get_wants (KioskIdentification *self)
{
  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), KIOSK_KEY_WANTS_CODE_OR_CAN);

  return knows (self, KIOSK_ID_FIELD_NUMBER) && knows (self, KIOSK_ID_FIELD_BIRTH_DATE)
             ? KIOSK_KEY_WANTS_EXPIRY_OR_CAN
             : KIOSK_KEY_WANTS_CODE_OR_CAN;
}

/* What is no day is no key either, and must not cost a try. */
static gboolean
is_day (const char *text)
{
  int year, month, day, end = 0;

  return sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10
         && text[end] == '\0' && year > 0 && month > 0 && day > 0
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * kiosk_identification_give_expiry:
 * @self: an identification
 * @iso_date: yyyy-mm-dd
 *
 * Returns: whether a reading began with it
 */
gboolean
kiosk_identification_give_expiry (KioskIdentification *self, const char *iso_date)
{
  g_autoptr (KioskAccessKey) key = NULL;

  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self) && iso_date != NULL, FALSE);

  if (!is_day (iso_date) || !kiosk_chip_watch_wants_key (self->watch)
      || kiosk_identification_get_wants (self) != KIOSK_KEY_WANTS_EXPIRY_OR_CAN)
    return FALSE;
  key = kiosk_access_key_new_qr (kiosk_id_document_get (self->document, KIOSK_ID_FIELD_NUMBER),
                                 kiosk_id_document_get (self->document, KIOSK_ID_FIELD_BIRTH_DATE),
                                 iso_date, NULL);
  if (key == NULL)
    return FALSE;
  kiosk_chip_watch_read (self->watch, key);

  return TRUE;
}

/**
 * kiosk_identification_get_problem:
 * @self: an identification
 *
 * Returns: the #KioskCardQrError of the last code shown, or -1
 */
int
kiosk_identification_get_problem (KioskIdentification *self)
{
  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), -1);

  return self->problem;
}
