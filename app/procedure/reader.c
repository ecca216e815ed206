/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/reader.h"

#include "procedure/json-gate.h"
#include "procedure/procedure-error.h"
#include "procedure/spelling.h"

#include <string.h>

/*
 * The first fault is kept and every read after it gives an empty value, so that the code that
 * reads a definition can be written as a list of members instead of a list of checks.
 */
struct _KioskReader
{
  KioskShelf *shelf; /* (unowned) */
  JsonParser *parser;
  GError *error; /* (nullable): the first fault */

  /* where we are */
  GString *path;
  GArray *lengths; /* (element-type gsize): of @path before each enter */
};

/**
 * kiosk_reader_new:
 * @shelf: owns whatever is read; must outlive the reader
 *
 * Returns: (transfer full): a reader that has nothing to read yet
 */
KioskReader *
kiosk_reader_new (KioskShelf *shelf)
{
  KioskReader *self = g_new0 (KioskReader, 1);

  self->shelf = shelf;
  self->parser = json_parser_new_immutable ();
  self->path = g_string_new (NULL);
  self->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));

  return self;
}

/**
 * kiosk_reader_free:
 * @self: a reader
 *
 * What was read stays on the shelf.
 */
void
kiosk_reader_free (KioskReader *self)
{
  g_object_unref (self->parser);
  g_clear_error (&self->error);
  g_string_free (self->path, TRUE);
  g_array_unref (self->lengths);
  g_free (self);
}

/**
 * kiosk_reader_get_shelf:
 * @self: a reader
 *
 * Returns: (transfer none): where to put what is made of what is read
 */
KioskShelf *
kiosk_reader_get_shelf (KioskReader *self)
{
  return self->shelf;
}

/**
 * kiosk_reader_fail:
 * @self: a reader
 * @code: a #KioskProcedureError
 * @format: what is wrong and how to mend it
 *
 * Keeps the fault, with the path of where the reader is, unless there is one already.
 */
void
kiosk_reader_fail (KioskReader *self, int code, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (self->error != NULL)
    return;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new (KIOSK_PROCEDURE_ERROR, code, "%s: %s",
                             self->path->len > 0 ? self->path->str : "(root)", what);
}

/**
 * kiosk_reader_finish:
 * @self: a reader
 * @error: return location for the first fault
 *
 * Returns: whether everything read was as it must be
 */
gboolean
kiosk_reader_finish (KioskReader *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * kiosk_reader_enter:
 * @self: a reader
 * @name: a member
 * @index: an item of it, or -1
 *
 * Goes one step down; every fault from here on names the place.
 */
void
kiosk_reader_enter (KioskReader *self, const char *name, int index)
{
  gsize before = self->path->len;

  g_array_append_val (self->lengths, before);
  if (before > 0)
    g_string_append_c (self->path, '.');
  g_string_append (self->path, name);
  if (index >= 0)
    g_string_append_printf (self->path, "[%d]", index);
}

/**
 * kiosk_reader_leave:
 * @self: a reader
 *
 * Goes back to where the last kiosk_reader_enter() started from.
 */
void
kiosk_reader_leave (KioskReader *self)
{
  guint last = self->lengths->len - 1;

  g_string_truncate (self->path, g_array_index (self->lengths, gsize, last));
  g_array_set_size (self->lengths, last);
}

static void
fail_at (KioskReader *self, const char *name, const char *what)
{
  kiosk_reader_enter (self, name, -1);
  kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_SHAPE, "%s", what);
  kiosk_reader_leave (self);
}

/* @members is "id text hint?": a question mark after what may be left out. */
static void
check_members (KioskReader *self, JsonObject *object, const char *members)
{
  g_auto (GStrv) wanted = g_strsplit (members, " ", -1);
  g_autoptr (GList) given = json_object_get_members (object);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      char *mark = strchr (wanted[i], '?');

      if (mark != NULL)
        *mark = '\0';
      else if (!json_object_has_member (object, wanted[i]))
        fail_at (self, wanted[i], "is missing");
    }
  for (GList *name = given; name != NULL; name = name->next)
    if (!g_strv_contains ((const char *const *) wanted, name->data))
      fail_at (self, name->data, "is not a member of the format");
}

static JsonObject *
check_object (KioskReader *self, JsonNode *node, const char *members)
{
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_SHAPE, "must be an object");
      return NULL;
    }
  object = json_node_get_object (node);
  check_members (self, object, members);

  return object;
}

