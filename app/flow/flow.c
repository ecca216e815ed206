/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow.h"

#include "flow/flow-moves.h"
#include "flow/idle-guard.h"

/* How long the last page stays before the idle page comes back by itself. */
#define DONE_SECONDS 12

/* How much longer somebody may wait untouched who has called staff. */
#define STAFF_SECONDS 300

/**
 * KioskFlow:
 *
 * The one path through the kiosk, from the idle page to the next citizen.
 *
 * It holds where the citizen is and nothing that the session holds already. It knows no pixels: the
 * interface shows the state and calls these functions for touches. A submission is done for it when
 * it is durable, because it cannot see who sends it on.
 */
struct _KioskFlow
{
  GObject parent_instance;

  /* owned */
  KioskFlowParts parts;
  KioskSession *session;
  KioskIdleGuard *guard;
  KioskIdentification *identification;
  KioskCapture *capture;
  KioskFiling *filing;
  GPtrArray *problems; /* (element-type utf8): ids to mend on the page shown */

  /* state */
  KioskFlowState state;
  KioskStop stop;   /* in questions, form, documents, check */
  gboolean editing; /* came from the check, and goes back there */
  gboolean network;
  guint done_id;
};

G_DEFINE_FINAL_TYPE (KioskFlow, kiosk_flow, G_TYPE_OBJECT)

