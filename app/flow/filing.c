/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/filing.h"

#include "receipt/receipt-code.h"

/* How often the outbox is looked at while a receipt is on screen; the link usually is quicker. */
#define POLL_MS 500

/* A citizen may ask for the paper again twice; then people help. */
#define MAX_REPRINTS 2

/**
 * KioskFiling:
 *
 * Makes a finished session durable, and then its receipt: on paper and on the screen.
 *
 * Nothing is promised before the outbox has committed, and the paper says «received» only when the
 * province has signed. The paper is printed by itself exactly once.
 */
struct _KioskFiling
{
  GObject parent_instance;

  /* owned */
  KioskFilingParts parts;
  KioskSubmission *frozen;   /* (nullable): from the first try to submit until it is durable */
  KioskSession *session;     /* (nullable): while its receipt is on screen */
  GCancellable *cancellable; /* (nullable): the append under way */
  KioskReceiptFacts facts;   /* of strings owned here */
  char *id, *provisional, *official, *procedure, *code_text;
  GDateTime *received_at, *created, *due, *second_due;
  GError *error; /* (nullable): why the last submit failed */

  /* state */
  guint assurance; /* of the identity, as the code says it */
  KioskPaperState paper;
  guint run;      /* number of the print run whose answers count; no other run is listened to */
  guint printing; /* printers of that run still at work */
  guint best;     /* a KioskPrintOutcome, of the printers of that run that have finished */
  guint reprints;
  guint copy; /* how often a paper may have come out before the next */
  guint poll_id;
  guint wait_id;
  gboolean printed_once;
};

