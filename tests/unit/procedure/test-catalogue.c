/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/catalogue.h"

#include <glib/gstdio.h>

#define LIST(name, entries) "{\"format\":1,\"name\":\"" name "\",\"entries\":[" entries "]}"
#define ENTRY(id) "{\"id\":\"" id "\",\"text\":{\"vi\":\"Một\",\"en\":\"One\"}}"
#define GROUP(id) "{\"id\":\"" id "\",\"text\":{\"vi\":\"Một\",\"en\":\"One\"},\"icon\":\"child\"}"

typedef struct
{
  char *assets;
  GPtrArray *written; /* (element-type filename): innermost last */
} Fixture;

static void
make_folder (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->assets, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_ptr_array_add (fixture->written, path);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->assets, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (fixture->written, g_strdup (path));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_free (path);
}

static char *
read_definition (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("KIOSK_SOURCE"),
                                            "tests/unit/procedure/fixtures/good", name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = read_definition ("whole.json");

  fixture->assets = g_dir_make_tmp ("kiosk-catalogue-XXXXXX", NULL);
  fixture->written = g_ptr_array_new_with_free_func (g_free);
  make_folder (fixture, "lists");
  make_folder (fixture, "procedures");
  write_file (fixture, "lists/groups.json",
              LIST ("groups", GROUP ("family") "," GROUP ("children")));
  write_file (fixture, "lists/ethnicities.json",
              LIST ("ethnicities", ENTRY ("kinh") "," ENTRY ("tay")));
  write_file (fixture, "procedures/9.000002.json", whole);
  write_file (fixture, "procedures/procedure.schema.json", "not for us");
  write_file (fixture, "procedures/README.md", "not for us either");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = fixture->written->len; i > 0; i--)
    g_assert_cmpint (g_remove (g_ptr_array_index (fixture->written, i - 1)), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->assets), ==, 0);
  g_ptr_array_unref (fixture->written);
  g_free (fixture->assets);
}

static void
assert_refused (Fixture *fixture, KioskProcedureError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCatalogue) catalogue = kiosk_catalogue_load (fixture->assets, &error);

  g_assert_null (catalogue);
  g_assert_error (error, KIOSK_PROCEDURE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (g_strstr_len (error->message, -1, says));
}

static void
test_loads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCatalogue) catalogue = kiosk_catalogue_load (fixture->assets, &error);
  const KioskGroup *group;
  const KioskListEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (kiosk_catalogue_get_all (catalogue)->len, ==, 1);
  g_assert_nonnull (kiosk_catalogue_find (catalogue, "9.000002"));
  g_assert_null (kiosk_catalogue_find (catalogue, "9.000009"));
  group = g_ptr_array_index (kiosk_catalogue_get_groups (catalogue), 1);
  g_assert_cmpstr (group->id, ==, "children");
  g_assert_cmpstr (group->icon, ==, "child");
  entry = g_ptr_array_index (kiosk_catalogue_get_list (catalogue, "ethnicities"), 1);
  g_assert_cmpstr (entry->id, ==, "tay");
  g_assert_cmpstr (kiosk_text_get (entry->text, "en"), ==, "One");
  g_assert_null (kiosk_catalogue_get_list (catalogue, "planets"));
}

static void
test_procedure_outlives (Fixture *fixture, gconstpointer data)
{
  KioskCatalogue *catalogue = kiosk_catalogue_load (fixture->assets, NULL);
  g_autoptr (KioskProcedure) procedure = NULL;

  g_assert_nonnull (catalogue);
  procedure = kiosk_procedure_ref (kiosk_catalogue_find (catalogue, "9.000002"));
  kiosk_catalogue_unref (kiosk_catalogue_ref (catalogue));
  kiosk_catalogue_unref (catalogue);
  g_assert_cmpstr (kiosk_procedure_get_info (procedure)->code, ==, "9.000002");
}

static void
test_names_the_file (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "procedures/9.000009.json", "{");
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_NOT_JSON, "procedures/9.000009.json: line 1");
}

static void
test_file_named_otherwise (Fixture *fixture, gconstpointer data)
{
  g_autofree char *least = read_definition ("least.json");

  write_file (fixture, "procedures/9.000009.json", least);
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "must be named “9.000001.json”");
}

static void
test_unknown_group (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "lists/groups.json", LIST ("groups", GROUP ("family")));
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "there is no group “children”");
}

static void
test_unknown_list (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "lists/ethnicities.json", LIST ("ethnicities", ENTRY ("tay")));
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "initial “kinh” is not in the list");
  write_file (fixture, "lists/ethnicities.json", LIST ("peoples", ENTRY ("kinh")));
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "name must be that of the file");
}

static void
test_rule_names_no_entry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = read_definition ("whole.json");
  g_autoptr (GRegex) rule = g_regex_new (
      "\"when\": \\{\\s*\"answer\": \"q_for\",\\s*\"not_in\": \\[[^]]*\\]\\s*\\}", 0, 0, NULL);
  g_autofree char *good = g_regex_replace_literal (
      rule, whole, -1, 0, "\"when\": {\"answer\": \"people\", \"in\": [\"tay\"]}", 0, NULL);
  g_autofree char *bad = g_regex_replace_literal (
      rule, whole, -1, 0, "\"when\": {\"answer\": \"people\", \"in\": [\"martian\"]}", 0, NULL);
  g_autoptr (KioskCatalogue) catalogue = NULL;

  write_file (fixture, "procedures/9.000002.json", good);
  catalogue = kiosk_catalogue_load (fixture->assets, NULL);
  g_assert_nonnull (catalogue);
  write_file (fixture, "procedures/9.000002.json", bad);
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "“martian” is not in the list");
}

static void
test_list_twice (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "lists/ethnicities.json",
              LIST ("ethnicities", ENTRY ("kinh") "," ENTRY ("kinh")));
  assert_refused (fixture, KIOSK_PROCEDURE_ERROR_REFERENCE, "“kinh” is there twice");
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCatalogue) catalogue = kiosk_catalogue_load ("/nonexistent", &error);

  g_assert_null (catalogue);
  g_assert_nonnull (error);
}

static void
test_real (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCatalogue) catalogue = kiosk_catalogue_load (g_getenv ("KIOSK_ASSETS"), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kiosk_catalogue_get_groups (catalogue)->len, >, 0);
  g_assert_cmpuint (kiosk_catalogue_get_list (catalogue, "ethnicities")->len, >=, 54);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/catalogue/procedures-groups-and-lists-load", test_loads);
  ADD ("/catalogue/a-procedure-outlives-it", test_procedure_outlives);
  ADD ("/catalogue/a-bad-file-is-named", test_names_the_file);
  ADD ("/catalogue/a-file-is-named-like-its-code", test_file_named_otherwise);
  ADD ("/catalogue/an-unknown-group-is-refused", test_unknown_group);
  ADD ("/catalogue/an-unknown-list-or-entry-is-refused", test_unknown_list);
  ADD ("/catalogue/a-rule-may-not-name-an-entry-that-is-not-in-the-list", test_rule_names_no_entry);
  ADD ("/catalogue/an-entry-twice-is-refused", test_list_twice);
  g_test_add_func ("/catalogue/a-missing-folder-is-an-error", test_no_folder);
  g_test_add_func ("/catalogue/what-we-ship-loads", test_real);

  return g_test_run ();
}