enum
{
  SIGNAL_STATE_CHANGED,
  SIGNAL_UPDATED,
  SIGNAL_PROBLEMS,
  SIGNAL_WARNING,
  SIGNAL_STAFF_CALLED,
  SIGNAL_APPENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_updated (KioskFlow *self)
{
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/* Readers hear only where a card means something; everywhere else a code is not even read. */
static gboolean
listens_in (KioskFlowState state)
{
  return state == KIOSK_FLOW_IDLE || state == KIOSK_FLOW_LANGUAGE || state == KIOSK_FLOW_HOME
         || state == KIOSK_FLOW_IDENTIFY;
}

static void
wipe (KioskFlow *self)
{
  kiosk_capture_end (self->capture);
  kiosk_filing_forget (self->filing);
  kiosk_identification_forget (self->identification);
  g_object_unref (self->session);
  self->session = kiosk_session_new ();
  self->stop = (KioskStop){ KIOSK_FLOW_CHECK, NULL };
  self->editing = FALSE;
}

static gboolean
on_done_shown (gpointer user_data)
{
  KioskFlow *self = KIOSK_FLOW (user_data);

  self->done_id = 0;
  kiosk_flow_rest (self);

  return G_SOURCE_REMOVE;
}

static void
on_warning (KioskIdleGuard *guard, guint seconds_left, KioskFlow *self)
{
  g_signal_emit (self, signals[SIGNAL_WARNING], 0, seconds_left);
}

static void
on_expired (KioskFlow *self)
{
  kiosk_flow_finish (self);
}

static void
on_document (KioskIdentification *identification, KioskIdDocument *document, KioskFlow *self)
{
  KioskForm *form;

  kiosk_session_set_document (self->session, document);
  form = kiosk_session_get_form (self->session);
  if (form != NULL)
    kiosk_form_prefill (form, document);
  kiosk_flow_touch (self);

  /* A card on the idle page starts, like a touch; the citizen then says what it is for. */
  if (self->state == KIOSK_FLOW_IDLE)
    kiosk_flow_enter (self, KIOSK_FLOW_HOME);
}

static void
on_chip_read (KioskIdentification *identification, KioskChipReading *reading, KioskFlow *self)
{
  kiosk_session_set_reading (self->session, reading);
}

static void
on_appended (KioskFiling *filing, const char *id, KioskFlow *self)
{
  g_signal_emit (self, signals[SIGNAL_APPENDED], 0, id);
  kiosk_flow_hold_guard (self, FALSE);
  kiosk_flow_enter (self, KIOSK_FLOW_RECEIPT);
}

static void
on_filing_changed (KioskFlow *self)
{
  if (kiosk_filing_get_error (self->filing) != NULL)
    kiosk_flow_hold_guard (self, FALSE);
  emit_updated (self);
}

static void
kiosk_flow_dispose (GObject *object)
{
  KioskFlow *self = KIOSK_FLOW (object);

  g_clear_handle_id (&self->done_id, g_source_remove);
  if (self->guard != NULL)
    g_signal_handlers_disconnect_by_data (self->guard, self);
  if (self->identification != NULL)
    g_signal_handlers_disconnect_by_data (self->identification, self);
  if (self->capture != NULL)
    g_signal_handlers_disconnect_by_data (self->capture, self);
  if (self->filing != NULL)
    g_signal_handlers_disconnect_by_data (self->filing, self);
  g_clear_object (&self->guard);
  g_clear_object (&self->identification);
  g_clear_object (&self->capture);
  g_clear_object (&self->filing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  kiosk_flow_parts_release (&self->parts);

  G_OBJECT_CLASS (kiosk_flow_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, GObjectClass *klass, guint n_parameters, GType parameter)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_parameters, parameter);
}

static void
kiosk_flow_class_init (KioskFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_flow_dispose;

  signals[SIGNAL_STATE_CHANGED] = new_signal ("state-changed", object_class, 0, G_TYPE_NONE);
  signals[SIGNAL_UPDATED] = new_signal ("updated", object_class, 0, G_TYPE_NONE);
  signals[SIGNAL_PROBLEMS] = new_signal ("problems", object_class, 0, G_TYPE_NONE);
  signals[SIGNAL_WARNING] = new_signal ("warning", object_class, 1, G_TYPE_UINT);
  signals[SIGNAL_STAFF_CALLED] = new_signal ("staff-called", object_class, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_APPENDED] = new_signal ("appended", object_class, 1, G_TYPE_STRING);
}

static void
kiosk_flow_init (KioskFlow *self)
{
  self->session = kiosk_session_new ();
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->stop = (KioskStop){ KIOSK_FLOW_CHECK, NULL };
}

/**
 * kiosk_flow_new:
 * @parts: what the flow works with; every object is referenced, the office must outlive the flow
 *
 * Returns: (transfer full): a flow on the idle page, listening for a card
 */
KioskFlow *
kiosk_flow_new (const KioskFlowParts *parts)
{
  KioskFlow *self = g_object_new (KIOSK_TYPE_FLOW, NULL);
  KioskFilingParts filing_parts = kiosk_flow_parts_for_filing (parts);

  kiosk_flow_parts_hold (&self->parts, parts);
  self->guard = kiosk_idle_guard_new (parts->idle_seconds, parts->warning_seconds);
  self->identification
      = kiosk_identification_new (parts->code_readers, parts->chip_readers, parts->clock);
  self->capture = kiosk_capture_new (parts->scanner);
  self->filing = kiosk_filing_new (&filing_parts);

  g_signal_connect (self->guard, "warning", G_CALLBACK (on_warning), self);
  g_signal_connect_swapped (self->guard, "expired", G_CALLBACK (on_expired), self);
  g_signal_connect (self->identification, "document", G_CALLBACK (on_document), self);
  g_signal_connect (self->identification, "read", G_CALLBACK (on_chip_read), self);
  g_signal_connect_swapped (self->identification, "progress", G_CALLBACK (kiosk_flow_touch), self);
  g_signal_connect_swapped (self->identification, "changed", G_CALLBACK (emit_updated), self);
  g_signal_connect_swapped (self->capture, "changed", G_CALLBACK (emit_updated), self);
  g_signal_connect (self->filing, "appended", G_CALLBACK (on_appended), self);
  g_signal_connect_swapped (self->filing, "changed", G_CALLBACK (on_filing_changed), self);
  for (guint i = 0; i < parts->printers->len; i++)
    g_signal_connect_object (parts->printers->pdata[i], "state-changed", G_CALLBACK (emit_updated),
                             self, G_CONNECT_SWAPPED);
  kiosk_identification_listen (self->identification, TRUE, FALSE);

  return self;
}

/**
 * kiosk_flow_get_state:
 * @self: a flow
 *
 * Returns: where the citizen is
 */
KioskFlowState
kiosk_flow_get_state (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_FLOW_IDLE);

  return self->state;
}

/**
 * kiosk_flow_get_session:
 * @self: a flow
 *
 * Returns: (transfer none): what the citizen has told us; another object after each wipe
 */
KioskSession *
kiosk_flow_get_session (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return self->session;
}

/**
 * kiosk_flow_get_parts:
 * @self: a flow
 *
 * Returns: (transfer none): what the flow was made with, for pages that show it
 */
const KioskFlowParts *
kiosk_flow_get_parts (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return &self->parts;
}

/**
 * kiosk_flow_touch:
 * @self: a flow
 *
 * Any input at all: the idle guard starts again. On the idle page nothing needs guarding.
 */
void
kiosk_flow_touch (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (self->state != KIOSK_FLOW_IDLE && self->state != KIOSK_FLOW_DONE)
    kiosk_idle_guard_touch (self->guard);
}

/**
 * kiosk_flow_finish:
 * @self: a flow
 *
 * Wipes the session and shows the last page; the idle page follows by itself. A submission that is
 * being made durable is not interrupted, so it is not possible then.
 */
void
kiosk_flow_finish (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (kiosk_filing_is_busy (self->filing) || self->state == KIOSK_FLOW_IDLE)
    return;

  kiosk_idle_guard_stop (self->guard);
  wipe (self);
  g_clear_handle_id (&self->done_id, g_source_remove);
  self->done_id = g_timeout_add_seconds (DONE_SECONDS, on_done_shown, self);
  kiosk_flow_enter (self, KIOSK_FLOW_DONE);
}

/**
 * kiosk_flow_call_staff:
 * @self: a flow
 * @call: %FALSE when help is no longer wanted
 *
 * While staff is on the way the citizen has more time; a visit left behind still ends.
 */
void
kiosk_flow_call_staff (KioskFlow *self, gboolean call)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  g_message ("Staff was %s on the page %s", call ? "called" : "let go",
             kiosk_flow_state_to_string (self->state));
  if (self->state != KIOSK_FLOW_IDLE && self->state != KIOSK_FLOW_DONE)
    kiosk_idle_guard_set_patience (self->guard, call ? STAFF_SECONDS : 0);
  g_signal_emit (self, signals[SIGNAL_STAFF_CALLED], 0, call);
}

