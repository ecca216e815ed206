/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-session"

#include "session/session.h"

/**
 * KioskSession:
 *
 * Is everything one citizen has told us: who they are, what they answered, what they showed.
 *
 * One owner, so that letting go of the session is all it takes to forget a citizen.
 */
struct _KioskSession
{
  GObject parent_instance;

  KioskIdDocument *document;   /* (owned) (nullable) */
  KioskChipReading *reading;   /* (owned) (nullable) */
  KioskForm *form;             /* (owned) (nullable) */
  KioskDocumentSet *documents; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (KioskSession, kiosk_session, G_TYPE_OBJECT)

static void
kiosk_session_dispose (GObject *object)
{
  KioskSession *self = KIOSK_SESSION (object);

  g_clear_object (&self->documents);
  g_clear_object (&self->form);
  g_clear_object (&self->document);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (kiosk_session_parent_class)->dispose (object);
}

static void
kiosk_session_class_init (KioskSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kiosk_session_dispose;
}

static void
kiosk_session_init (KioskSession *self)
{
}

/**
 * kiosk_session_new:
 *
 * Returns: (transfer full): a session that knows nothing
 */
KioskSession *
kiosk_session_new (void)
{
  return g_object_new (KIOSK_TYPE_SESSION, NULL);
}

/**
 * kiosk_session_choose:
 * @self: a session
 * @catalogue: knows the shared lists
 * @procedure: what the citizen wants
 * @today: the day of the rules about dates
 *
 * Starts an empty form and an empty set of papers, filled in from the card if one was shown.
 * Choosing the same procedure again keeps what was answered; another one forgets it.
 */
void
kiosk_session_choose (KioskSession *self, KioskCatalogue *catalogue, KioskProcedure *procedure,
                      GDateTime *today)
{
  g_return_if_fail (KIOSK_IS_SESSION (self));

  if (kiosk_session_get_procedure (self) == procedure)
    return;

  g_clear_object (&self->documents);
  g_clear_object (&self->form);
  self->form = kiosk_form_new (catalogue, procedure, today);
  self->documents = kiosk_document_set_new (procedure);
  if (self->document != NULL)
    kiosk_form_prefill (self->form, self->document);
}

/**
 * kiosk_session_set_document:
 * @self: a session
 * @document: (nullable): who the citizen is, referenced; %NULL for «that is not me»
 *
 * What the last card filled in is replaced or taken back.
 */
void
kiosk_session_set_document (KioskSession *self, KioskIdDocument *document)
{
  g_return_if_fail (KIOSK_IS_SESSION (self));

  g_set_object (&self->document, document);
  if (self->form != NULL)
    kiosk_form_prefill (self->form, document);
}

/**
 * kiosk_session_set_reading:
 * @self: a session
 * @reading: (nullable): what was read of a chip, referenced
 *
 * It fills in nothing: whether what it says is to be believed shows only in the document that is set.
 */
void
kiosk_session_set_reading (KioskSession *self, KioskChipReading *reading)
{
  g_return_if_fail (KIOSK_IS_SESSION (self));

  g_set_object (&self->reading, reading);
}

/**
 * kiosk_session_get_procedure:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the citizen wants, once they said
 */
KioskProcedure *
kiosk_session_get_procedure (KioskSession *self)
{
  g_return_val_if_fail (KIOSK_IS_SESSION (self), NULL);

  return self->form != NULL ? kiosk_form_get_procedure (self->form) : NULL;
}

/**
 * kiosk_session_get_document:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): who the citizen is, once a card was shown
 */
KioskIdDocument *
kiosk_session_get_document (KioskSession *self)
{
  g_return_val_if_fail (KIOSK_IS_SESSION (self), NULL);

  return self->document;
}

/**
 * kiosk_session_get_reading:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what was read last of a chip, refuted or not
 */
KioskChipReading *
kiosk_session_get_reading (KioskSession *self)
{
  g_return_val_if_fail (KIOSK_IS_SESSION (self), NULL);

  return self->reading;
}

/**
 * kiosk_session_get_form:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the answers, once a procedure was chosen
 */
KioskForm *
kiosk_session_get_form (KioskSession *self)
{
  g_return_val_if_fail (KIOSK_IS_SESSION (self), NULL);

  return self->form;
}

/**
 * kiosk_session_get_documents:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the pages, once a procedure was chosen
 */
KioskDocumentSet *
kiosk_session_get_documents (KioskSession *self)
{
  g_return_val_if_fail (KIOSK_IS_SESSION (self), NULL);

  return self->documents;
}
