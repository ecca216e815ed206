/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/identification.h"

#include "flow/flow-failure.h"
#include "identity/card-qr.h"

/**
 * KioskIdentification:
 *
 * Listens to the code readers and turns what they read into an identity document.
 *
 * A code of another kind is an answer too: the citizen is told what was shown, and reading goes on.
 */
struct _KioskIdentification
{
  GObject parent_instance;

  /* owned */
  GPtrArray *readers;     /* (element-type KioskCodeReader) */
  KioskIdDocument *draft; /* (nullable): what was typed so far; wiped as soon as it is done with */

  /* state */
  gboolean listening;
  gboolean typing;
  gboolean done;
  int problem; /* a KioskCardQrError, -1 for none */
};

G_DEFINE_FINAL_TYPE (KioskIdentification, kiosk_identification, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DOCUMENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }

  kiosk_identification_take (self, document);
}

static void
on_online_changed (KioskIdentification *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
kiosk_identification_dispose (GObject *object)
{
  KioskIdentification *self = KIOSK_IDENTIFICATION (object);

  if (self->readers != NULL)
    {
      kiosk_identification_listen (self, FALSE);
      for (guint i = 0; i < self->readers->len; i++)
        g_signal_handlers_disconnect_by_data (self->readers->pdata[i], self);
    }
  g_clear_pointer (&self->readers, g_ptr_array_unref);
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
}

static void
kiosk_identification_init (KioskIdentification *self)
{
  self->problem = -1;
}

/**
 * kiosk_identification_new:
 * @code_readers: (element-type KioskCodeReader): every reader of the machine; may be empty
 *
 * Returns: (transfer full): an identification that does not listen yet
 */
KioskIdentification *
kiosk_identification_new (GPtrArray *code_readers)
{
  KioskIdentification *self = g_object_new (KIOSK_TYPE_IDENTIFICATION, NULL);

  self->readers = g_ptr_array_ref (code_readers);
  for (guint i = 0; i < self->readers->len; i++)
    {
      g_signal_connect (self->readers->pdata[i], "scanned", G_CALLBACK (on_scanned), self);
      g_signal_connect_swapped (self->readers->pdata[i], "online-changed",
                                G_CALLBACK (on_online_changed), self);
    }

  return self;
}

/**
 * kiosk_identification_listen:
 * @self: an identification
 * @listen: whether codes are wanted now
 *
 * Codes shown while nobody listens are not read at all. Listening anew forgets an old problem.
 */
void
kiosk_identification_listen (KioskIdentification *self, gboolean listen)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));

  if (self->listening == listen)
    return;

  self->listening = listen;
  self->problem = -1;
  for (guint i = 0; i < self->readers->len; i++)
    {
      if (listen)
        kiosk_code_reader_start (self->readers->pdata[i]);
      else
        kiosk_code_reader_stop (self->readers->pdata[i]);
    }
}

/**
 * kiosk_identification_take:
 * @self: an identification
 * @document: what was read or typed
 *
 * Announces @document with "document".
 */
void
kiosk_identification_take (KioskIdentification *self, KioskIdDocument *document)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));
  g_return_if_fail (KIOSK_IS_ID_DOCUMENT (document));

  self->problem = -1;
  self->typing = FALSE;
  g_signal_emit (self, signals[SIGNAL_DOCUMENT], 0, document);
  g_clear_object (&self->draft);
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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
 * kiosk_identification_set_done:
 * @self: an identification
 * @done: whether the session has a document
 */
void
kiosk_identification_set_done (KioskIdentification *self, gboolean done)
{
  g_return_if_fail (KIOSK_IS_IDENTIFICATION (self));

  self->done = done;
  self->typing = FALSE;
  g_clear_object (&self->draft);
  self->problem = -1;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
  g_return_val_if_fail (KIOSK_IS_IDENTIFICATION (self), KIOSK_IDENTIFY_WAITING);

  if (self->done)
    return KIOSK_IDENTIFY_DONE;
  if (self->typing)
    return KIOSK_IDENTIFY_TYPING;
  if (self->problem >= 0)
    return KIOSK_IDENTIFY_WRONG_CODE;
  for (guint i = 0; i < self->readers->len; i++)
    if (kiosk_code_reader_is_online (self->readers->pdata[i]))
      return KIOSK_IDENTIFY_WAITING;

  return KIOSK_IDENTIFY_READER_GONE;
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