/**
 * kiosk_flow_forget_identity:
 * @self: a flow
 *
 * «Không phải tôi»: the document goes, and with it every answer that was given in its name.
 */
void
kiosk_flow_forget_identity (KioskFlow *self)
{
  KioskProcedure *procedure;
  g_autoptr (GDateTime) today = NULL;

  g_return_if_fail (KIOSK_IS_FLOW (self));

  procedure = kiosk_session_get_procedure (self->session);
  if (procedure != NULL)
    kiosk_procedure_ref (procedure);
  g_object_unref (self->session);
  self->session = kiosk_session_new ();
  if (procedure != NULL)
    {
      today = kiosk_clock_now (self->parts.clock);
      kiosk_session_choose (self->session, self->parts.catalogue, procedure, today);
      kiosk_procedure_unref (procedure);
    }
  kiosk_identification_forget (self->identification);
}

/**
 * kiosk_flow_get_problems:
 * @self: a flow
 *
 * Returns: (transfer none) (element-type utf8): ids to mend on this page, after a refused advance
 */
const GPtrArray *
kiosk_flow_get_problems (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return self->problems;
}

/**
 * kiosk_flow_has_network:
 * @self: a flow
 *
 * Returns: whether the courier can reach the province now
 */
gboolean
kiosk_flow_has_network (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  return self->network;
}

/**
 * kiosk_flow_set_network:
 * @self: a flow
 * @online: what the courier says
 */
void
kiosk_flow_set_network (KioskFlow *self, gboolean online)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  if (self->network == online)
    return;
  self->network = online;
  emit_updated (self);
}

/**
 * kiosk_flow_set_catalogue:
 * @self: a flow that was made without one
 * @catalogue: the procedures
 *
 * To be called before anybody can touch anything: until then there is nothing to choose from.
 */