/**
 * kiosk_reader_open:
 * @self: a reader
 * @data: (array length=length): the text of a file
 * @length: its length in bytes
 * @members: members of the root, "?" after each that may be left out
 *
 * Returns: (transfer none) (nullable): the root, valid as long as @self
 */
JsonObject *
kiosk_reader_open (KioskReader *self, const char *data, gsize length, const char *members)
{
  if (!kiosk_json_gate_check (data, length, &self->error))
    return NULL;
  if (!json_parser_load_from_data (self->parser, data, (gssize) length, NULL))
    {
      kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_NOT_JSON, "cannot be parsed");
      return NULL;
    }

  return check_object (self, json_parser_get_root (self->parser), members);
}

/**
 * kiosk_reader_has:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: whether @object has @name, be it null
 */
gboolean
kiosk_reader_has (JsonObject *object, const char *name)
{
  return object != NULL && json_object_has_member (object, name);
}

static JsonNode *
find (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * kiosk_reader_object:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @members: its own members, "?" after each that may be left out
 *
 * Returns: (transfer none) (nullable): the member; %NULL when it is not there or wrong
 */
JsonObject *
kiosk_reader_object (KioskReader *self, JsonObject *object, const char *name, const char *members)
{
  JsonNode *node = find (object, name);
  JsonObject *found;

  if (node == NULL)
    return NULL;

  kiosk_reader_enter (self, name, -1);
  found = check_object (self, node, members);
  kiosk_reader_leave (self);

  return found;
}

/* The array of @name, or NULL when it is not there or has too few or too many items. */
static JsonArray *
open_array (KioskReader *self, JsonObject *object, const char *name, guint least, guint most)
{
  JsonNode *node = find (object, name);
  guint length;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      fail_at (self, name, "must be a list");
      return NULL;
    }
  length = json_array_get_length (json_node_get_array (node));
  if (length < least || length > most)
    {
      g_autofree char *what = g_strdup_printf ("must have %u to %u items", least, most);

      fail_at (self, name, what);
      return NULL;
    }

  return json_node_get_array (node);
}

/**
 * kiosk_reader_list:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @items: what it holds
 *
 * Returns: (transfer none): what the items were made into; empty when there is no such member
 */
const GPtrArray *
kiosk_reader_list (KioskReader *self, JsonObject *object, const char *name, const KioskItems *items)
{
  GPtrArray *result = kiosk_shelf_add_array (self->shelf);
  JsonArray *array = open_array (self, object, name, items->least, items->most);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item;

      kiosk_reader_enter (self, name, (int) i);
      item = check_object (self, json_array_get_element (array, i), items->members);
      if (item != NULL && self->error == NULL)
        g_ptr_array_add (result, items->read (self, item));
      kiosk_reader_leave (self);
    }

  return result;
}

/* Whether all characters are of blocks that NFC leaves as they are: Latin before the combining
 * marks, the letters of Vietnamese, dashes and quotation marks. Nearly every text is so, and need
 * not be taken apart and put together again. */
static gboolean
is_plainly_composed (const char *string)
{
  for (const char *c = string; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character >= 0x0300 && !(character >= 0x1ea0 && character <= 0x1ef9)
          && !(character >= 0x2010 && character <= 0x2026))
        return FALSE;
    }

  return TRUE;
}

static const char *
take_string (KioskReader *self, JsonNode *node, KioskSpelling spelling)
{
  g_autofree char *normal = NULL;
  const char *string;

  if (!holds (node, G_TYPE_STRING))
    {
      kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_SHAPE, "must be a string");
      return NULL;
    }
  string = json_node_get_string (node);
  if (!spelling (string))
    {
      kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_SHAPE, "is not spelt as it must be");
      return NULL;
    }
  if (is_plainly_composed (string))
    return kiosk_shelf_add_string (self->shelf, string);
  normal = g_utf8_normalize (string, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return normal != NULL ? kiosk_shelf_add_string (self->shelf, normal) : NULL;
}

/**
 * kiosk_reader_strings:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @least: the least number of strings
 * @spelling: how each must be spelt
 *
 * Returns: (transfer none) (element-type utf8): the strings, in NFC, none of them twice
 */
