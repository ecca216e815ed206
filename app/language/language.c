/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-language"

#include "language/language.h"

#include "base/atomic-file.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define REFERENCE "vi"
#define MAX_FILE ((gsize) 1024 * 1024)

/**
 * KioskLanguage:
 *
 * What the kiosk says, in every language it speaks, and which one is spoken now.
 *
 * A language is a folder of texts. All folders have the same keys, so that nobody meets a sentence
 * of another language half-way.
 */
struct _KioskLanguage
{
  GObject parent_instance;

  /* owned */
  GPtrArray *codes;  /* (element-type utf8), reference first, NULL-terminated */
  GHashTable *texts; /* code: (GHashTable of key: text) */

  /* weak */
  const char *current; /* one of codes */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (kiosk-language-error-quark, kiosk_language_error)
G_DEFINE_FINAL_TYPE (KioskLanguage, kiosk_language, G_TYPE_OBJECT)

static void
kiosk_language_finalize (GObject *object)
{
  KioskLanguage *self = KIOSK_LANGUAGE (object);

  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);

  G_OBJECT_CLASS (kiosk_language_parent_class)->finalize (object);
}

static void
kiosk_language_class_init (KioskLanguageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_language_finalize;

  /**
   * KioskLanguage::changed:
   * @self: the languages
   *
   * Another language is spoken now; every text shown is to be asked for again.
   */
  signals[CHANGED] = g_signal_new ("changed", KIOSK_TYPE_LANGUAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kiosk_language_init (KioskLanguage *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_hash_table_unref);
}

static gboolean
add_texts (GHashTable *texts, JsonObject *object, const char *path, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MALFORMED,
                       "%s: \"%s\" must be a text", path, key);
          return FALSE;
        }
      if (!g_hash_table_insert (texts, g_strdup (key), g_strdup (json_node_get_string (node))))
        {
          g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MALFORMED,
                       "%s: \"%s\" is in another file of this language too; keep one", path, key);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
load_file (GHashTable *texts, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = kiosk_file_read (path, MAX_FILE, &local_error);
  const char *data;
  JsonNode *root;
  gsize length;

  if (bytes == NULL)
    {
      g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MISSING, "%s: %s", path,
                   local_error->message);
      return FALSE;
    }

  data = g_bytes_get_data (bytes, &length);
  if (data == NULL || !g_utf8_validate_len (data, length, NULL)
      || !json_parser_load_from_data (parser, data, (gssize) length, &local_error))
    {
      g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MALFORMED,
                   "%s is not JSON in UTF-8: %s", path,
                   local_error == NULL ? "it is empty or has other bytes" : local_error->message);
      return FALSE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MALFORMED,
                   "%s must be one object of keys and texts", path);
      return FALSE;
    }

  return add_texts (texts, json_node_get_object (root), path, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The order in which a folder is read must not depend on the disk. */
static GPtrArray *
list_folder (const char *folder, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local_error);
  g_autoptr (GPtrArray) names = NULL;
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_MISSING,
                   "Could not read the translations: %s", local_error->message);
      return NULL;
    }

  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

static gboolean
load_language (KioskLanguage *self, const char *folder, const char *code, GError **error)
{
  g_autofree char *subfolder = g_build_filename (folder, code, NULL);
  g_autoptr (GPtrArray) names = list_folder (subfolder, error);
  g_autoptr (GHashTable) texts = NULL;

  if (names == NULL)
    return FALSE;

  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (subfolder, name, NULL);

      if (g_str_has_suffix (name, ".json") && !load_file (texts, path, error))
        return FALSE;
    }
  g_ptr_array_add (self->codes, g_strdup (code));
  g_hash_table_insert (self->texts, g_strdup (code), g_steal_pointer (&texts));

  return TRUE;
}

/* Of several missing keys the first by name is told, so that the same fault reads the same. */
static const char *
find_missing (GHashTable *texts, GHashTable *wanted)
{
  const char *first = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (texts, key) && (first == NULL || strcmp (key, first) < 0))
      first = key;

  return first;
}

