/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/ledger.h"

#include "outbox/error.h"
#include "store/statement.h"

#define SMALL_BYTES (2 * 1024 * 1024) /* an entry up to here may overtake larger, older ones */
#define LAST_EVENT "last-event"

#define SELECT_ENTRY                                                                               \
  "SELECT id, provisional, official, state, received_at, status, reason, size, manifest,"          \
  " signature FROM entry "

/* Append only: a script that a kiosk in the field has run is never edited. */
static const char *const migrations[] = {
  "CREATE TABLE entry ("
  " id TEXT PRIMARY KEY,"
  " sequence INTEGER NOT NULL UNIQUE,"
  " provisional TEXT NOT NULL UNIQUE," /* and the name of its folder */
  " state TEXT NOT NULL CHECK (state IN ('sealed', 'held', 'quarantined', 'acked', 'purged')),"
  " manifest BLOB NOT NULL,"
  " signature BLOB NOT NULL,"
  " size INTEGER NOT NULL,"
  " created INTEGER NOT NULL," /* real time, us */
  " reason TEXT,"
  " receipt BLOB,"
  " receipt_signature BLOB,"
  " received_at TEXT,"
  " acked INTEGER," /* real time, us */
  " official TEXT,"
  " status INTEGER NOT NULL DEFAULT 0,"
  " CHECK (state NOT IN ('acked', 'purged') OR receipt IS NOT NULL)"
  ") STRICT;"
  "CREATE INDEX entry_by_state ON entry (state, sequence);"
  "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
  NULL,
};

/* The state machine. Into "acked" leads only kiosk_ledger_acknowledge(), with a receipt; out of it
 * back to "sealed" when the province has lost what it signed for. */
static const char *const may_come_from[] = {
  [KIOSK_OUTBOX_SEALED] = "'held', 'quarantined', 'acked'",
  [KIOSK_OUTBOX_HELD] = "'sealed'",
  [KIOSK_OUTBOX_QUARANTINED] = "'sealed', 'held'",
  [KIOSK_OUTBOX_ACKED] = "",
  [KIOSK_OUTBOX_PURGED] = "'acked'",
};

/**
 * KioskLedger:
 *
 * The only SQL of the outbox. A state changes only in a transaction, and nothing about sending is
 * written down: who was sending may be dead.
 */
struct _KioskLedger
{
  KioskStore *store;
  KioskClock *clock;
  char *entries; /* the folder of all entries' folders */
};

/**
 * kiosk_ledger_open:
 * @folder: the outbox's folder
 * @entries: the folder of all entries' folders
 * @clock: for the times of entries
 * @durability: %KIOSK_STORE_DURABLE outside tests
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full): the rows
 */
KioskLedger *
kiosk_ledger_open (const char *folder, const char *entries, KioskClock *clock,
                   KioskStoreDurability durability, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "outbox.db", NULL);
  KioskStore *store = kiosk_store_open (path, migrations, durability, error);
  KioskLedger *self;

  if (store == NULL)
    return NULL;

  self = g_new0 (KioskLedger, 1);
  self->store = store;
  self->clock = g_object_ref (clock);
  self->entries = g_strdup (entries);
  return self;
}

/**
 * kiosk_ledger_free:
 * @self: (transfer full): a ledger
 */
void
kiosk_ledger_free (KioskLedger *self)
{
  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_free (self->entries);
  g_free (self);
}

/**
 * kiosk_ledger_get_version:
 * @self: a ledger
 *
 * Returns: a number that changes when another connection has committed
 */
gint64
kiosk_ledger_get_version (KioskLedger *self)
{
  return kiosk_store_get_data_version (self->store);
}

/* ---- writing ---- */

static gboolean
count_up (KioskLedger *self, const char *name, gint64 *value, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store,
                             "INSERT INTO counter (name, value) VALUES (?1, 1)"
                             " ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
                             error);
  KioskStep step;

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, name);
  step = kiosk_statement_step (statement, error);
  if (step == KIOSK_STEP_ROW)
    {
      *value = kiosk_statement_get_int64 (statement, 0);
      step = kiosk_statement_step (statement, error);
    }
  return step == KIOSK_STEP_DONE;
}

/**
 * kiosk_ledger_reserve:
 * @self: a ledger
 * @prefix: kiosk and day, "KIOSK7-261125"
 * @sequence: (out): how many numbers this kiosk has ever reserved
 * @error: a #KioskStoreError
 *
 * The number is inside what is sealed, so it is taken before and in a commit of its own. An append
 * that fails leaves a gap; no number is ever given twice, also not when the clock goes back.
 *
 * Returns: (transfer full): @prefix and the next number of that day
 */
