/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/statement.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const one[]
    = { "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;", NULL };

static const char *const two[] = {
  "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;",
  "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id),"
  " data BLOB) STRICT;",
  NULL
};

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KioskStore *
open_store (Fixture *fixture, const char *const *migrations)
{
  g_autoptr (GError) error = NULL;
  KioskStore *store = kiosk_store_open (fixture->path, migrations, KIOSK_STORE_DURABLE, &error);

  g_assert_no_error (error);

  return store;
}

static gint64
ask (KioskStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskStatement) statement = kiosk_store_prepare (store, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kiosk_statement_step (statement, &error), ==, KIOSK_STEP_ROW);

  return kiosk_statement_get_int64 (statement, 0);
}

static void
run (KioskStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kiosk_store_run (store, sql, &error));
  g_assert_no_error (error);
}

static void
test_it_opens_with_every_setting (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);
  g_autoptr (KioskStatement) mode = kiosk_store_prepare (store, "PRAGMA journal_mode", NULL);

  g_assert_cmpint (kiosk_statement_step (mode, NULL), ==, KIOSK_STEP_ROW);
  g_assert_cmpstr (kiosk_statement_get_text (mode, 0), ==, "wal");
  g_assert_cmpint (ask (store, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (ask (store, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (ask (store, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (ask (store, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (ask (store, "PRAGMA user_version"), ==, 2);
  g_assert_true (kiosk_store_check (store, NULL));
}

static void
test_a_forgetful_one_says_so (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = kiosk_store_open (fixture->path, two, KIOSK_STORE_FORGETFUL, NULL);

  g_assert_cmpint (ask (store, "PRAGMA synchronous"), ==, 1);
}

/* An in-memory database cannot be WAL: the setting that is refused must be seen. */
static void
test_a_setting_that_is_not_taken_refuses_the_store (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_store_open (":memory:", one, KIOSK_STORE_DURABLE, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_SETTINGS);
  g_unlink (":memory:");
}

static void
test_an_older_file_is_brought_forward (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, one);
  g_autoptr (KioskStore) newer = NULL;

  run (store, "INSERT INTO parent (name) VALUES ('kept')");
  g_clear_object (&store);
  newer = open_store (fixture, two);

  g_assert_cmpint (ask (newer, "SELECT count(*) FROM parent"), ==, 1);
  g_assert_cmpint (ask (newer, "SELECT count(*) FROM child"), ==, 0);
}

static void
test_a_newer_file_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);
  g_autoptr (GError) error = NULL;

  g_clear_object (&store);
  g_assert_null (kiosk_store_open (fixture->path, one, KIOSK_STORE_DURABLE, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_NEWER);
}

static void
test_a_migration_that_fails_leaves_the_version_before (Fixture *fixture, gconstpointer unused)
{
  const char *const broken[] = { one[0], "CREATE TABLE a (x) STRICT; nonsense;", NULL };
  g_autoptr (KioskStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_store_open (fixture->path, broken, KIOSK_STORE_DURABLE, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_STATEMENT);
  store = open_store (fixture, one);
  g_assert_cmpint (ask (store, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM sqlite_schema WHERE name = 'a'"), ==, 0);
}

static void
test_a_file_that_is_no_database_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path,
                                      "this is not a database, only some text that is "
                                      "long enough to be looked at as a header....",
                                      -1, NULL));
  g_assert_null (kiosk_store_open (fixture->path, one, KIOSK_STORE_DURABLE, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_DAMAGED);
}

static void
test_a_folder_that_is_not_there_is_an_io_error (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "test.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_store_open (path, one, KIOSK_STORE_DURABLE, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_IO);
}

static void
test_a_transaction_that_is_dropped_is_undone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);

  {
    g_autoptr (KioskTransaction) transaction = kiosk_store_begin (store, NULL);

    g_assert_nonnull (transaction);
    run (store, "INSERT INTO parent (name) VALUES ('lost')");
  }
  g_assert_cmpint (ask (store, "SELECT count(*) FROM parent"), ==, 0);
  {
    g_autoptr (KioskTransaction) transaction = kiosk_store_begin (store, NULL);

    run (store, "INSERT INTO parent (name) VALUES ('kept')");
    g_assert_true (kiosk_transaction_commit (transaction, NULL));
  }
  g_assert_cmpint (ask (store, "SELECT count(*) FROM parent"), ==, 1);
}

static void
test_every_kind_of_value_comes_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);
  g_autoptr (KioskStatement) statement
      = kiosk_store_prepare (store, "SELECT ?1, ?2, ?3, ?4, ?5", NULL);
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) empty = NULL;

  kiosk_statement_bind_text (statement, 1, "Nguyễn Thị Ánh");
  kiosk_statement_bind_int64 (statement, 2, G_MININT64);
  kiosk_statement_bind_blob (statement, 3, "a\0b", 3);
  kiosk_statement_bind_blob (statement, 4, NULL, 0);
  kiosk_statement_bind_text (statement, 5, NULL);
  g_assert_cmpint (kiosk_statement_step (statement, NULL), ==, KIOSK_STEP_ROW);
  g_assert_cmpstr (kiosk_statement_get_text (statement, 0), ==, "Nguyễn Thị Ánh");
  g_assert_cmpint (kiosk_statement_get_int64 (statement, 1), ==, G_MININT64);
  blob = kiosk_statement_get_bytes (statement, 2);
  g_assert_cmpmem (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), "a\0b", 3);
  empty = kiosk_statement_get_bytes (statement, 3);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_true (kiosk_statement_is_null (statement, 4));
  g_assert_null (kiosk_statement_get_bytes (statement, 4));
  g_assert_cmpint (kiosk_statement_step (statement, NULL), ==, KIOSK_STEP_DONE);
}

