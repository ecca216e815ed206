/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-store"

#include "store/statement.h"

#include "store/store-private.h"

#include <string.h>

struct _KioskStatement
{
  KioskStore *store;       /* (owned) */
  sqlite3_stmt *statement; /* (owned) */
  int bind_result;         /* first binding that failed, reported by the next step */
};

/**
 * kiosk_store_prepare:
 * @self: a store
 * @sql: one statement; values are bound, never written into it
 * @error: a #KioskStoreError
 *
 * Returns: (transfer full): the statement, which keeps @self open
 */
KioskStatement *
kiosk_store_prepare (KioskStore *self, const char *sql, GError **error)
{
  KioskStatement *statement;
  sqlite3_stmt *prepared = NULL;
  const char *rest = NULL;
  int result;

  g_return_val_if_fail (KIOSK_IS_STORE (self) && sql != NULL, NULL);

  result = sqlite3_prepare_v2 (kiosk_store_get_handle (self), sql, -1, &prepared, &rest);
  if (result != SQLITE_OK)
    {
      kiosk_store_fail (kiosk_store_get_handle (self), result, "prepare a statement", error);
      return NULL;
    }
  if (prepared == NULL || rest[strspn (rest, " \t\n;")] != '\0')
    {
      sqlite3_finalize (prepared);
      g_set_error_literal (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_STATEMENT,
                           "Could not prepare a statement: there must be exactly one");
      return NULL;
    }

  statement = g_new0 (KioskStatement, 1);
  statement->store = g_object_ref (self);
  statement->statement = prepared;

  return statement;
}

/**
 * kiosk_statement_free:
 * @self: (transfer full): a statement
 */
void
kiosk_statement_free (KioskStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_finalize (self->statement);
  g_object_unref (self->store);
  g_free (self);
}

static void
note (KioskStatement *self, int result)
{
  if (result != SQLITE_OK && self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

/**
 * kiosk_statement_bind_text:
 * @self: a statement before its first step
 * @parameter: which one, from 1
 * @text: (nullable): UTF-8, copied; %NULL binds null
 */
void
kiosk_statement_bind_text (KioskStatement *self, int parameter, const char *text)
{
  g_return_if_fail (self != NULL);

  if (text == NULL)
    note (self, sqlite3_bind_null (self->statement, parameter));
  else
    note (self, sqlite3_bind_text (self->statement, parameter, text, -1, SQLITE_TRANSIENT));
}

/**
 * kiosk_statement_bind_int64:
 * @self: a statement before its first step
 * @parameter: which one, from 1
 * @value: the number
 */
void
kiosk_statement_bind_int64 (KioskStatement *self, int parameter, gint64 value)
{
  g_return_if_fail (self != NULL);

  note (self, sqlite3_bind_int64 (self->statement, parameter, value));
}

/**
 * kiosk_statement_bind_blob:
 * @self: a statement before its first step
 * @parameter: which one, from 1
 * @data: (array length=length): bytes, copied; none bind an empty blob, not null
 * @length: how many
 */
void
kiosk_statement_bind_blob (KioskStatement *self, int parameter, gconstpointer data, gsize length)
{
  g_return_if_fail (self != NULL && (data != NULL || length == 0));

  note (self, sqlite3_bind_blob64 (self->statement, parameter, length == 0 ? "" : data, length,
                                   SQLITE_TRANSIENT));
}

/**
 * kiosk_statement_bind_bytes:
 * @self: a statement before its first step
 * @parameter: which one, from 1
 * @bytes: (nullable): bytes, copied; %NULL binds null
 */
void
kiosk_statement_bind_bytes (KioskStatement *self, int parameter, GBytes *bytes)
{
  gconstpointer data;
  gsize length;

  g_return_if_fail (self != NULL);

  if (bytes == NULL)
    {
      kiosk_statement_bind_null (self, parameter);
      return;
    }
  data = g_bytes_get_data (bytes, &length);
  kiosk_statement_bind_blob (self, parameter, data, length);
}

/**
 * kiosk_statement_bind_null:
 * @self: a statement before its first step
 * @parameter: which one, from 1
 */
void
kiosk_statement_bind_null (KioskStatement *self, int parameter)
{
  g_return_if_fail (self != NULL);

  note (self, sqlite3_bind_null (self->statement, parameter));
}

/**
 * kiosk_statement_step:
 * @self: a statement
 * @error: a #KioskStoreError: of the step, or of a binding before it
 *
 * After %KIOSK_STEP_DONE or %KIOSK_STEP_FAILED it stands before its first row again, its bindings
 * kept.
 *
 * Returns: whether there is a row
 */
KioskStep
kiosk_statement_step (KioskStatement *self, GError **error)
{
  sqlite3 *db;
  int result;

  g_return_val_if_fail (self != NULL, KIOSK_STEP_FAILED);

  db = kiosk_store_get_handle (self->store);
  if (self->bind_result != SQLITE_OK)
    {
      kiosk_store_fail (NULL, self->bind_result, "bind a value", error);
      self->bind_result = SQLITE_OK;
      return KIOSK_STEP_FAILED;
    }

  result = sqlite3_step (self->statement);
  if (result == SQLITE_ROW)
    return KIOSK_STEP_ROW;
  if (result != SQLITE_DONE)
    kiosk_store_fail (db, result, "step a statement", error);
  sqlite3_reset (self->statement);

  return result == SQLITE_DONE ? KIOSK_STEP_DONE : KIOSK_STEP_FAILED;
}

/**
 * kiosk_statement_run:
 * @self: a statement whose rows do not matter
 * @error: a #KioskStoreError
 *
 * Returns: whether it ran to its end
 */
gboolean
kiosk_statement_run (KioskStatement *self, GError **error)
{
  KioskStep step;

  g_return_val_if_fail (self != NULL, FALSE);

  do
    step = kiosk_statement_step (self, error);
  while (step == KIOSK_STEP_ROW);

  return step == KIOSK_STEP_DONE;
}

/**
 * kiosk_statement_reset:
 * @self: a statement
 *
 * Forgets the row and the bindings. A statement that is left on a row keeps others from writing
 * the log back, so one that stops early must be reset or freed.
 */
void
kiosk_statement_reset (KioskStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->bind_result = SQLITE_OK;
}

/**
 * kiosk_statement_get_text:
 * @self: a statement on a row
 * @column: which one, from 0
 *
 * Returns: (transfer none) (nullable): the text until the next step, %NULL for null
 */
const char *
kiosk_statement_get_text (KioskStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * kiosk_statement_get_int64:
 * @self: a statement on a row
 * @column: which one, from 0
 *
 * Returns: the number, 0 for null
 */
gint64
kiosk_statement_get_int64 (KioskStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->statement, column);
}

/**
 * kiosk_statement_get_bytes:
 * @self: a statement on a row
 * @column: which one, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the blob, %NULL for null
 */
GBytes *
kiosk_statement_get_bytes (KioskStatement *self, int column)
{
  gconstpointer data;

  g_return_val_if_fail (self != NULL, NULL);

  if (kiosk_statement_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->statement, column));
}

/**
 * kiosk_statement_is_null:
 * @self: a statement on a row
 * @column: which one, from 0
 *
 * Returns: whether the column holds nothing
 */
gboolean
kiosk_statement_is_null (KioskStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}