static gboolean
check_complete (KioskLanguage *self, GError **error)
{
  GHashTable *reference = g_hash_table_lookup (self->texts, REFERENCE);

  for (guint i = 0; i < self->codes->len; i++)
    {
      const char *code = g_ptr_array_index (self->codes, i);
      GHashTable *texts = g_hash_table_lookup (self->texts, code);
      const char *missing = find_missing (texts, reference);
      const char *extra = find_missing (reference, texts);

      if (missing == NULL && extra == NULL)
        continue;
      g_set_error (error, KIOSK_LANGUAGE_ERROR, KIOSK_LANGUAGE_ERROR_INCOMPLETE,
                   "The language %s has no text \"%s\"; add it", missing != NULL ? code : REFERENCE,
                   missing != NULL ? missing : extra);
      return FALSE;
    }

  return TRUE;
}

/**
 * kiosk_language_load:
 * @folder: holds one folder for each language, named by its code, of files `*.json`
 * @error: a #KioskLanguageError; of an incomplete language it names the first missing key
 *
 * Vietnamese must be there; it is spoken first.
 *
 * Returns: (transfer full): the languages, or %NULL with @error set
 */
KioskLanguage *
kiosk_language_load (const char *folder, GError **error)
{
  g_autoptr (KioskLanguage) self = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  names = list_folder (folder, error);
  if (names == NULL)
    return NULL;

  self = g_object_new (KIOSK_TYPE_LANGUAGE, NULL);
  if (!load_language (self, folder, REFERENCE, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      const char *code = g_ptr_array_index (names, i);
      g_autofree char *subfolder = g_build_filename (folder, code, NULL);

      if (!g_str_equal (code, REFERENCE) && g_file_test (subfolder, G_FILE_TEST_IS_DIR)
          && !load_language (self, folder, code, error))
        return NULL;
    }
  if (!check_complete (self, error))
    return NULL;
  self->current = g_ptr_array_index (self->codes, 0);
  g_ptr_array_add (self->codes, NULL);

  return g_steal_pointer (&self);
}

/**
 * kiosk_language_list:
 * @self: the languages
 *
 * Returns: (transfer none) (array zero-terminated=1): their codes, Vietnamese first
 */
const char *const *
kiosk_language_list (KioskLanguage *self)
{
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self), NULL);

  return (const char *const *) self->codes->pdata;
}

/**
 * kiosk_language_get_current:
 * @self: the languages
 *
 * Returns: (transfer none): the code of the language spoken now
 */
const char *
kiosk_language_get_current (KioskLanguage *self)
{
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self), NULL);

  return self->current;
}

/**
 * kiosk_language_set_current:
 * @self: the languages
 * @code: the code of one of them
 *
 * Emits #KioskLanguage::changed when it is another one than before.
 *
 * Returns: %FALSE when there is no such language; nothing changes then
 */
gboolean
kiosk_language_set_current (KioskLanguage *self, const char *code)
{
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self) && code != NULL, FALSE);

  for (guint i = 0; i + 1 < self->codes->len; i++)
    {
      const char *known = g_ptr_array_index (self->codes, i);

      if (!g_str_equal (known, code))
        continue;
      if (known != self->current)
        {
          self->current = known;
          g_signal_emit (self, signals[CHANGED], 0);
        }
      return TRUE;
    }

  return FALSE;
}

static const char *
look_up (KioskLanguage *self, const char *code, const char *key)
{
  GHashTable *texts = g_hash_table_lookup (self->texts, code == NULL ? self->current : code);

  return texts == NULL ? NULL : g_hash_table_lookup (texts, key);
}

/**
 * kiosk_language_has:
 * @self: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @key: the key of a text
 *
 * Returns: whether that language has that text
 */
