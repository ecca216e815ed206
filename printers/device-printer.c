/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/device-printer.h"

#include "device/device-failure.h"

/* Rarely enough that an idle kiosk sleeps, often enough that a printer without paper is not promised. */
#define POLL_SECONDS 10
#define PATIENCE_MS 30000

/**
 * KioskDevicePrinter:
 *
 * What every printer that is talked to directly has in common: one paper at a time, blocking talk in a
 * worker thread, the state asked for at a slow pace, and the journal.
 */
typedef struct
{
  /* owned */
  GMainContext *context;      /* where "state-changed" is emitted */
  GCancellable *probing;      /* ends the polls */
  KioskPrintJournal *journal; /* (nullable) */
  char *address;              /* (nullable): how the journal calls this printer */
  GMutex device;              /* held while a worker talks to the device */

  /* state */
  gint state; /* a #KioskPrinterState; atomic, for workers note it */
  guint poll; /* source id */
  guint first_poll;
  int told; /* the state that the log has last, -1 for none */
  gboolean is_probing;
  gboolean is_printing;
  guint patience_ms;
} KioskDevicePrinterPrivate;

static void kiosk_device_printer_printer_init (KioskPrinterInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KioskDevicePrinter, kiosk_device_printer, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (KioskDevicePrinter)
                                      G_IMPLEMENT_INTERFACE (KIOSK_TYPE_PRINTER,
                                                             kiosk_device_printer_printer_init))

/* One paper on its way; the outcome is always given, so it does not travel as the task's error. */
typedef struct
{
  KioskPaper *paper; /* (nullable): refused, or done */
  KioskPrintOutcome outcome;
  GError *error;    /* (nullable) */
  gboolean started; /* the printer was free */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->paper, kiosk_paper_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static KioskDevicePrinterPrivate *
get_private (gpointer self)
{
  return kiosk_device_printer_get_instance_private (self);
}

/* A printer that is away from the start changes nothing, and must be in the log all the same. */
static void
log_state (KioskDevicePrinter *self)
{
  KioskDevicePrinterPrivate *priv = get_private (self);
  KioskPrinterState state = (KioskPrinterState) g_atomic_int_get (&priv->state);
  KioskFailure failure;

  if (state == KIOSK_PRINTER_BUSY || priv->told == (int) state)
    return;

  priv->told = (int) state;
  if (kiosk_device_failure_of_printer (state, &failure))
    kiosk_failure_log (failure, priv->address, NULL);
}

static gboolean
emit_state_changed (gpointer user_data)
{
  log_state (KIOSK_DEVICE_PRINTER (user_data));
  g_signal_emit_by_name (user_data, "state-changed");
  return G_SOURCE_REMOVE;
}

/**
 * kiosk_device_printer_note_state:
 * @self: a printer
 * @state: what the device has just said
 *
 * May be called from the worker; "state-changed" follows on the context the printer was made in.
 */
void
kiosk_device_printer_note_state (KioskDevicePrinter *self, KioskPrinterState state)
{
  KioskDevicePrinterPrivate *priv = get_private (self);
  gint before = g_atomic_int_get (&priv->state);

  if (before == (gint) state)
    return;

  g_atomic_int_set (&priv->state, (gint) state);
  g_debug ("Printer state %d, was %d", (int) state, before);
  g_main_context_invoke_full (priv->context, G_PRIORITY_DEFAULT, emit_state_changed,
                              g_object_ref (self), g_object_unref);
}

/**
 * kiosk_device_printer_note_step:
 * @self: a printer
 * @paper: what is being printed
 * @step: how far it has come
 * @job: the device's number for it, or 0
 *
 * Puts the step into the journal, if there is one. A journal that fails does not keep a citizen from
 * the paper.
 */
void
kiosk_device_printer_note_step (KioskDevicePrinter *self, const KioskPaper *paper,
                                KioskPrintStep step, gint64 job)
{
  KioskDevicePrinterPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;

  if (priv->journal == NULL)
    return;
  if (!kiosk_print_journal_record (priv->journal, kiosk_paper_get_token (paper), priv->address,
                                   step, job, &error))
    g_message ("The print journal does not take step %s: %s", kiosk_print_step_to_string (step),
               error->message);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KioskDevicePrinter *self = KIOSK_DEVICE_PRINTER (source);

  get_private (self)->is_probing = FALSE;
  log_state (self);
}

static void
probe_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KioskDevicePrinter *self = source;
  KioskDevicePrinterPrivate *priv = get_private (self);

  g_mutex_lock (&priv->device);
  kiosk_device_printer_note_state (
      self, KIOSK_DEVICE_PRINTER_GET_CLASS (self)->probe (self, cancellable));
  g_mutex_unlock (&priv->device);
  g_task_return_boolean (task, TRUE);
}