void
kiosk_flow_set_catalogue (KioskFlow *self, KioskCatalogue *catalogue)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));
  g_return_if_fail (self->parts.catalogue == NULL);

  self->parts.catalogue = kiosk_catalogue_ref (catalogue);
}

/**
 * kiosk_flow_get_stop:
 * @self: a flow
 *
 * Returns: the page of the way through the procedure that was shown last
 */
KioskStop
kiosk_flow_get_stop (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), ((KioskStop){ KIOSK_FLOW_CHECK, NULL }));

  return self->stop;
}

/**
 * kiosk_flow_get_identification:
 * @self: a flow
 *
 * Returns: (transfer none): who listens to the code readers
 */
KioskIdentification *
kiosk_flow_get_identification (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return self->identification;
}

/**
 * kiosk_flow_get_capture:
 * @self: a flow
 *
 * Returns: (transfer none): who brings pages from the scanner
 */
KioskCapture *
kiosk_flow_get_capture (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return self->capture;
}

/**
 * kiosk_flow_get_filing:
 * @self: a flow
 *
 * Returns: (transfer none): who makes the submission durable and prints
 */
KioskFiling *
kiosk_flow_get_filing (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return self->filing;
}

/**
 * kiosk_flow_enter:
 * @self: a flow
 * @state: the page to show
 *
 * Shows a page, with nothing to mend on it yet. A page that is shown again is made anew. Each page
 * gives the whole time again: who goes on with a screen reader or a switch sends no touch.
 */
void
kiosk_flow_enter (KioskFlow *self, KioskFlowState state)
{
  g_info ("%s -> %s", kiosk_flow_state_to_string (self->state), kiosk_flow_state_to_string (state));
  self->state = state;
  g_ptr_array_set_size (self->problems, 0);
  kiosk_identification_listen (self->identification, listens_in (state),
                               state == KIOSK_FLOW_IDENTIFY);
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
  kiosk_flow_touch (self);
}

/**
 * kiosk_flow_enter_stop:
 * @self: a flow
 * @stop: a page of the way through the procedure
 *
 * Shows @stop; arriving at the check ends editing.
 */
void
kiosk_flow_enter_stop (KioskFlow *self, KioskStop stop)
{
  self->stop = stop;
  if (stop.state == KIOSK_FLOW_CHECK)
    self->editing = FALSE;
  kiosk_flow_enter (self, stop.state);
}

/**
 * kiosk_flow_take_problems:
 * @self: a flow
 * @problems: (element-type utf8): ids on this page that must be mended
 */
void
kiosk_flow_take_problems (KioskFlow *self, GPtrArray *problems)
{
  g_ptr_array_set_size (self->problems, 0);
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (self->problems, g_strdup (problems->pdata[i]));
  g_signal_emit (self, signals[SIGNAL_PROBLEMS], 0);
}

/**
 * kiosk_flow_is_editing:
 * @self: a flow
 *
 * Returns: whether the citizen came from the check and goes back there
 */
gboolean
kiosk_flow_is_editing (KioskFlow *self)
{
  return self->editing;
}

/**
 * kiosk_flow_set_editing:
 * @self: a flow
 * @editing: whether the next advance returns to the check
 */
void
kiosk_flow_set_editing (KioskFlow *self, gboolean editing)
{
  self->editing = editing;
}

/**
 * kiosk_flow_hold_guard:
 * @self: a flow
 * @hold: whether the machine itself is at work, so that the citizen's time does not run
 */
void
kiosk_flow_hold_guard (KioskFlow *self, gboolean hold)
{
  kiosk_idle_guard_hold (self->guard, hold);
}

/**
 * kiosk_flow_rest:
 * @self: a flow
 *
 * Wipes and shows the idle page, in the first language again.
 */
void
kiosk_flow_rest (KioskFlow *self)
{
  g_clear_handle_id (&self->done_id, g_source_remove);
  wipe (self);
  kiosk_idle_guard_stop (self->guard);
  kiosk_language_set_current (self->parts.language, kiosk_language_list (self->parts.language)[0]);
  kiosk_flow_enter (self, KIOSK_FLOW_IDLE);
}
