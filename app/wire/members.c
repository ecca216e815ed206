/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/members.h"

#include "base/encode.h"
#include "base/identifier.h"

#include <string.h>

static gboolean
refuse (const char *name, const char *why, GError **error)
{
  g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED, "member \"%s\" %s", name, why);
  return FALSE;
}

static const char *
text_of (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * kiosk_members_of:
 * @node: (nullable): a value
 * @what: its name, for the log
 * @error: return location
 *
 * Returns: (transfer none): @node as an object
 */
JsonObject *
kiosk_members_of (JsonNode *node, const char *what, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (what, "is not an object", error);
      return NULL;
    }

  return json_node_get_object (node);
}

/**
 * kiosk_member_text:
 * @object: an object
 * @name: the member
 * @shape: what its text must look like; also bounds its length
 * @text: (out) (transfer full): the text
 * @error: return location
 *
 * Returns: whether the member is there and has that shape
 */
gboolean
kiosk_member_text (JsonObject *object, const char *name, KioskMemberShape shape, char **text,
                   GError **error)
{
  const char *value = text_of (json_object_get_member (object, name));

  if (value == NULL || !shape (value))
    return refuse (name, "is missing or not of its form", error);

  *text = g_strdup (value);
  return TRUE;
}

/**
 * kiosk_member_integer:
 * @object: an object
 * @name: the member
 * @min: the least it may be
 * @max: the most it may be
 * @value: (out): the number
 * @error: return location
 *
 * Returns: whether the member is an integer (2.0 is none) within its bounds
 */
gboolean
kiosk_member_integer (JsonObject *object, const char *name, gint64 min, gint64 max, gint64 *value,
                      GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (name, "is not an integer", error);

  *value = json_node_get_int (node);
  if (*value < min || *value > max)
    return refuse (name, "is out of range", error);

  return TRUE;
}

/**
 * kiosk_member_array:
 * @object: an object
 * @name: the member
 * @min: the least elements
 * @max: the most elements
 * @array: (out) (transfer none): the array
 * @error: return location
 *
 * Returns: whether the member is an array of as many elements
 */
gboolean
kiosk_member_array (JsonObject *object, const char *name, guint min, guint max, JsonArray **array,
                    GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (name, "is not an array", error);

  *array = json_node_get_array (node);
  if (json_array_get_length (*array) < min || json_array_get_length (*array) > max)
    return refuse (name, "has too few or too many elements", error);

  return TRUE;
}

/**
 * kiosk_member_bytes:
 * @object: an object
 * @name: the member, base64 (RFC 4648 §4)
 * @min: the least bytes
 * @max: the most bytes
 * @bytes: (out) (transfer full): the bytes
 * @error: return location
 *
 * Returns: whether the member holds as many bytes
 */
gboolean
kiosk_member_bytes (JsonObject *object, const char *name, gsize min, gsize max, GBytes **bytes,
                    GError **error)
{
  const char *text = text_of (json_object_get_member (object, name));
  g_autoptr (GBytes) decoded = NULL;

  if (text == NULL || strlen (text) > (max + 2) / 3 * 4)
    return refuse (name, "is missing or too long", error);

  decoded = kiosk_base64_decode (text);
  if (decoded == NULL || g_bytes_get_size (decoded) < min || g_bytes_get_size (decoded) > max)
    return refuse (name, "is not base64 of the right length", error);

  *bytes = g_steal_pointer (&decoded);
  return TRUE;
}

/**
 * kiosk_member_digests:
 * @object: an object
 * @name: the member
 * @min: the least digests
 * @max: the most digests
 * @digests: (out) (transfer full) (element-type utf8): SHA-256 in lower-case hex
 * @error: return location
 *
 * Returns: whether the member is a list of as many digests; equal ones are legal
 */
gboolean
kiosk_member_digests (JsonObject *object, const char *name, guint min, guint max,
                      GPtrArray **digests, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!kiosk_member_array (object, name, min, max, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = text_of (json_array_get_element (array, i));

      if (text == NULL || !kiosk_shape_digest (text))
        return refuse (name, "holds what is not a SHA-256 in lower-case hex", error);
      g_ptr_array_add (list, g_strdup (text));
    }

  *digests = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
consists_of (const char *text, gsize max, const char *others)
{
  gsize length = strnlen (text, max + 1);

  if (length == 0 || length > max)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr (others, text[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * kiosk_shape_uuid:
 * @text: what came
 *
 * Returns: whether it is a UUID in lower case, as it is compared byte by byte
 */
gboolean
kiosk_shape_uuid (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isupper (*p))
      return FALSE;

  return kiosk_uuid_is_valid (text);
}

/**
 * kiosk_shape_name:
 * @text: what came
 *
 * Returns: whether it is what devices, agencies, keys and numbers are called: at most 64 characters, safe in a
 *   path or a URL
 */
gboolean
kiosk_shape_name (const char *text)
{
  return text[0] != '.' && text[0] != '-' && consists_of (text, 64, ".-_");
}

/**
 * kiosk_shape_word:
 * @text: what came
 *
 * Returns: whether it is a lower-case word; which ones there are is for the reader to say
 */
gboolean
kiosk_shape_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-' && *p != '_')
      return FALSE;

  return consists_of (text, 24, "-_");
}

/**
 * kiosk_shape_digest:
 * @text: what came
 *
 * Returns: whether it is a SHA-256 in lower-case hex
 */
gboolean
kiosk_shape_digest (const char *text)
{
  gsize length = strnlen (text, 65);

  if (length != 64)
    return FALSE;

  return strspn (text, "0123456789abcdef") == 64;
}

/**
 * kiosk_shape_moment:
 * @text: what came
 *
 * Returns: whether it is a moment by RFC 3339, with its offset
 */
gboolean
kiosk_shape_moment (const char *text)
{
  g_autoptr (GDateTime) moment = NULL;

  if (strnlen (text, 41) > 40 || strnlen (text, 20) < 20)
    return FALSE;

  moment = g_date_time_new_from_iso8601 (text, NULL);
  return moment != NULL;
}
