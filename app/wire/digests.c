/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/digests.h"

#include "wire/canonical.h"
#include "wire/members.h"
#include "wire/strict.h"

/**
 * kiosk_digests_write:
 * @member: "chunks" in the question, "missing" in the answer
 * @digests: (element-type utf8): SHA-256 in lower-case hex
 *
 * Returns: (transfer full): the body
 */
GBytes *
kiosk_digests_write (const char *member, const GPtrArray *digests)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_sized_new (digests->len);

  for (guint i = 0; i < digests->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (digests, i));
  json_object_set_array_member (object, member, array);
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

/**
 * kiosk_digests_parse:
 * @body: the bytes received
 * @member: "chunks" in the question, "missing" in the answer
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): at most %KIOSK_DIGESTS_MAX digests
 */
GPtrArray *
kiosk_digests_parse (GBytes *body, const char *member, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = kiosk_strict_parse (data, length, 4, error);
  JsonObject *object = node != NULL ? kiosk_members_of (node, "body", error) : NULL;
  GPtrArray *digests = NULL;

  if (object == NULL
      || !kiosk_member_digests (object, member, 0, KIOSK_DIGESTS_MAX, &digests, error))
    return NULL;

  return digests;
}
