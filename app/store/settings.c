/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-store"

#include "store/store-private.h"

#define BUSY_TIMEOUT_MS 5000

/* A setting, and what SQLite must say when it is asked back. synchronous: 2 is FULL, 1 is NORMAL
 * (sqlite.org/pragma.html). temp_store MEMORY: no row may reach a temporary file. */
typedef struct
{
  const char *name;
  const char *value;
  gint64 number;
  const char *text; /* (nullable): the answer when it is not a number */
} Setting;

static const Setting settings[] = {
  { "journal_mode", "WAL", 0, "wal" },  { "synchronous", "FULL", 2, NULL },
  { "foreign_keys", "ON", 1, NULL },    { "trusted_schema", "OFF", 0, NULL },
  { "secure_delete", "ON", 1, NULL },   { "temp_store", "MEMORY", 2, NULL },
  { "cell_size_check", "ON", 1, NULL },
};

/**
 * kiosk_store_read_pragma:
 * @db: an open database
 * @pragma: its name
 * @number: (out) (optional): the answer as a number
 * @text: (out) (optional) (transfer full): the answer as text
 * @error: a #KioskStoreError
 *
 * Returns: whether there was an answer
 */
gboolean
kiosk_store_read_pragma (sqlite3 *db, const char *pragma, gint64 *number, char **text,
                         GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s", pragma);
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW && number != NULL)
    *number = sqlite3_column_int64 (statement, 0);
  if (result == SQLITE_ROW && text != NULL)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return result == SQLITE_ROW || kiosk_store_fail (db, result, "read a setting", error);
}

static gboolean
apply (sqlite3 *db, const char *name, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s = %s", name, value);
  int result = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || kiosk_store_fail (db, result, "apply a setting", error);
}

static gboolean
assert_setting (sqlite3 *db, const Setting *setting, gint64 expected, GError **error)
{
  g_autofree char *text = NULL;
  gint64 number = -1;

  if (!kiosk_store_read_pragma (db, setting->name, &number, &text, error))
    return FALSE;
  if (setting->text != NULL ? g_strcmp0 (text, setting->text) == 0 : number == expected)
    return TRUE;

  g_set_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_SETTINGS,
               "SQLite answers %s = %s, which is not what was set; keep the file on a local disk "
               "that allows shared memory",
               setting->name, text == NULL ? "(null)" : text);

  return FALSE;
}

static gboolean
configure (sqlite3 *db, GError **error)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_DQS_DML, 0 }, /* "x" is a column, never quietly a string */
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int now = -1;
      int result = sqlite3_db_config (db, options[i].option, options[i].value, &now);

      if (result != SQLITE_OK || now != options[i].value)
        {
          g_set_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_SETTINGS,
                       "SQLite does not take its option %d; use SQLite 3.40 or newer",
                       options[i].option);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * kiosk_store_apply_settings:
 * @db: an open database
 * @durability: how far a commit is believed
 * @error: a #KioskStoreError
 *
 * Every setting is read back: SQLite answers a PRAGMA that it cannot follow with silence, such as
 * WAL on a file system without shared memory.
 *
 * Returns: whether all of them hold
 */
gboolean
kiosk_store_apply_settings (sqlite3 *db, KioskStoreDurability durability, GError **error)
{
  int result = sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);

  if (result != SQLITE_OK)
    return kiosk_store_fail (db, result, "set the busy time-out", error);
  if (!configure (db, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gboolean forget
          = durability == KIOSK_STORE_FORGETFUL && g_str_equal (settings[i].name, "synchronous");

      if (!apply (db, settings[i].name, forget ? "NORMAL" : settings[i].value, error)
          || !assert_setting (db, &settings[i], forget ? 1 : settings[i].number, error))
        return FALSE;
    }

  return TRUE;
}