static gboolean
poll_state (gpointer user_data)
{
  KioskDevicePrinter *self = user_data;
  KioskDevicePrinterPrivate *priv = get_private (self);
  g_autoptr (GTask) task = NULL;

  if (priv->is_probing || priv->is_printing)
    return G_SOURCE_CONTINUE;

  priv->is_probing = TRUE;
  task = g_task_new (self, priv->probing, on_probed, NULL);
  g_task_set_source_tag (task, poll_state);
  g_task_run_in_thread (task, probe_in_thread);
  return G_SOURCE_CONTINUE;
}

static gboolean
poll_first (gpointer user_data)
{
  get_private (user_data)->first_poll = 0;
  poll_state (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * kiosk_device_printer_start:
 * @self: a printer that is ready to be talked to
 *
 * Asks the device for its state as soon as nothing else is to be done (the first page is painted
 * before), and every ten seconds. Called once, by the constructors.
 */
void
kiosk_device_printer_start (KioskDevicePrinter *self)
{
  KioskDevicePrinterPrivate *priv = get_private (self);

  g_return_if_fail (KIOSK_IS_DEVICE_PRINTER (self));
  g_return_if_fail (priv->poll == 0);

  priv->poll = g_timeout_add_seconds (POLL_SECONDS, poll_state, self);
  priv->first_poll = g_idle_add_full (G_PRIORITY_LOW, poll_first, self, NULL);
}

static KioskPrintStep
step_of (KioskPrintOutcome outcome)
{
  switch (outcome)
    {
    case KIOSK_PRINT_PRINTED:
      return KIOSK_PRINT_STEP_PRINTED;
    case KIOSK_PRINT_SENT:
      return KIOSK_PRINT_STEP_SENT;
    case KIOSK_PRINT_NOT_PRINTED:
      return KIOSK_PRINT_STEP_NOT_PRINTED;
    case KIOSK_PRINT_UNKNOWN:
    default:
      return KIOSK_PRINT_STEP_UNKNOWN;
    }
}

static void
print_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KioskDevicePrinter *self = source;
  KioskDevicePrinterPrivate *priv = get_private (self);
  Job *job = task_data;

  g_mutex_lock (&priv->device);
  kiosk_device_printer_note_step (self, job->paper, KIOSK_PRINT_STEP_INTENT, 0);
  job->outcome
      = KIOSK_DEVICE_PRINTER_GET_CLASS (self)->put (self, job->paper, cancellable, &job->error);
  kiosk_device_printer_note_step (self, job->paper, step_of (job->outcome), 0);
  g_mutex_unlock (&priv->device);

  /* What was drawn is gone by now; the words go with the job. */
  g_clear_pointer (&job->paper, kiosk_paper_unref);
  g_task_return_boolean (task, TRUE);
}

static void
kiosk_device_printer_print_async (KioskPrinter *printer, KioskPaper *paper,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  KioskDevicePrinterPrivate *priv = get_private (printer);
  g_autoptr (GTask) task = g_task_new (printer, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->outcome = KIOSK_PRINT_NOT_PRINTED;
  g_task_set_source_tag (task, kiosk_device_printer_print_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  if (priv->is_printing)
    {
      job->error = g_error_new_literal (KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_BUSY,
                                        "The printer is printing another paper");
      g_task_return_boolean (task, TRUE);
      return;
    }

  priv->is_printing = TRUE;
  job->started = TRUE;
  job->paper = kiosk_paper_ref (paper);
  g_task_run_in_thread (task, print_in_thread);
}

static KioskPrintOutcome
kiosk_device_printer_print_finish (KioskPrinter *printer, GAsyncResult *result, GError **error)
{
  KioskDevicePrinterPrivate *priv = get_private (printer);
  GTask *task = G_TASK (result);
  Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, printer), KIOSK_PRINT_UNKNOWN);

  job = g_task_get_task_data (task);
  g_task_propagate_boolean (task, NULL);
  if (job->started)
    priv->is_printing = FALSE;
  if (job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  return job->outcome;
}

static KioskPrinterState
kiosk_device_printer_get_state (KioskPrinter *printer)
{
  return (KioskPrinterState) g_atomic_int_get (&get_private (printer)->state);
}

static void
kiosk_device_printer_printer_init (KioskPrinterInterface *iface)
{
  iface->print_async = kiosk_device_printer_print_async;
  iface->print_finish = kiosk_device_printer_print_finish;
  iface->get_state = kiosk_device_printer_get_state;
}

static void
kiosk_device_printer_dispose (GObject *object)
{
  KioskDevicePrinterPrivate *priv = get_private (object);

  g_clear_handle_id (&priv->poll, g_source_remove);
  g_clear_handle_id (&priv->first_poll, g_source_remove);
  g_cancellable_cancel (priv->probing);

  G_OBJECT_CLASS (kiosk_device_printer_parent_class)->dispose (object);
}

static void
kiosk_device_printer_finalize (GObject *object)
{
  KioskDevicePrinterPrivate *priv = get_private (object);

  g_clear_object (&priv->probing);
  g_clear_pointer (&priv->journal, kiosk_print_journal_unref);
  g_clear_pointer (&priv->address, g_free);
  g_clear_pointer (&priv->context, g_main_context_unref);
  g_mutex_clear (&priv->device);

  G_OBJECT_CLASS (kiosk_device_printer_parent_class)->finalize (object);
}

static void
kiosk_device_printer_class_init (KioskDevicePrinterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_device_printer_dispose;
  object_class->finalize = kiosk_device_printer_finalize;
}

static void
kiosk_device_printer_init (KioskDevicePrinter *self)
{
  KioskDevicePrinterPrivate *priv = get_private (self);

  priv->context = g_main_context_ref_thread_default ();
  priv->probing = g_cancellable_new ();
  priv->state = KIOSK_PRINTER_OFFLINE;
  priv->told = -1;
  priv->patience_ms = PATIENCE_MS;
  g_mutex_init (&priv->device);
}

/**
 * kiosk_device_printer_set_journal:
 * @self: a printer that has not printed yet
 * @journal: (nullable): where each step goes
 * @address: how the journal calls this printer
 */
void
kiosk_device_printer_set_journal (KioskDevicePrinter *self, KioskPrintJournal *journal,
                                  const char *address)
{
  KioskDevicePrinterPrivate *priv = get_private (self);

  g_return_if_fail (KIOSK_IS_DEVICE_PRINTER (self));

  g_clear_pointer (&priv->journal, kiosk_print_journal_unref);
  g_free (priv->address);
  priv->address = g_strdup (address);
  priv->journal = journal != NULL ? kiosk_print_journal_ref (journal) : NULL;
}

/**
 * kiosk_device_printer_set_patience:
 * @self: a printer that has not printed yet
 * @milliseconds: how long a paper may take from the last byte sent to the device's word
 */
void
kiosk_device_printer_set_patience (KioskDevicePrinter *self, guint milliseconds)
{
  g_return_if_fail (KIOSK_IS_DEVICE_PRINTER (self));

  get_private (self)->patience_ms = milliseconds;
}

/**
 * kiosk_device_printer_get_patience:
 * @self: a printer
 *
 * Returns: how long a paper may take, in milliseconds
 */
guint
kiosk_device_printer_get_patience (KioskDevicePrinter *self)
{
  g_return_val_if_fail (KIOSK_IS_DEVICE_PRINTER (self), 0);

  return get_private (self)->patience_ms;
}
