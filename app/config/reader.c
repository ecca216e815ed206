/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-config"

#include "config/reader.h"

#include "config/config-error.h"
#include "language/fold.h"

#include <string.h>

#define MAX_TEXT 240 /* bytes */

struct _KioskConfigReader
{
  JsonObject *object; /* (owned) */
  char *path;         /* (owned): "" or "kiosk.parent" */
  GHashTable *taken;  /* (owned): set of members */
  GError **error;     /* shared by all readers of one file, never NULL */
};

/**
 * kiosk_config_reader_new:
 * @object: an object of the file
 * @path: where it stands, empty for the whole file
 * @error: (not nullable): the one place for the first error of the file
 *
 * Returns: (transfer full): a reader, to be given to kiosk_config_reader_end()
 */
KioskConfigReader *
kiosk_config_reader_new (JsonObject *object, const char *path, GError **error)
{
  KioskConfigReader *self = g_new0 (KioskConfigReader, 1);

  self->object = json_object_ref (object);
  self->path = g_strdup (path);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->error = error;

  return self;
}

static char *
make_path (KioskConfigReader *self, const char *member)
{
  return g_strconcat (self->path, *self->path == '\0' ? "" : ".", member, NULL);
}

/**
 * kiosk_config_reader_refuse:
 * @self: a reader
 * @member: a member of its object
 * @mend: what it must be
 *
 * Keeps the first error of the file.
 */
void
kiosk_config_reader_refuse (KioskConfigReader *self, const char *member, const char *mend)
{
  g_autofree char *path = make_path (self, member);

  if (*self->error == NULL)
    g_set_error (self->error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_VALUE, "%s %s", path, mend);
}

/**
 * kiosk_config_reader_end:
 * @self: (transfer full): a reader
 *
 * Refuses members that nobody took: a misspelt setting would otherwise silently be the default.
 *
 * Returns: whether there was no error, in this object or before
 */
gboolean
kiosk_config_reader_end (KioskConfigReader *self)
{
  g_autoptr (GList) members = json_object_get_members (self->object);
  gboolean good;

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_hash_table_contains (self->taken, l->data))
      kiosk_config_reader_refuse (self, l->data,
                                  "is not known here; remove it or correct its spelling");
  good = *self->error == NULL;
  json_object_unref (self->object);
  g_hash_table_unref (self->taken);
  g_free (self->path);
  g_free (self);

  return good;
}

/**
 * kiosk_config_reader_has:
 * @self: a reader
 * @member: a name
 *
 * Returns: whether the object has such a member, for those that may be left out
 */
gboolean
kiosk_config_reader_has (KioskConfigReader *self, const char *member)
{
  return json_object_has_member (self->object, member);
}

static JsonNode *
take (KioskConfigReader *self, const char *member, JsonNodeType type, const char *mend)
{
  JsonNode *node = json_object_get_member (self->object, member);

  g_hash_table_add (self->taken, g_strdup (member));
  if (node == NULL)
    kiosk_config_reader_refuse (self, member, "is missing; add it");
  else if (json_node_get_node_type (node) != type)
    kiosk_config_reader_refuse (self, member, mend);

  return *self->error == NULL ? node : NULL;
}

static gboolean
fits (JsonNode *node, const char *pattern)
{
  g_autofree char *whole = g_strdup_printf ("\\A(?:%s)\\z", pattern);

  return json_node_get_node_type (node) == JSON_NODE_VALUE
         && json_node_get_value_type (node) == G_TYPE_STRING
         && g_regex_match_simple (whole, json_node_get_string (node), 0, 0);
}

/**
 * kiosk_config_reader_take_word:
 * @self: a reader
 * @member: the member
 * @pattern: a regular expression for all of it
 * @mend: says what it must be, such as "must be true or false"
 *
 * Returns: (transfer full) (nullable): the text, or %NULL after an error
 */
char *
kiosk_config_reader_take_word (KioskConfigReader *self, const char *member, const char *pattern,
                               const char *mend)
{
  JsonNode *node = take (self, member, JSON_NODE_VALUE, mend);

  if (node == NULL)
    return NULL;
  if (!fits (node, pattern))
    {
      kiosk_config_reader_refuse (self, member, mend);
      return NULL;
    }

  return json_node_dup_string (node);
}

/**
 * kiosk_config_reader_take_number:
 * @self: a reader
 * @member: the member
 * @min: its least value
 * @max: its greatest
 *
 * Returns: the whole number, or @min after an error
 */
guint
kiosk_config_reader_take_number (KioskConfigReader *self, const char *member, guint min, guint max)
{
  g_autofree char *mend = g_strdup_printf ("must be a whole number from %u to %u", min, max);
  JsonNode *node = take (self, member, JSON_NODE_VALUE, mend);
  gint64 value;

  if (node == NULL)
    return min;
  value = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
  if (value < (gint64) min || value > (gint64) max)
    {
      kiosk_config_reader_refuse (self, member, mend);
      return min;
    }

  return (guint) value;
}