G_DEFINE_FINAL_TYPE (KioskFiling, kiosk_filing, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_APPENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (KioskFiling *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
update_facts (KioskFiling *self)
{
  self->facts = (KioskReceiptFacts){
    .submission_id = self->id,
    .provisional = self->provisional,
    .official = self->official,
    .received_at = self->received_at,
    .created = self->created,
    .due = self->due,
    .second_due = self->second_due,
    .code_text = self->code_text,
    .copy = self->copy,
  };
}

/* One printer at work for one run. */
typedef struct
{
  KioskFiling *filing;
  guint run;
} PrintJob;

static PrintJob *
print_job_new (KioskFiling *filing)
{
  PrintJob *job = g_new0 (PrintJob, 1);

  job->filing = g_object_ref (filing);
  job->run = filing->run;

  return job;
}

static void
print_job_free (PrintJob *job)
{
  g_object_unref (job->filing);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrintJob, print_job_free)

static void
settle_paper (KioskFiling *self)
{
  KioskFailure failure;

  self->paper = kiosk_paper_state_for (self->best);
  if (kiosk_paper_state_get_failure (self->paper, &failure))
    kiosk_failure_log (failure, NULL, NULL);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PrintJob) job = user_data;
  KioskFiling *self = job->filing;
  g_autoptr (GError) error = NULL;
  KioskPrintOutcome outcome;

  outcome = kiosk_printer_print_finish (KIOSK_PRINTER (source), result, &error);
  if (error != NULL)
    g_warning ("A printer answered %d: %s", outcome, error->message);

  /* A slow printer may answer when its citizen has gone; that says nothing about the next one's paper. */
  if (job->run != self->run)
    return;

  self->best = kiosk_paper_state_better_of (self->best, outcome);
  self->printing--;
  if (self->printing == 0)
    settle_paper (self);
  emit_changed (self);
}

static void
print_receipt (KioskFiling *self)
{
  g_autoptr (KioskPaper) paper = NULL;

  if (self->session == NULL || self->id == NULL)
    return;

  self->printed_once = TRUE;
  paper = kiosk_receipt_compose (&self->facts, self->session, self->parts.office,
                                 self->parts.language);
  kiosk_filing_print (self, paper);
}

/* Made again when the province's number is known, so that the paper of that moment carries it too. */
static void
make_code (KioskFiling *self)
{
  KioskReceiptCode code = {
    .kiosk = self->parts.office->kiosk,
    .submission_id = self->id,
    .provisional = self->provisional,
    .procedure = self->procedure,
    .issued_at = g_date_time_to_unix (self->created),
    .assurance = self->assurance,
    .official = self->official,
  };

  g_free (self->code_text);
  self->code_text
      = kiosk_receipt_code_make (&code, self->parts.office->track_url, self->parts.device_key);
}

static void
look_at_entry (KioskFiling *self)
{
  g_autoptr (KioskOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  entry = kiosk_outbox_find (self->parts.outbox, self->id, &error);
  if (entry == NULL)
    {
      g_warning ("The outbox does not answer: %s", error->message);
      return;
    }

  if (self->received_at == NULL && entry->received_at != NULL)
    {
      self->received_at = g_date_time_new_from_iso8601 (entry->received_at, NULL);
      changed = TRUE;
    }
  if (self->official == NULL && entry->official != NULL)
    {
      self->official = g_strdup (entry->official);
      make_code (self);
      changed = TRUE;
    }
  if (!changed)
    return;

  update_facts (self);
  if (self->official != NULL)
    {
      g_clear_handle_id (&self->wait_id, g_source_remove);
      g_clear_handle_id (&self->poll_id, g_source_remove);
      if (!self->printed_once)
        print_receipt (self);
    }
  emit_changed (self);
}

static gboolean
on_poll (gpointer user_data)
{
  KioskFiling *self = KIOSK_FILING (user_data);
  guint poll_id = self->poll_id;

  look_at_entry (self);

  return self->poll_id == poll_id ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The citizen does not wait for a slow network: the slip says how far the dossier has come. */
static gboolean
on_waited (gpointer user_data)
{
  KioskFiling *self = KIOSK_FILING (user_data);

  self->wait_id = 0;
  if (!self->printed_once)
    print_receipt (self);

  return G_SOURCE_REMOVE;
}

static GDateTime *
ref_time (GDateTime *when)
{
  return when != NULL ? g_date_time_ref (when) : NULL;
}

static void
on_appended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KioskFiling *self = KIOSK_FILING (source);
  GTask *task = G_TASK (result);
  KioskSubmission *submission = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *provisional = g_task_propagate_pointer (task, &error);

  g_clear_object (&self->cancellable);
  if (provisional == NULL)
    {
      g_warning ("The submission was not kept: %s", error->message);
      kiosk_failure_log (KIOSK_FAILURE_DOSSIER_NOT_KEPT, NULL, error);
      self->error = g_steal_pointer (&error);
      emit_changed (self);
      return;
    }

  self->id = g_strdup (kiosk_submission_get_id (submission));
  self->provisional = g_steal_pointer (&provisional);
  self->created = ref_time (kiosk_submission_get_created (submission));
  self->due = ref_time (kiosk_submission_get_due (submission));
  self->second_due = ref_time (kiosk_submission_get_second_due (submission));
  self->procedure = g_strdup (kiosk_submission_get_procedure (submission));
  self->assurance = kiosk_submission_get_assurance (submission);
  make_code (self);
  self->paper = KIOSK_PAPER_PRINTING;
  kiosk_filing_thaw (self);
  update_facts (self);

  self->poll_id = g_timeout_add (POLL_MS, on_poll, self);
  self->wait_id = g_timeout_add (self->parts.wait_for_province_ms, on_waited, self);
  g_signal_emit (self, signals[SIGNAL_APPENDED], 0, self->id);
  emit_changed (self);
}

static void
append_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  KioskFiling *self = KIOSK_FILING (source);
  GError *error = NULL;
  char *provisional;

  provisional = kiosk_outbox_append (self->parts.outbox, task_data, self->parts.office,
                                     self->parts.intake, self->parts.device_key, &error);
  if (provisional != NULL)
    g_task_return_pointer (task, provisional, g_free);
  else
    g_task_return_error (task, error);
}

static void
kiosk_filing_dispose (GObject *object)
{
  KioskFiling *self = KIOSK_FILING (object);

  kiosk_filing_forget (self);
  g_clear_object (&self->parts.clock);
  g_clear_object (&self->parts.language);
  g_clear_pointer (&self->parts.calendar, kiosk_calendar_unref);
  g_clear_object (&self->parts.outbox);
  g_clear_pointer (&self->parts.intake, kiosk_intake_key_unref);
  g_clear_pointer (&self->parts.device_key, kiosk_signing_key_unref);
  g_clear_pointer (&self->parts.printers, g_ptr_array_unref);

  G_OBJECT_CLASS (kiosk_filing_parent_class)->dispose (object);
}

static void
kiosk_filing_class_init (KioskFilingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_filing_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_APPENDED] = g_signal_new ("appended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kiosk_filing_init (KioskFiling *self)
{
}

/**
 * kiosk_filing_new:
 * @parts: what it works with; every object is referenced, the office is not copied
 *
 * Returns: (transfer full): a filing with nothing under way
 */
KioskFiling *
kiosk_filing_new (const KioskFilingParts *parts)
{
  KioskFiling *self = g_object_new (KIOSK_TYPE_FILING, NULL);

  self->parts = *parts;
  g_object_ref (self->parts.clock);
  g_object_ref (self->parts.language);
  kiosk_calendar_ref (self->parts.calendar);
  g_object_ref (self->parts.outbox);
  kiosk_intake_key_ref (self->parts.intake);
  kiosk_signing_key_ref (self->parts.device_key);
  g_ptr_array_ref (self->parts.printers);

  return self;
}

/**
 * kiosk_filing_submit:
 * @self: a filing with nothing under way
 * @session: a complete session; kept until kiosk_filing_forget()
 *
 * Freezes the session, then makes it durable in a worker thread. "appended" comes when it is;
 * otherwise kiosk_filing_get_error() tells, nothing was kept, and it may be tried again.
 */
void
kiosk_filing_submit (KioskFiling *self, KioskSession *session)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KIOSK_IS_FILING (self));
  g_return_if_fail (KIOSK_IS_SESSION (session));

  if (self->cancellable != NULL || self->id != NULL)
    return;

  g_clear_error (&self->error);
  g_set_object (&self->session, session);

  /* A second try sends the same submission: should the first have been kept after all, though the
   * disk did not say so, it is the same one and not another. */
  if (self->frozen == NULL)
    self->frozen = kiosk_submission_freeze (
        session, self->parts.office, self->parts.calendar, self->parts.clock,
        kiosk_language_get_current (self->parts.language), &self->error);
  if (self->frozen == NULL)
    {
      g_warning ("The session cannot be frozen: %s", self->error->message);
      emit_changed (self);
      return;
    }

  /* The append itself is never cancelled: either it is durable or it is not. */
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, NULL, on_appended, NULL);
  g_task_set_source_tag (task, kiosk_filing_submit);
  g_task_set_task_data (task, kiosk_submission_ref (self->frozen),
                        (GDestroyNotify) kiosk_submission_unref);
  g_task_run_in_thread (task, append_in_thread);
  emit_changed (self);
}