gboolean
kiosk_language_has (KioskLanguage *self, const char *code, const char *key)
{
  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self) && key != NULL, FALSE);

  return look_up (self, code, key) != NULL;
}

/**
 * kiosk_language_get:
 * @self: the languages
 * @key: the key of a text
 *
 * Returns: (transfer none): the text in the language spoken now; a key that nobody wrote comes back
 * as itself, with a warning
 */
const char *
kiosk_language_get (KioskLanguage *self, const char *key)
{
  return kiosk_language_get_in (self, NULL, key);
}

/**
 * kiosk_language_get_in:
 * @self: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now; an unknown one means
 *   Vietnamese
 * @key: the key of a text
 *
 * For papers, which are in the citizen's language and in Vietnamese whatever the screen shows.
 *
 * Returns: (transfer none): the text; a key that nobody wrote comes back as itself, with a warning
 */
const char *
kiosk_language_get_in (KioskLanguage *self, const char *code, const char *key)
{
  const char *text;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self) && key != NULL, "");

  if (code != NULL && !g_hash_table_contains (self->texts, code))
    code = REFERENCE;
  text = look_up (self, code, key);
  if (text == NULL)
    {
      g_warning ("There is no text \"%s\" in the translations", key);
      return key;
    }

  return text;
}

static const char *
find_value (const GPtrArray *pairs, const char *name, gsize length)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    {
      const char *known = g_ptr_array_index (pairs, i);

      if (strlen (known) == length && memcmp (known, name, length) == 0)
        return g_ptr_array_index (pairs, i + 1);
    }

  return NULL;
}

/* One pass: a value that looks like a placeholder itself stays as the citizen wrote it. */
static char *
fill_in (const char *text, const char *key, const GPtrArray *pairs)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *open = strchr (text, '{');
      const char *close = open == NULL ? NULL : strchr (open, '}');
      const char *value;

      if (close == NULL)
        break;
      value = find_value (pairs, open + 1, (gsize) (close - open - 1));
      if (value == NULL)
        g_warning ("The text \"%s\" has a placeholder that nobody fills", key);
      g_string_append_len (filled, text, open - text);
      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_len (filled, open, close - open + 1);
      text = close + 1;
    }
  g_string_append (filled, text);

  return g_string_free (filled, FALSE);
}

static char *
format_valist (KioskLanguage *self, const char *code, const char *key, va_list arguments)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  char *name;

  while ((name = va_arg (arguments, char *)) != NULL)
    {
      char *value = va_arg (arguments, char *);

      g_ptr_array_add (pairs, name);
      g_ptr_array_add (pairs, value == NULL ? (char *) "" : value);
    }

  return fill_in (kiosk_language_get_in (self, code, key), key, pairs);
}

/**
 * kiosk_language_format:
 * @self: the languages
 * @key: the key of a text with placeholders, such as "Còn {seconds} giây"
 * @...: pairs of a placeholder's name and its value, ended by %NULL
 *
 * Returns: (transfer full): the text in the language spoken now with its placeholders filled
 */
char *
kiosk_language_format (KioskLanguage *self, const char *key, ...)
{
  va_list arguments;
  char *text;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self) && key != NULL, NULL);

  va_start (arguments, key);
  text = format_valist (self, NULL, key, arguments);
  va_end (arguments);

  return text;
}

/**
 * kiosk_language_format_in:
 * @self: the languages
 * @code: (nullable): the code of one, or %NULL for the one spoken now
 * @key: the key of a text with placeholders
 * @...: pairs of a placeholder's name and its value, ended by %NULL
 *
 * Returns: (transfer full): the text with its placeholders filled
 */
char *
kiosk_language_format_in (KioskLanguage *self, const char *code, const char *key, ...)
{
  va_list arguments;
  char *text;

  g_return_val_if_fail (KIOSK_IS_LANGUAGE (self) && key != NULL, NULL);

  va_start (arguments, key);
  text = format_valist (self, code, key, arguments);
  va_end (arguments);

  return text;
}