/**
 * kiosk_config_reader_take_path:
 * @self: a reader
 * @member: the member
 * @folder: the folder that relative paths start from
 *
 * Returns: (transfer full) (nullable): the absolute path, or %NULL after an error
 */
char *
kiosk_config_reader_take_path (KioskConfigReader *self, const char *member, const char *folder)
{
  g_autofree char *path
      = kiosk_config_reader_take_word (self, member, "[^\\x00-\\x1f]{1,1024}", "must be a path");

  return path == NULL ? NULL : g_canonicalize_filename (path, folder);
}

/**
 * kiosk_config_reader_take_words:
 * @self: a reader
 * @member: the member
 * @pattern: a regular expression for each text
 * @mend: says what the member must be
 * @max: how many there may be
 *
 * Returns: (transfer full) (nullable): the texts, or %NULL after an error
 */
char **
kiosk_config_reader_take_words (KioskConfigReader *self, const char *member, const char *pattern,
                                const char *mend, guint max)
{
  JsonNode *node = take (self, member, JSON_NODE_ARRAY, mend);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return NULL;
  array = json_node_get_array (node);
  if (json_array_get_length (array) > max)
    {
      kiosk_config_reader_refuse (self, member, "has too many entries");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!fits (element, pattern))
        {
          kiosk_config_reader_refuse (self, member, mend);
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (element));
    }

  return g_strv_builder_end (builder);
}

static void
take_saying (KioskConfigReader *self, KioskText *text, const char *language)
{
  g_autofree char *raw = kiosk_config_reader_take_word (self, language, "(?s).+", "must be a text");
  g_autofree char *line = raw == NULL ? NULL : kiosk_normalize (raw);

  if (line == NULL)
    return;
  if (*line == '\0' || strlen (line) > MAX_TEXT)
    kiosk_config_reader_refuse (self, language, "must be a short text, and not empty");
  else
    kiosk_text_set (text, language, line);
}

/**
 * kiosk_config_reader_take_text:
 * @self: a reader
 * @member: the member
 *
 * An object of one line for each language; Vietnamese and English must be there.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL after an error
 */
KioskText *
kiosk_config_reader_take_text (KioskConfigReader *self, const char *member)
{
  g_autoptr (KioskText) text = kiosk_text_new ();
  g_autoptr (GList) languages = NULL;
  KioskConfigReader *sayings = kiosk_config_reader_take_object (self, member);

  if (sayings == NULL)
    return NULL;

  take_saying (sayings, text, "vi");
  take_saying (sayings, text, "en");
  languages = json_object_get_members (sayings->object);
  for (GList *l = languages; l != NULL; l = l->next)
    if (!kiosk_text_has (text, l->data) && g_regex_match_simple ("\\A[a-z]{2,3}\\z", l->data, 0, 0))
      take_saying (sayings, text, l->data);

  return kiosk_config_reader_end (sayings) ? g_steal_pointer (&text) : NULL;
}

/**
 * kiosk_config_reader_take_object:
 * @self: a reader
 * @member: the member
 *
 * Returns: (transfer full) (nullable): a reader of it, or %NULL after an error
 */
KioskConfigReader *
kiosk_config_reader_take_object (KioskConfigReader *self, const char *member)
{
  JsonNode *node = take (self, member, JSON_NODE_OBJECT, "must be an object { ... }");
  g_autofree char *path = make_path (self, member);

  return node == NULL ? NULL
                      : kiosk_config_reader_new (json_node_get_object (node), path, self->error);
}

/**
 * kiosk_config_reader_take_objects:
 * @self: a reader
 * @member: the member
 * @max: how many there may be
 *
 * Returns: (transfer container) (nullable) (element-type KioskConfigReader): readers, each to be given to
 * kiosk_config_reader_end(), or %NULL after an error
 */
GPtrArray *
kiosk_config_reader_take_objects (KioskConfigReader *self, const char *member, guint max)
{
  const char *mend = "must be a list of objects [{ ... }]";
  JsonNode *node = take (self, member, JSON_NODE_ARRAY, mend);
  g_autoptr (GPtrArray) readers = NULL;
  JsonArray *array;

  if (node == NULL)
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (i >= max || !JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      {
        kiosk_config_reader_refuse (self, member, i >= max ? "has too many entries" : mend);
        return NULL;
      }

  readers = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s[%u]", member, i);
      g_autofree char *path = make_path (self, numbered);

      g_ptr_array_add (readers, kiosk_config_reader_new (json_array_get_object_element (array, i),
                                                         path, self->error));
    }

  return g_steal_pointer (&readers);
}
