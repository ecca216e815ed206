/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/canonical.h"

#include <string.h>

static void
append_string (GString *out, const char *text)
{
  static const char letters[] = "btn?fr";

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c >= 0x20)
        g_string_append_c (out, (char) c);
      else if (c >= 0x08 && c <= 0x0D && c != 0x0B)
        g_string_append_printf (out, "\\%c", letters[c - 0x08]);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_c (out, '"');
}

/* RFC 8785 §3.2.3 sorts by UTF-16 code units, which differs from UTF-8 order above U+FFFF. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree gunichar2 *left = g_utf8_to_utf16 (a, -1, NULL, NULL, NULL);
  g_autofree gunichar2 *right = g_utf8_to_utf16 (b, -1, NULL, NULL, NULL);
  gsize i = 0;

  if (left == NULL || right == NULL)
    return strcmp (a, b);

  while (left[i] != 0 && left[i] == right[i])
    i++;

  return (int) left[i] - (int) right[i];
}

static gboolean
append_object (GString *out, JsonObject *object, GError **error)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_names);
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      append_string (out, l->data);
      g_string_append_c (out, ':');
      if (!kiosk_canonical_append (out, json_object_get_member (object, l->data), error))
        return FALSE;
    }
  g_string_append_c (out, '}');

  return TRUE;
}

static gboolean
append_array (GString *out, JsonArray *array, GError **error)
{
  guint length = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (!kiosk_canonical_append (out, json_array_get_element (array, i), error))
        return FALSE;
    }
  g_string_append_c (out, ']');

  return TRUE;
}

static gboolean
append_scalar (GString *out, JsonNode *node, GError **error)
{
  GType type = json_node_get_value_type (node);
  gint64 integer;

  if (type == G_TYPE_STRING)
    {
      append_string (out, json_node_get_string (node));
      return TRUE;
    }
  if (type == G_TYPE_BOOLEAN)
    {
      g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      return TRUE;
    }

  integer = type == G_TYPE_INT64 ? json_node_get_int (node) : G_MAXINT64;
  if (integer > KIOSK_CANONICAL_MAX_INTEGER || integer < -KIOSK_CANONICAL_MAX_INTEGER)
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "a number is not an integer within 2^53: write it as a string");
      return FALSE;
    }

  g_string_append_printf (out, "%" G_GINT64_FORMAT, integer);
  return TRUE;
}

/**
 * kiosk_canonical_append:
 * @out: where the text goes
 * @node: a tree of objects, arrays, strings, booleans, nulls and integers
 * @error: return location, %KIOSK_WIRE_ERROR_MALFORMED for a number that is not an integer
 *
 * Writes @node as RFC 8785 has it: members sorted, no space, the shortest escapes. Fractions are
 * refused rather than written, because nothing we sign needs one.
 *
 * Returns: whether all of @node could be written
 */
gboolean
kiosk_canonical_append (GString *out, JsonNode *node, GError **error)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return append_object (out, json_node_get_object (node), error);
    case JSON_NODE_ARRAY:
      return append_array (out, json_node_get_array (node), error);
    case JSON_NODE_VALUE:
      return append_scalar (out, node, error);
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * kiosk_canonical_write:
 * @node: see kiosk_canonical_append()
 * @error: return location
 *
 * Not for texts about a person: the buffer grows, and what it leaves behind is not wiped.
 *
 * Returns: (transfer full): the canonical bytes, without terminating NUL
 */
GBytes *
kiosk_canonical_write (JsonNode *node, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (1024);

  if (!kiosk_canonical_append (out, node, error))
    return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