const GPtrArray *
kiosk_reader_strings (KioskReader *self, JsonObject *object, const char *name, guint least,
                      KioskSpelling spelling)
{
  GPtrArray *result = kiosk_shelf_add_array (self->shelf);
  JsonArray *array = open_array (self, object, name, least, KIOSK_JSON_MAX_ITEMS);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *string;

      kiosk_reader_enter (self, name, (int) i);
      string = take_string (self, json_array_get_element (array, i), spelling);
      /* Strings of one shelf are the same when their addresses are. */
      if (string != NULL && g_ptr_array_find (result, string, NULL))
        kiosk_reader_fail (self, KIOSK_PROCEDURE_ERROR_SHAPE, "is there twice");
      g_ptr_array_add (result, (gpointer) string);
      kiosk_reader_leave (self);
    }

  return result;
}

/**
 * kiosk_reader_string:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @spelling: how it must be spelt
 *
 * Returns: (transfer none) (nullable): the string in NFC; %NULL when it is not there or wrong
 */
const char *
kiosk_reader_string (KioskReader *self, JsonObject *object, const char *name,
                     KioskSpelling spelling)
{
  JsonNode *node = find (object, name);
  const char *string;

  if (node == NULL)
    return NULL;

  kiosk_reader_enter (self, name, -1);
  string = take_string (self, node, spelling);
  kiosk_reader_leave (self);

  return string;
}

static KioskText *
take_text (KioskReader *self, JsonNode *node)
{
  static const char *const languages[] = { "vi", "en" };
  JsonObject *object = check_object (self, node, "vi en");
  KioskText *text = kiosk_text_new ();

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *said = kiosk_reader_string (self, object, languages[i], kiosk_spelling_is_text);

      if (said != NULL)
        kiosk_text_set (text, languages[i], said);
    }

  return kiosk_shelf_take (self->shelf, text, (GDestroyNotify) kiosk_text_free);
}

/**
 * kiosk_reader_text:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the text in every language; %NULL when it is not there
 */
const KioskText *
kiosk_reader_text (KioskReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = find (object, name);
  const KioskText *text;

  if (node == NULL)
    return NULL;

  kiosk_reader_enter (self, name, -1);
  text = take_text (self, node);
  kiosk_reader_leave (self);

  return text;
}

/**
 * kiosk_reader_texts:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member, a list of texts
 *
 * Returns: (transfer none) (element-type KioskText): the texts
 */
const GPtrArray *
kiosk_reader_texts (KioskReader *self, JsonObject *object, const char *name)
{
  GPtrArray *result = kiosk_shelf_add_array (self->shelf);
  JsonArray *array = open_array (self, object, name, 0, KIOSK_JSON_MAX_ITEMS);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      kiosk_reader_enter (self, name, (int) i);
      g_ptr_array_add (result, take_text (self, json_array_get_element (array, i)));
      kiosk_reader_leave (self);
    }

  return result;
}

/**
 * kiosk_reader_integer:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @least: the smallest value it may have
 * @most: the largest
 *
 * Returns: the number; @least when it is not there or wrong
 */
gint64
kiosk_reader_integer (KioskReader *self, JsonObject *object, const char *name, gint64 least,
                      gint64 most)
{
  JsonNode *node = find (object, name);
  gint64 number;

  if (node == NULL)
    return least;
  if (!holds (node, G_TYPE_INT64))
    {
      fail_at (self, name, "must be a whole number");
      return least;
    }
  number = json_node_get_int (node);
  if (number < least || number > most)
    {
      g_autofree char *what
          = g_strdup_printf ("must be %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, least, most);

      fail_at (self, name, what);
      return least;
    }

  return number;
}

/**
 * kiosk_reader_boolean:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @fallback: what it means that it is not there
 *
 * Returns: the value
 */
gboolean
kiosk_reader_boolean (KioskReader *self, JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = find (object, name);

  if (node == NULL)
    return fallback;
  if (!holds (node, G_TYPE_BOOLEAN))
    {
      fail_at (self, name, "must be true or false");
      return fallback;
    }

  return json_node_get_boolean (node);
}

/**
 * kiosk_reader_word:
 * @self: a reader
 * @object: (nullable): where to look
 * @name: a member
 * @words: (array zero-terminated=1): what it may say, in the order of an enumeration
 *
 * Returns: the place of the word in @words; 0 when it is not there or none of them
 */
guint
kiosk_reader_word (KioskReader *self, JsonObject *object, const char *name,
                   const char *const *words)
{
  const char *string = kiosk_reader_string (self, object, name, kiosk_spelling_is_line);

  for (guint i = 0; string != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], string))
      return i;

  if (string != NULL)
    fail_at (self, name, "is a word the format does not know");
  return 0;
}
