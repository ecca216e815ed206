/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/print-journal.h"

#include "store/statement.h"

/**
 * KioskPrintJournal:
 *
 * What was known of each paper, kept over a power cut.
 *
 * One row a printing; a paper printed again has another row. Rows hold the token, which is random, so
 * nothing in the file tells who printed what.
 */
struct _KioskPrintJournal
{
  gatomicrefcount references;
  GMutex lock;       /* printers record from their worker threads */
  KioskStore *store; /* owned */
};

static const char *const migrations[] = {
  "CREATE TABLE printing (id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL,"
  " printer TEXT NOT NULL, step INTEGER NOT NULL, job INTEGER NOT NULL) STRICT;"
  "CREATE INDEX printing_by_token ON printing (token, printer, id);",
  NULL,
};

/* What was open when the power went: without a document nothing can have come out; with one, nobody
 * can tell, and the machine must not print it again by itself. */
static gboolean
close_open_rows (KioskStore *store, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE printing SET step = CASE WHEN step < %d THEN %d ELSE %d END WHERE step < %d;",
      KIOSK_PRINT_STEP_SENDING, KIOSK_PRINT_STEP_NOT_PRINTED, KIOSK_PRINT_STEP_UNKNOWN,
      KIOSK_PRINT_STEP_PRINTED);

  return kiosk_store_run (store, sql, error);
}

/**
 * kiosk_print_journal_open:
 * @path: its file; made when it is not there
 * @error: a #KioskStoreError
 *
 * Opens the journal and ends what the last run left open: NOT_PRINTED when the device had no document
 * yet, otherwise UNKNOWN.
 *
 * Returns: (transfer full): the journal, or %NULL with @error set
 */
KioskPrintJournal *
kiosk_print_journal_open (const char *path, GError **error)
{
  g_autoptr (KioskStore) store = kiosk_store_open (path, migrations, KIOSK_STORE_DURABLE, error);
  KioskPrintJournal *self = NULL;

  if (store == NULL || !close_open_rows (store, error))
    return NULL;

  self = g_new0 (KioskPrintJournal, 1);
  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->store = g_steal_pointer (&store);
  return self;
}

/**
 * kiosk_print_journal_ref:
 * @self: a journal
 *
 * Returns: (transfer full): @self
 */
KioskPrintJournal *
kiosk_print_journal_ref (KioskPrintJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * kiosk_print_journal_unref:
 * @self: (transfer full): a journal
 */
void
kiosk_print_journal_unref (KioskPrintJournal *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_object_unref (self->store);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
begin_row (KioskPrintJournal *self, const char *token, const char *printer, GError **error)
{
  g_autoptr (KioskStatement) insert = kiosk_store_prepare (
      self->store, "INSERT INTO printing (token, printer, step, job) VALUES (?1, ?2, ?3, 0)",
      error);

  if (insert == NULL)
    return FALSE;

  kiosk_statement_bind_text (insert, 1, token);
  kiosk_statement_bind_text (insert, 2, printer);
  kiosk_statement_bind_int64 (insert, 3, KIOSK_PRINT_STEP_INTENT);
  return kiosk_statement_run (insert, error);
}

static gboolean
move_row (KioskPrintJournal *self, const char *token, const char *printer, KioskPrintStep step,
          gint64 job, GError **error)
{
  g_autoptr (KioskStatement) update = kiosk_store_prepare (
      self->store,
      "UPDATE printing SET step = ?3, job = CASE WHEN ?4 = 0 THEN job ELSE ?4 END"
      " WHERE id = (SELECT max (id) FROM printing WHERE token = ?1 AND printer = ?2)",
      error);

  if (update == NULL)
    return FALSE;

  kiosk_statement_bind_text (update, 1, token);
  kiosk_statement_bind_text (update, 2, printer);
  kiosk_statement_bind_int64 (update, 3, step);
  kiosk_statement_bind_int64 (update, 4, job);
  return kiosk_statement_run (update, error);
}

/**
 * kiosk_print_journal_record:
 * @self: a journal; may be used from any thread
 * @token: the paper's
 * @printer: the printer's address; one paper may go to several
 * @step: how far it has come; %KIOSK_PRINT_STEP_INTENT begins another printing
 * @job: the device's number for it, or 0 to leave it
 * @error: a #KioskStoreError
 *
 * Returns once the step is on the disk.
 *
 * Returns: whether it is
 */
gboolean
kiosk_print_journal_record (KioskPrintJournal *self, const char *token, const char *printer,
                            KioskPrintStep step, gint64 job, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL && token != NULL && printer != NULL, FALSE);

  locker = g_mutex_locker_new (&self->lock);
  if (step == KIOSK_PRINT_STEP_INTENT)
    return begin_row (self, token, printer, error);

  return move_row (self, token, printer, step, job, error);
}

/**
 * kiosk_print_journal_find:
 * @self: a journal
 * @token: a paper's
 * @printer: the printer's address
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full) (nullable): its last printing there, or %NULL when there was none, or with
 *   @error set
 */
KioskPrintEntry *
kiosk_print_journal_find (KioskPrintJournal *self, const char *token, const char *printer,
                          GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (KioskStatement) select = NULL;
  KioskPrintEntry *entry = NULL;

  g_return_val_if_fail (self != NULL && token != NULL && printer != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  select = kiosk_store_prepare (
      self->store,
      "SELECT step, job FROM printing WHERE token = ?1 AND printer = ?2 ORDER BY id DESC LIMIT 1",
      error);
  if (select == NULL)
    return NULL;

  kiosk_statement_bind_text (select, 1, token);
  kiosk_statement_bind_text (select, 2, printer);
  if (kiosk_statement_step (select, error) != KIOSK_STEP_ROW)
    return NULL;

  entry = g_new0 (KioskPrintEntry, 1);
  entry->token = g_strdup (token);
  entry->step = (KioskPrintStep) kiosk_statement_get_int64 (select, 0);
  entry->job = kiosk_statement_get_int64 (select, 1);
  return entry;
}

/**
 * kiosk_print_step_to_string:
 * @step: how far a paper has come
 *
 * Returns: the word for it in logs
 */
const char *
kiosk_print_step_to_string (KioskPrintStep step)
{
  static const char *const words[]
      = { "intent", "created", "sending", "sent", "printed", "not-printed", "unknown" };

  return step < G_N_ELEMENTS (words) ? words[step] : "unknown";
}

/**
 * kiosk_print_entry_free:
 * @self: (transfer full): an entry
 */
void
kiosk_print_entry_free (KioskPrintEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->token);
  g_free (self);
}
