/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "language/language.h"
#include "language/text.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-language-XXXXXX", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
put (Fixture *fixture, const char *code, const char *name, const char *contents)
{
  g_autofree char *folder = g_build_filename (fixture->folder, code, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static KioskLanguage *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KioskLanguage *language = kiosk_language_load (fixture->folder, &error);

  g_assert_no_error (error);

  return language;
}

static void
assert_refused (Fixture *fixture, KioskLanguageError code, const char *names)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_language_load (fixture->folder, &error));
  g_assert_error (error, KIOSK_LANGUAGE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, names));
}

static void
count (KioskLanguage *language, guint *n)
{
  (*n)++;
}

static void
test_a_language_is_a_folder (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskLanguage) language = NULL;
  guint n_changes = 0;

  put (fixture, "en", "a.json", "{\"a.hello\": \"Hello\"}");
  put (fixture, "en", "b.json", "{\"b.left\": \"{n} left\"}");
  put (fixture, "vi", "all.json", "{\"a.hello\": \"Chào bạn\", \"b.left\": \"Còn {n}\"}");
  put (fixture, "vi", "notes.txt", "not a translation");
  language = load (fixture);
  g_signal_connect (language, "changed", G_CALLBACK (count), &n_changes);

  g_assert_cmpstr (kiosk_language_list (language)[0], ==, "vi");
  g_assert_cmpstr (kiosk_language_list (language)[1], ==, "en");
  g_assert_null (kiosk_language_list (language)[2]);
  g_assert_cmpstr (kiosk_language_get (language, "a.hello"), ==, "Chào bạn");
  g_assert_true (kiosk_language_set_current (language, "en"));
  g_assert_true (kiosk_language_set_current (language, "en"));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_false (kiosk_language_set_current (language, "fr"));
  g_assert_cmpstr (kiosk_language_get_current (language), ==, "en");
  g_assert_cmpstr (kiosk_language_get (language, "a.hello"), ==, "Hello");
  g_assert_cmpstr (kiosk_language_get_in (language, "vi", "a.hello"), ==, "Chào bạn");
  g_assert_true (kiosk_language_has (language, "vi", "a.hello"));
  g_assert_false (kiosk_language_has (language, "vi", "a.bye"));
}

static void
test_placeholders_are_filled_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskLanguage) language = NULL;
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;

  put (fixture, "vi", "a.json", "{\"a.b\": \"{x} và {y}, {x}\", \"a.c\": \"{x} { y\"}");
  language = load (fixture);
  text = kiosk_language_format (language, "a.b", "x", "{y}", "y", "Đỗ", NULL);
  g_assert_cmpstr (text, ==, "{y} và Đỗ, {y}");
  other = kiosk_language_format_in (language, "vi", "a.c", "x", "1", NULL);
  g_assert_cmpstr (other, ==, "1 { y");
}

static void
test_what_nobody_wrote_is_said_by_its_key (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (KioskLanguage) language = NULL;
  g_autofree char *text = NULL;

  put (fixture, "vi", "a.json", "{\"a.b\": \"{x}\"}");
  language = load (fixture);
  g_test_expect_message ("kiosk-language", G_LOG_LEVEL_WARNING, "*a.none*");
  g_assert_cmpstr (kiosk_language_get (language, "a.none"), ==, "a.none");
  g_test_assert_expected_messages ();
  g_test_expect_message ("kiosk-language", G_LOG_LEVEL_WARNING, "*a.b*placeholder*");
  text = kiosk_language_format (language, "a.b", "other", "1", NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (text, ==, "{x}");
}

static void
test_a_key_that_one_language_lacks_is_named (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "vi", "a.json", "{\"a.one\": \"1\", \"a.two\": \"2\"}");
  put (fixture, "en", "a.json", "{\"a.one\": \"1\"}");
  assert_refused (fixture, KIOSK_LANGUAGE_ERROR_INCOMPLETE, "language en has no text \"a.two\"");
  put (fixture, "en", "a.json", "{\"a.one\": \"1\", \"a.two\": \"2\", \"a.more\": \"3\"}");
  assert_refused (fixture, KIOSK_LANGUAGE_ERROR_INCOMPLETE, "language vi has no text \"a.more\"");
}

static void
test_what_is_not_texts_is_refused (Fixture *fixture, gconstpointer unused)
{
  const char *const bad[] = {
    "", "[]", "{\"a.b\": 1}", "{\"a.b\": null}", "{\"a.b\": {}}", "{\"a.b\": \"\xff\"}", "{"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      put (fixture, "vi", "a.json", bad[i]);
      assert_refused (fixture, KIOSK_LANGUAGE_ERROR_MALFORMED, "a.json");
    }
  put (fixture, "vi", "a.json", "{\"a.b\": \"1\"}");
  put (fixture, "vi", "b.json", "{\"a.b\": \"2\"}");
  assert_refused (fixture, KIOSK_LANGUAGE_ERROR_MALFORMED, "a.b");
}

static void
test_without_vietnamese_nothing_loads (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "en", "a.json", "{}");
  assert_refused (fixture, KIOSK_LANGUAGE_ERROR_MISSING, "vi");
}

static void
test_a_text_falls_back_to_vietnamese (void)
{
  g_autoptr (KioskText) text = kiosk_text_new ();

  g_assert_cmpstr (kiosk_text_get (text, "vi"), ==, "");
  g_assert_cmpstr (kiosk_text_get (NULL, "vi"), ==, "");
  kiosk_text_set (text, "en", "birth");
  g_assert_cmpstr (kiosk_text_get (text, "fr"), ==, "birth");
  kiosk_text_set (text, "vi", "sinh");
  kiosk_text_set (text, "vi", "khai sinh");
  g_assert_cmpstr (kiosk_text_get (text, "fr"), ==, "khai sinh");
  g_assert_cmpstr (kiosk_text_get (text, "en"), ==, "birth");
  g_assert_false (kiosk_text_has (text, "fr"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/language/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-language-is-a-folder", test_a_language_is_a_folder);
  ADD ("placeholders-are-filled-once", test_placeholders_are_filled_once);
  ADD ("what-nobody-wrote-is-said-by-its-key", test_what_nobody_wrote_is_said_by_its_key);
  ADD ("a-key-that-one-language-lacks-is-named", test_a_key_that_one_language_lacks_is_named);
  ADD ("what-is-not-texts-is-refused", test_what_is_not_texts_is_refused);
  ADD ("without-vietnamese-nothing-loads", test_without_vietnamese_nothing_loads);
  g_test_add_func ("/language/text/falls-back-to-vietnamese", test_a_text_falls_back_to_vietnamese);

  return g_test_run ();
}