char *
kiosk_ledger_reserve (KioskLedger *self, const char *prefix, gint64 *sequence, GError **error)
{
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (self->store, error);
  gint64 number;

  if (transaction == NULL || !count_up (self, "sequence", sequence, error)
      || !count_up (self, prefix, &number, error) || !kiosk_transaction_commit (transaction, error))
    return NULL;

  return g_strdup_printf ("%s-%04" G_GINT64_FORMAT, prefix, number);
}

static gboolean
insert (KioskLedger *self, const KioskLedgerRow *row, GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store,
      "INSERT INTO entry (id, sequence, provisional, state, manifest, signature, size, created)"
      " VALUES (?1, ?2, ?3, 'sealed', ?4, ?5, ?6, ?7)",
      error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, row->id);
  kiosk_statement_bind_int64 (statement, 2, row->sequence);
  kiosk_statement_bind_text (statement, 3, row->provisional);
  kiosk_statement_bind_bytes (statement, 4, row->manifest);
  kiosk_statement_bind_bytes (statement, 5, row->signature);
  kiosk_statement_bind_int64 (statement, 6, (gint64) row->size);
  kiosk_statement_bind_int64 (statement, 7, kiosk_clock_get_real (self->clock));
  return kiosk_statement_run (statement, error);
}

/**
 * kiosk_ledger_insert:
 * @self: a ledger
 * @row: a new entry, whose files are durable already
 * @error: a #KioskStoreError
 *
 * Returns: whether the entry survives a power cut. After %FALSE the row may still stand in the log
 *   and come back when the log is recovered, until another commit has written over it.
 */
gboolean
kiosk_ledger_insert (KioskLedger *self, const KioskLedgerRow *row, GError **error)
{
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (self->store, error);

  return transaction != NULL && insert (self, row, error)
         && kiosk_transaction_commit (transaction, error);
}

/**
 * kiosk_ledger_overwrite:
 * @self: a ledger
 *
 * Counts a failed insert, so that the log holds something else in its place.
 *
 * Returns: whether the row that failed cannot come back any more
 */
gboolean
kiosk_ledger_overwrite (KioskLedger *self)
{
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (self->store, NULL);
  gint64 failures;

  return transaction != NULL && count_up (self, "failures", &failures, NULL)
         && kiosk_transaction_commit (transaction, NULL);
}

static gboolean
has_changed (KioskLedger *self, GError **error)
{
  if (kiosk_store_count_changed (self->store) > 0)
    return TRUE;

  g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY,
                       "no entry of that id is in a state that allows it");
  return FALSE;
}

/**
 * kiosk_ledger_move:
 * @self: a ledger
 * @id: an entry whose state allows it
 * @state: its new state
 * @reason: (nullable): why, one word
 * @error: a #KioskStoreError, or %KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY
 *
 * Returns: whether it has that state now
 */
gboolean
kiosk_ledger_move (KioskLedger *self, const char *id, KioskOutboxState state, const char *reason,
                   GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE entry SET state = ?2, reason = ?3 WHERE id = ?1 AND state IN (%s)",
                         may_come_from[state]);
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (self->store, sql, error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, id);
  kiosk_statement_bind_text (statement, 2, kiosk_outbox_state_to_string (state));
  kiosk_statement_bind_text (statement, 3, reason);
  return kiosk_statement_run (statement, error) && has_changed (self, error);
}

/**
 * kiosk_ledger_acknowledge:
 * @self: a ledger
 * @id: an entry
 * @receipt: what the province has signed; kept as it is
 * @error: a #KioskStoreError, or %KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY
 *
 * An entry that is acknowledged already keeps its first receipt.
 *
 * Returns: whether the entry is acknowledged
 */
gboolean
kiosk_ledger_acknowledge (KioskLedger *self, const char *id, const KioskLedgerReceipt *receipt,
                          GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store,
      "UPDATE entry SET state = 'acked', reason = NULL, receipt = ?2, receipt_signature = ?3,"
      " received_at = ?4, acked = ?5 WHERE id = ?1 AND state NOT IN ('acked', 'purged')",
      error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, id);
  kiosk_statement_bind_bytes (statement, 2, receipt->receipt);
  kiosk_statement_bind_bytes (statement, 3, receipt->signature);
  kiosk_statement_bind_text (statement, 4, receipt->received_at);
  kiosk_statement_bind_int64 (statement, 5, kiosk_clock_get_real (self->clock));
  return kiosk_statement_run (statement, error);
}