/**
 * kiosk_filing_thaw:
 * @self: a filing whose last submit failed
 *
 * The citizen goes back to change something: the next submit freezes the session anew.
 */
void
kiosk_filing_thaw (KioskFiling *self)
{
  g_return_if_fail (KIOSK_IS_FILING (self));

  g_clear_pointer (&self->frozen, kiosk_submission_unref);
}

/**
 * kiosk_filing_forget:
 * @self: a filing
 *
 * The citizen has gone: lets go of the session and of what the receipt said. What the outbox keeps,
 * and a paper on its way, are not touched.
 */
void
kiosk_filing_forget (KioskFiling *self)
{
  g_return_if_fail (KIOSK_IS_FILING (self));

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_object (&self->session);
  kiosk_filing_thaw (self);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->provisional, g_free);
  g_clear_pointer (&self->official, g_free);
  g_clear_pointer (&self->procedure, g_free);
  g_clear_pointer (&self->code_text, g_free);
  g_clear_pointer (&self->received_at, g_date_time_unref);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->due, g_date_time_unref);
  g_clear_pointer (&self->second_due, g_date_time_unref);
  g_clear_error (&self->error);
  self->facts = (KioskReceiptFacts){ 0 };
  self->paper = KIOSK_PAPER_NONE;
  self->run++;
  self->printing = 0;
  self->reprints = 0;
  self->copy = 0;
  self->printed_once = FALSE;
}

