/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the loader does not ask of the shipped translations: that a text is a text, and that every
 * language fills the same placeholders. */

#include "language/language.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef void (*Check) (const char *code, const char *key, const char *text, gpointer data);

static char *
get_folder (void)
{
  return g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);
}

static void
check_file (const char *code, const char *path, Check check, gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) keys = NULL;
  JsonObject *object;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  keys = json_object_get_members (object);
  for (GList *l = keys; l != NULL; l = l->next)
    check (code, l->data, json_object_get_string_member (object, l->data), data);
}

static void
check_all (KioskLanguage *language, Check check, gpointer data)
{
  g_autofree char *folder = get_folder ();

  for (guint i = 0; kiosk_language_list (language)[i] != NULL; i++)
    {
      const char *code = kiosk_language_list (language)[i];
      g_autofree char *subfolder = g_build_filename (folder, code, NULL);
      g_autoptr (GDir) dir = g_dir_open (subfolder, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (subfolder, name, NULL);

          if (g_str_has_suffix (name, ".json"))
            check_file (code, path, check, data);
        }
    }
}

static KioskLanguage *
load (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GError) error = NULL;
  KioskLanguage *language = kiosk_language_load (folder, &error);

  g_assert_no_error (error);

  return language;
}

static void
check_form (const char *code, const char *key, const char *text, gpointer unused)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  g_test_message ("%s %s", code, key);
  g_assert_cmpstr (text, ==, composed);
  g_assert_cmpint (*text, !=, '\0');
  g_assert_cmpint (*text, !=, ' ');
  g_assert_false (g_str_has_suffix (text, " "));
  g_assert_true (g_regex_match_simple ("\\A[a-z0-9_-]+(\\.[a-z0-9_-]+)+\\z", key, 0, 0));
}

static void
test_every_text_is_composed_and_not_empty (void)
{
  g_autoptr (KioskLanguage) language = load ();

  check_all (language, check_form, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_placeholders (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{([^}]*)\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_ptr_array_add (names, g_match_info_fetch (match, 1));
  g_ptr_array_sort (names, compare);
  for (guint i = 0; i < names->len; i++)
    if (i == 0 || strcmp (names->pdata[i], names->pdata[i - 1]) != 0)
      g_string_append_printf (list, "{%s}", (const char *) names->pdata[i]);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
check_placeholders (const char *code, const char *key, const char *text, gpointer data)
{
  g_autofree char *own = list_placeholders (text);
  g_autofree char *reference = list_placeholders (kiosk_language_get_in (data, "vi", key));

  g_test_message ("%s %s", code, key);
  g_assert_cmpstr (own, ==, reference);
}

static void
test_every_language_fills_the_same_placeholders (void)
{
  g_autoptr (KioskLanguage) language = load ();

  check_all (language, check_placeholders, language);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/language/translations/every-text-is-composed-and-not-empty",
                   test_every_text_is_composed_and_not_empty);
  g_test_add_func ("/language/translations/every-language-fills-the-same-placeholders",
                   test_every_language_fills_the_same_placeholders);

  return g_test_run ();
}