static gboolean
apply_event (KioskLedger *self, const char *id, const char *official, int status, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store,
                             "UPDATE entry SET official = coalesce (?2, official),"
                             " status = CASE WHEN ?3 > 0 THEN ?3 ELSE status END WHERE id = ?1",
                             error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, id);
  kiosk_statement_bind_text (statement, 2, official);
  kiosk_statement_bind_int64 (statement, 3, status);
  return kiosk_statement_run (statement, error);
}

static gboolean
set_cursor (KioskLedger *self, gint64 sequence, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store,
                             "INSERT INTO counter (name, value) VALUES ('" LAST_EVENT "', ?1)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                             error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_int64 (statement, 1, sequence);
  return kiosk_statement_run (statement, error);
}

/**
 * kiosk_ledger_record_event:
 * @self: a ledger
 * @sequence: the event's place in the inbox
 * @id: whom it is about; one we do not have is passed over
 * @official: (nullable): the dossier number the province gave
 * @status: the national status, 0 when the event has none
 * @error: a #KioskStoreError
 *
 * Event and cursor are one commit, so that an event is neither lost nor applied twice.
 *
 * Returns: whether the event is behind us
 */
gboolean
kiosk_ledger_record_event (KioskLedger *self, gint64 sequence, const char *id, const char *official,
                           int status, GError **error)
{
  g_autoptr (KioskTransaction) transaction = kiosk_store_begin (self->store, error);
  gint64 cursor;

  if (transaction == NULL)
    return FALSE;
  cursor = kiosk_ledger_get_cursor (self, error);
  if (cursor < 0 || sequence <= cursor)
    return cursor >= 0;

  return apply_event (self, id, official, status, error) && set_cursor (self, sequence, error)
         && kiosk_transaction_commit (transaction, error);
}

/* ---- reading ---- */

static KioskOutboxEntry *
read_entry (KioskLedger *self, KioskStatement *statement)
{
  KioskOutboxEntry *entry = g_new0 (KioskOutboxEntry, 1);

  entry->id = g_strdup (kiosk_statement_get_text (statement, 0));
  entry->provisional = g_strdup (kiosk_statement_get_text (statement, 1));
  entry->official = g_strdup (kiosk_statement_get_text (statement, 2));
  if (!kiosk_outbox_state_parse (kiosk_statement_get_text (statement, 3), &entry->state))
    g_warning ("An entry has a state this program does not know");
  entry->received_at = g_strdup (kiosk_statement_get_text (statement, 4));
  entry->status = (int) kiosk_statement_get_int64 (statement, 5);
  entry->reason = g_strdup (kiosk_statement_get_text (statement, 6));
  entry->size = (guint64) kiosk_statement_get_int64 (statement, 7);
  entry->manifest = kiosk_statement_get_bytes (statement, 8);
  entry->signature = kiosk_statement_get_bytes (statement, 9);
  entry->folder = g_build_filename (self->entries, entry->provisional, NULL);
  return entry;
}

/**
 * kiosk_ledger_find:
 * @self: a ledger
 * @id: which entry
 * @error: a #KioskStoreError, or %KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY
 *
 * Returns: (transfer full): the entry
 */
KioskOutboxEntry *
kiosk_ledger_find (KioskLedger *self, const char *id, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store, SELECT_ENTRY "WHERE id = ?1", error);
  KioskStep step;

  if (statement == NULL)
    return NULL;

  kiosk_statement_bind_text (statement, 1, id);
  step = kiosk_statement_step (statement, error);
  if (step == KIOSK_STEP_ROW)
    return read_entry (self, statement);
  if (step == KIOSK_STEP_DONE)
    g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY,
                         "the outbox has no such entry");
  return NULL;
}

static GPtrArray *
read_all (KioskLedger *self, KioskStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_outbox_entry_free);
  KioskStep step;

  while ((step = kiosk_statement_step (statement, error)) == KIOSK_STEP_ROW)
    g_ptr_array_add (entries, read_entry (self, statement));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/**
 * kiosk_ledger_list:
 * @self: a ledger
 * @state: of which entries
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full) (element-type KioskOutboxEntry): those entries, oldest first
 */
GPtrArray *
kiosk_ledger_list (KioskLedger *self, KioskOutboxState state, GError **error)
{
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (self->store, SELECT_ENTRY "WHERE state = ?1 ORDER BY sequence", error);

  if (statement == NULL)
    return NULL;

  kiosk_statement_bind_text (statement, 1, kiosk_outbox_state_to_string (state));
  return read_all (self, statement, error);
}

