/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-store"

#include "store/store.h"

#include "base/atomic-file.h"
#include "store/store-private.h"

#include <fcntl.h>
#include <unistd.h>

#define FILE_MODE 0660 /* the folder and the umask decide further */

/**
 * KioskStore:
 *
 * One SQLite file, opened with the settings that its durability rests on, or not at all.
 *
 * It belongs to one thread at a time; each thread or process that needs the file opens its own.
 */
struct _KioskStore
{
  GObject parent_instance;

  sqlite3 *db; /* (owned) (nullable until opened) */
};

struct _KioskTransaction
{
  KioskStore *store; /* (owned) */
  gboolean open;
};

G_DEFINE_QUARK (kiosk-store-error-quark, kiosk_store_error)
G_DEFINE_FINAL_TYPE (KioskStore, kiosk_store, G_TYPE_OBJECT)

static KioskStoreError
choose_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return KIOSK_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return KIOSK_STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return KIOSK_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return KIOSK_STORE_ERROR_CONSTRAINT;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_SCHEMA:
      return KIOSK_STORE_ERROR_STATEMENT;
    default:
      return KIOSK_STORE_ERROR_IO;
    }
}

/**
 * kiosk_store_fail:
 * @db: (nullable): the database
 * @result: what SQLite returned
 * @what: what was tried, for "Could not ..."
 * @error: where the #KioskStoreError goes
 *
 * SQLite's own message is kept only for faulty SQL: it quotes names of tables and columns, never a
 * value.
 *
 * Returns: %FALSE, always
 */
gboolean
kiosk_store_fail (sqlite3 *db, int result, const char *what, GError **error)
{
  KioskStoreError code = choose_code (result);
  gboolean faulty = code == KIOSK_STORE_ERROR_STATEMENT || code == KIOSK_STORE_ERROR_CONSTRAINT;

  g_set_error (error, KIOSK_STORE_ERROR, (int) code, "Could not %s: %s (%d)", what,
               faulty && db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result), result);

  return FALSE;
}

static void
kiosk_store_finalize (GObject *object)
{
  KioskStore *self = KIOSK_STORE (object);

  /* The last connection to close writes the log back and removes it. */
  sqlite3_close_v2 (self->db);

  G_OBJECT_CLASS (kiosk_store_parent_class)->finalize (object);
}

static void
kiosk_store_class_init (KioskStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_store_finalize;
}

static void
kiosk_store_init (KioskStore *self)
{
}

/* SQLite syncs what is in the file; that the file has a name is ours to make durable. */
static gboolean
create_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local_error = NULL;
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);

  if (fd < 0)
    return TRUE; /* It is there; if it cannot be opened, SQLite says why. */

  close (fd);
  if (kiosk_sync_folder (folder, &local_error))
    return TRUE;

  g_set_error (
      error, KIOSK_STORE_ERROR,
      g_error_matches (local_error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE)
          ? KIOSK_STORE_ERROR_FULL
          : KIOSK_STORE_ERROR_IO,
      "A new database: %s", local_error->message);
  return FALSE;
}

/* WAL adds two files beside the first one; their names are durable only after this. */
static gboolean
sync_names (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local_error = NULL;

  if (kiosk_sync_folder (folder, &local_error))
    return TRUE;

  g_set_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_IO, "The database's folder: %s",
               local_error->message);
  return FALSE;
}

/**
 * kiosk_store_open:
 * @path: the file; created when it is not there
 * @migrations: (array zero-terminated=1): SQL scripts; the n-th one brings a file from version n
 *   to n + 1, and runs in a transaction together with the new number
 * @durability: %KIOSK_STORE_DURABLE outside tests
 * @error: a #KioskStoreError
 *
 * Refuses a file whose settings SQLite does not confirm (%KIOSK_STORE_ERROR_SETTINGS) or that a
 * newer program has written (%KIOSK_STORE_ERROR_NEWER).
 *
 * Returns: (transfer full): the store at its newest version, or %NULL with @error set
 */