static void
test_what_goes_wrong_has_its_code (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);
  g_autoptr (KioskStatement) insert
      = kiosk_store_prepare (store, "INSERT INTO parent (name) VALUES (?)", NULL);
  g_autoptr (GError) error = NULL;

  kiosk_statement_bind_text (insert, 1, "twice");
  g_assert_true (kiosk_statement_run (insert, NULL));
  g_assert_cmpint (kiosk_store_count_changed (store), ==, 1);
  g_assert_cmpint (kiosk_store_get_last_row_id (store), ==, 1);
  g_assert_false (kiosk_statement_run (insert, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (kiosk_store_run (store, "INSERT INTO child (parent) VALUES (99)", &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  kiosk_statement_bind_int64 (insert, 2, 1);
  g_assert_false (kiosk_statement_run (insert, &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_STATEMENT);
  g_clear_error (&error);
  g_assert_null (kiosk_store_prepare (store, "SELECT 1; SELECT 2", &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_STATEMENT);
  g_clear_error (&error);
  g_assert_null (kiosk_store_prepare (store, "SELECT \"no such column\"", &error));
  g_assert_error (error, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_STATEMENT);
}

static void
test_the_data_version_changes_when_another_one_writes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) kiosk = open_store (fixture, two);
  g_autoptr (KioskStore) courier = open_store (fixture, two);
  gint64 before = kiosk_store_get_data_version (kiosk);

  run (kiosk, "INSERT INTO parent (name) VALUES ('own')");
  g_assert_cmpint (kiosk_store_get_data_version (kiosk), ==, before);
  run (courier, "INSERT INTO parent (name) VALUES ('other')");
  g_assert_cmpint (kiosk_store_get_data_version (kiosk), !=, before);
}

static void
test_a_deleted_value_is_not_left_in_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskStore) store = open_store (fixture, two);
  g_autofree char *contents = NULL;
  gsize length;

  run (store, "INSERT INTO parent (name) VALUES ('zq-deleted-value'), ('zq-kept-value');"
              "DELETE FROM parent WHERE name = 'zq-deleted-value'");
  g_clear_object (&store);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "zq-deleted-value"));
  g_assert_nonnull (memmem (contents, length, "zq-kept-value", 13));
}

static gpointer
open_and_write (gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskStore) store = kiosk_store_open (path, two, KIOSK_STORE_DURABLE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (KioskTransaction) transaction = kiosk_store_begin (store, &error);

      g_assert_no_error (error);
      run (store, "INSERT INTO parent (name) SELECT 'row ' || count(*) FROM parent");
      g_assert_true (kiosk_transaction_commit (transaction, &error));
      g_assert_no_error (error);
    }

  return NULL;
}

/* Kiosk, courier and a technician may start in the same moment on a machine that is new. */
static void
test_many_may_open_a_new_file_at_once (Fixture *fixture, gconstpointer unused)
{
  for (guint round = 0; round < 8; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", fixture->folder, round);
      g_autoptr (KioskStore) store = NULL;
      GThread *threads[4];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("opener", open_and_write, path);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      store = kiosk_store_open (path, two, KIOSK_STORE_DURABLE, NULL);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM parent"), ==, 20);
    }
}

#define ADD(name, function) g_test_add ("/store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("opens-with-every-setting", test_it_opens_with_every_setting);
  ADD ("a-forgetful-one-says-so", test_a_forgetful_one_says_so);
  ADD ("a-setting-that-is-not-taken-refuses-the-store",
       test_a_setting_that_is_not_taken_refuses_the_store);
  ADD ("an-older-file-is-brought-forward", test_an_older_file_is_brought_forward);
  ADD ("a-newer-file-is-refused", test_a_newer_file_is_refused);
  ADD ("a-migration-that-fails-leaves-the-version-before",
       test_a_migration_that_fails_leaves_the_version_before);
  ADD ("a-file-that-is-no-database-is-refused", test_a_file_that_is_no_database_is_refused);
  ADD ("a-folder-that-is-not-there-is-an-io-error", test_a_folder_that_is_not_there_is_an_io_error);
  ADD ("a-transaction-that-is-dropped-is-undone", test_a_transaction_that_is_dropped_is_undone);
  ADD ("every-kind-of-value-comes-back", test_every_kind_of_value_comes_back);
  ADD ("what-goes-wrong-has-its-code", test_what_goes_wrong_has_its_code);
  ADD ("the-data-version-changes-when-another-one-writes",
       test_the_data_version_changes_when_another_one_writes);
  ADD ("many-may-open-a-new-file-at-once", test_many_may_open_a_new_file_at_once);
  ADD ("a-deleted-value-is-not-left-in-the-file", test_a_deleted_value_is_not_left_in_the_file);

  return g_test_run ();
}