/**
 * kiosk_ledger_list_due:
 * @self: a ledger
 * @limit: how many at most
 * @error: a #KioskStoreError
 *
 * Every second one is the oldest, and every second one the newest of the small ones, so that one
 * dossier of sixty megabytes does not hold up two hundred citizens, and nothing waits for ever.
 *
 * Returns: (transfer full) (element-type KioskOutboxEntry): what should be sent now, in this order
 */
GPtrArray *
kiosk_ledger_list_due (KioskLedger *self, guint limit, GError **error)
{
  /* rank 1, 3, 5 ... go to the oldest, 2, 4, 6 ... to the newest small ones */
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store,
      "WITH ranked AS ("
      " SELECT sequence, 2 * row_number () OVER (ORDER BY sequence) - 1 AS rank"
      "  FROM (SELECT sequence FROM entry WHERE state = 'sealed' ORDER BY sequence LIMIT ?1)"
      " UNION ALL"
      " SELECT sequence, 2 * row_number () OVER (ORDER BY sequence DESC) AS rank"
      "  FROM (SELECT sequence FROM entry WHERE state = 'sealed' AND size <= ?2"
      "        ORDER BY sequence DESC LIMIT ?1)),"
      "due AS (SELECT sequence, min (rank) AS rank FROM ranked GROUP BY sequence) "
      "SELECT id, provisional, official, state, received_at, status, reason, size, manifest,"
      " signature FROM due JOIN entry USING (sequence) ORDER BY rank LIMIT ?1",
      error);

  if (statement == NULL)
    return NULL;

  kiosk_statement_bind_int64 (statement, 1, limit);
  kiosk_statement_bind_int64 (statement, 2, SMALL_BYTES);
  return read_all (self, statement, error);
}

/**
 * kiosk_ledger_list_acked:
 * @self: a ledger
 * @before_us: real time
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full) (element-type KioskOutboxEntry): what was acknowledged before then
 */
GPtrArray *
kiosk_ledger_list_acked (KioskLedger *self, gint64 before_us, GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store, SELECT_ENTRY "WHERE state = 'acked' AND acked < ?1 ORDER BY sequence", error);

  if (statement == NULL)
    return NULL;

  kiosk_statement_bind_int64 (statement, 1, before_us);
  return read_all (self, statement, error);
}

/**
 * kiosk_ledger_list_folders:
 * @self: a ledger
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full) (element-type utf8 utf8): the set of folder names that entries own
 */
GHashTable *
kiosk_ledger_list_folders (KioskLedger *self, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store, "SELECT provisional FROM entry WHERE state <> 'purged'", error);
  KioskStep step = KIOSK_STEP_FAILED;

  while (statement != NULL && (step = kiosk_statement_step (statement, error)) == KIOSK_STEP_ROW)
    g_hash_table_add (names, g_strdup (kiosk_statement_get_text (statement, 0)));

  return step == KIOSK_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

/**
 * kiosk_ledger_get_cursor:
 * @self: a ledger
 * @error: a #KioskStoreError
 *
 * Returns: the last event recorded, 0 when there was none; -1 with @error set
 */
gint64
kiosk_ledger_get_cursor (KioskLedger *self, GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store, "SELECT coalesce (max (value), 0) FROM counter WHERE name = '" LAST_EVENT "'",
      error);

  if (statement == NULL || kiosk_statement_step (statement, error) != KIOSK_STEP_ROW)
    return -1;
  return kiosk_statement_get_int64 (statement, 0);
}

/**
 * kiosk_ledger_count:
 * @self: a ledger
 * @state: of which entries
 * @count: (out): how many there are
 * @oldest: (out) (optional): when the first of them was made, 0 when there is none
 * @error: a #KioskStoreError
 *
 * Returns: whether they could be counted
 */
gboolean
kiosk_ledger_count (KioskLedger *self, KioskOutboxState state, guint *count, gint64 *oldest,
                    GError **error)
{
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (
      self->store, "SELECT count (*), min (created) FROM entry WHERE state = ?1", error);

  if (statement == NULL)
    return FALSE;

  kiosk_statement_bind_text (statement, 1, kiosk_outbox_state_to_string (state));
  if (kiosk_statement_step (statement, error) != KIOSK_STEP_ROW)
    return FALSE;

  *count = (guint) kiosk_statement_get_int64 (statement, 0);
  if (oldest != NULL)
    *oldest = kiosk_statement_get_int64 (statement, 1);
  return TRUE;
}