KioskStore *
kiosk_store_open (const char *path, const char *const *migrations, KioskStoreDurability durability,
                  GError **error)
{
  g_autoptr (KioskStore) self = NULL;
  int result;

  g_return_val_if_fail (path != NULL && migrations != NULL, NULL);

  if (!create_file (path, error))
    return NULL;

  self = g_object_new (KIOSK_TYPE_STORE, NULL);
  result = sqlite3_open_v2 (
      path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (result != SQLITE_OK)
    {
      kiosk_store_fail (self->db, result, "open the database", error);
      return NULL;
    }
  if (!kiosk_store_apply_settings (self->db, durability, error)
      || !kiosk_store_migrate (self, migrations, error) || !sync_names (path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_store_get_handle:
 * @self: a store
 *
 * Returns: (transfer none): SQLite's own handle, for the files of this folder
 */
sqlite3 *
kiosk_store_get_handle (KioskStore *self)
{
  return self->db;
}

/**
 * kiosk_store_run:
 * @self: a store
 * @sql: one or more statements without parameters; never put a value into it
 * @error: a #KioskStoreError
 *
 * Returns: whether all of them ran
 */
gboolean
kiosk_store_run (KioskStore *self, const char *sql, GError **error)
{
  int result;

  g_return_val_if_fail (KIOSK_IS_STORE (self) && sql != NULL, FALSE);

  result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || kiosk_store_fail (self->db, result, "run a script", error);
}

/**
 * kiosk_store_begin:
 * @self: a store that is in no transaction
 * @error: a #KioskStoreError
 *
 * Takes the write lock at once (BEGIN IMMEDIATE), so that it cannot fail half-way for want of it.
 *
 * Returns: (transfer full): the transaction; freeing it without a commit undoes it
 */
KioskTransaction *
kiosk_store_begin (KioskStore *self, GError **error)
{
  KioskTransaction *transaction;
  int result;

  g_return_val_if_fail (KIOSK_IS_STORE (self), NULL);

  result = sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    {
      kiosk_store_fail (self->db, result, "begin a transaction", error);
      return NULL;
    }

  transaction = g_new0 (KioskTransaction, 1);
  transaction->store = g_object_ref (self);
  transaction->open = TRUE;

  return transaction;
}

/**
 * kiosk_transaction_commit:
 * @self: an open transaction
 * @error: a #KioskStoreError
 *
 * %TRUE means that everything since kiosk_store_begin() survives a power cut. After %FALSE none of
 * it counts.
 *
 * Returns: whether it is durable
 */
gboolean
kiosk_transaction_commit (KioskTransaction *self, GError **error)
{
  sqlite3 *db;
  int result;

  g_return_val_if_fail (self != NULL && self->open, FALSE);

  db = self->store->db;
  result = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    return kiosk_store_fail (db, result, "commit", error);
  self->open = FALSE;

  return TRUE;
}

/**
 * kiosk_transaction_free:
 * @self: (transfer full): a transaction; what was not committed is undone
 */
void
kiosk_transaction_free (KioskTransaction *self)
{
  sqlite3 *db;

  g_return_if_fail (self != NULL);

  db = self->store->db;
  /* SQLite itself rolls back on a full disk, and then there is nothing left to undo. */
  if (self->open && !sqlite3_get_autocommit (db)
      && sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    g_warning ("A transaction could not be undone: %s", sqlite3_errstr (sqlite3_errcode (db)));
  g_object_unref (self->store);
  g_free (self);
}

/**
 * kiosk_store_get_data_version:
 * @self: a store
 *
 * Cheap enough to ask every second.
 *
 * Returns: a number that changes when another connection, of any process, has committed; -1 when
 * the file cannot be asked
 */
gint64
kiosk_store_get_data_version (KioskStore *self)
{
  gint64 version = -1;

  g_return_val_if_fail (KIOSK_IS_STORE (self), -1);

  return kiosk_store_read_pragma (self->db, "data_version", &version, NULL, NULL) ? version : -1;
}

/**
 * kiosk_store_count_changed:
 * @self: a store
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
int
kiosk_store_count_changed (KioskStore *self)
{
  g_return_val_if_fail (KIOSK_IS_STORE (self), 0);

  return sqlite3_changes (self->db);
}

/**
 * kiosk_store_get_last_row_id:
 * @self: a store
 *
 * Returns: the row id that the last INSERT gave
 */
gint64
kiosk_store_get_last_row_id (KioskStore *self)
{
  g_return_val_if_fail (KIOSK_IS_STORE (self), 0);

  return sqlite3_last_insert_rowid (self->db);
}

/**
 * kiosk_store_check:
 * @self: a store
 * @error: %KIOSK_STORE_ERROR_DAMAGED, or why it could not be checked
 *
 * Reads the whole file, so it is for starting and for technicians.
 *
 * Returns: whether pages, rows and references between tables are sound
 */
gboolean
kiosk_store_check (KioskStore *self, GError **error)
{
  g_autofree char *answer = NULL;
  sqlite3_stmt *statement = NULL;
  int result;

  g_return_val_if_fail (KIOSK_IS_STORE (self), FALSE);

  if (!kiosk_store_read_pragma (self->db, "quick_check(1)", NULL, &answer, error))
    return FALSE;
  result = sqlite3_prepare_v2 (self->db, "PRAGMA foreign_key_check", -1, &statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    return kiosk_store_fail (self->db, result, "check the database", error);
  if (result == SQLITE_DONE && g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  g_set_error_literal (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_DAMAGED,
                       "The database is damaged; restore it from its copy");
  return FALSE;
}