/**
 * kiosk_filing_entry_changed:
 * @self: a filing
 * @submission_id: the entry that the courier has touched
 */
void
kiosk_filing_entry_changed (KioskFiling *self, const char *submission_id)
{
  g_return_if_fail (KIOSK_IS_FILING (self));

  if (self->id != NULL && g_strcmp0 (self->id, submission_id) == 0)
    look_at_entry (self);
}

/**
 * kiosk_filing_print_again:
 * @self: a filing whose receipt is on screen
 *
 * The citizen asks for the paper again, with what is known by now. Twice at most.
 */
void
kiosk_filing_print_again (KioskFiling *self)
{
  g_return_if_fail (KIOSK_IS_FILING (self));

  if (!self->printed_once || self->printing > 0 || self->reprints >= MAX_REPRINTS)
    return;
  self->reprints++;
  /* Only a paper that may be in somebody's hand makes the next one a copy. */
  if (self->paper != KIOSK_PAPER_FAILED)
    self->copy++;
  update_facts (self);
  print_receipt (self);
}

/**
 * kiosk_filing_print:
 * @self: a filing
 * @paper: what to print, on every printer of the machine
 *
 * From now on only this paper is reported; what an earlier one comes to is no longer told.
 */
void
kiosk_filing_print (KioskFiling *self, KioskPaper *paper)
{
  g_return_if_fail (KIOSK_IS_FILING (self));
  g_return_if_fail (paper != NULL);

  self->run++;
  self->best = KIOSK_PRINT_NOT_PRINTED;
  self->paper = self->parts.printers->len > 0 ? KIOSK_PAPER_PRINTING : KIOSK_PAPER_FAILED;
  self->printing = self->parts.printers->len;
  for (guint i = 0; i < self->parts.printers->len; i++)
    kiosk_printer_print_async (self->parts.printers->pdata[i], paper, NULL, on_printed,
                               print_job_new (self));
  emit_changed (self);
}

/**
 * kiosk_filing_is_busy:
 * @self: a filing
 *
 * Returns: whether a submission is being made durable right now
 */
gboolean
kiosk_filing_is_busy (KioskFiling *self)
{
  g_return_val_if_fail (KIOSK_IS_FILING (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * kiosk_filing_get_error:
 * @self: a filing
 *
 * Returns: (nullable): a #KioskSubmissionError or #KioskOutboxError of the last submit
 */
const GError *
kiosk_filing_get_error (KioskFiling *self)
{
  g_return_val_if_fail (KIOSK_IS_FILING (self), NULL);

  return self->error;
}

/**
 * kiosk_filing_get_facts:
 * @self: a filing
 *
 * Returns: (nullable): what the receipt says, once the submission is durable
 */
const KioskReceiptFacts *
kiosk_filing_get_facts (KioskFiling *self)
{
  g_return_val_if_fail (KIOSK_IS_FILING (self), NULL);

  return self->id != NULL ? &self->facts : NULL;
}

/**
 * kiosk_filing_get_dossier:
 * @self: a filing
 *
 * Returns: how far the dossier has come, as far as this kiosk knows
 */
KioskDossierState
kiosk_filing_get_dossier (KioskFiling *self)
{
  g_return_val_if_fail (KIOSK_IS_FILING (self), KIOSK_DOSSIER_KEPT);

  if (self->official != NULL)
    return KIOSK_DOSSIER_NUMBERED;

  return self->received_at != NULL ? KIOSK_DOSSIER_RECEIVED : KIOSK_DOSSIER_KEPT;
}

/**
 * kiosk_filing_get_paper:
 * @self: a filing
 *
 * Returns: how far the paper has come
 */
KioskPaperState
kiosk_filing_get_paper (KioskFiling *self)
{
  g_return_val_if_fail (KIOSK_IS_FILING (self), KIOSK_PAPER_NONE);

  return self->paper;
}
