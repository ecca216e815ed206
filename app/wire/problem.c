/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/problem.h"

#include "wire/canonical.h"
#include "wire/members.h"
#include "wire/strict.h"

#define PREFIX "urn:motcua:problem:"

static const char *const uris[] = {
  [KIOSK_PROBLEM_TYPE_UNKNOWN] = "about:blank",
  [KIOSK_PROBLEM_TYPE_MISSING_CHUNKS] = PREFIX "missing-chunks",
  [KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH] = PREFIX "digest-mismatch",
  [KIOSK_PROBLEM_TYPE_ID_REUSED] = PREFIX "id-reused",
  [KIOSK_PROBLEM_TYPE_BAD_SIGNATURE] = PREFIX "bad-signature",
  [KIOSK_PROBLEM_TYPE_UNKNOWN_KID] = PREFIX "unknown-kid",
  [KIOSK_PROBLEM_TYPE_MALFORMED] = PREFIX "malformed",
  [KIOSK_PROBLEM_TYPE_TOO_LARGE] = PREFIX "too-large",
  [KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE] = PREFIX "unknown-device",
  [KIOSK_PROBLEM_TYPE_BUSY] = PREFIX "busy",
  [KIOSK_PROBLEM_TYPE_NOT_FOUND] = PREFIX "not-found",
  [KIOSK_PROBLEM_TYPE_WRONG_METHOD] = PREFIX "wrong-method",
  [KIOSK_PROBLEM_TYPE_WRONG_MEDIA_TYPE] = PREFIX "wrong-media-type",
  [KIOSK_PROBLEM_TYPE_FORBIDDEN] = PREFIX "forbidden",
};

/**
 * kiosk_problem_type_to_uri:
 * @type: a type
 *
 * Returns: its URI, the member "type" of RFC 9457; never changes
 */
const char *
kiosk_problem_type_to_uri (KioskProblemType type)
{
  return (guint) type < G_N_ELEMENTS (uris) ? uris[type] : uris[KIOSK_PROBLEM_TYPE_UNKNOWN];
}

/**
 * kiosk_problem_write:
 * @type: what programs act on
 * @status: HTTP status
 * @detail: (nullable): what people read in a log; English, nothing about a person
 * @missing: (nullable) (element-type utf8): digests of the chunks the server lacks
 *
 * Returns: (transfer full): an application/problem+json body
 */
GBytes *
kiosk_problem_write (KioskProblemType type, int status, const char *detail,
                     const GPtrArray *missing)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "type", kiosk_problem_type_to_uri (type));
  json_object_set_int_member (object, "status", status);
  if (detail != NULL)
    json_object_set_string_member (object, "detail", detail);
  if (missing != NULL)
    {
      JsonArray *array = json_array_sized_new (missing->len);

      for (guint i = 0; i < missing->len; i++)
        json_array_add_string_element (array, g_ptr_array_index (missing, i));
      json_object_set_array_member (object, "missing", array);
    }
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

/**
 * kiosk_problem_parse:
 * @body: the bytes received, of whatever kind
 * @missing: (out) (optional) (nullable) (transfer full) (element-type utf8): the digests of
 *   %KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, else %NULL
 *
 * Does not fail: a page of a proxy is %KIOSK_PROBLEM_TYPE_UNKNOWN like a word of a later version.
 *
 * Returns: what the problem is
 */
KioskProblemType
kiosk_problem_parse (GBytes *body, GPtrArray **missing)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) digests = NULL;
  KioskProblemType type = KIOSK_PROBLEM_TYPE_UNKNOWN;
  const char *uri;

  if (missing != NULL)
    *missing = NULL;
  if (length > KIOSK_WIRE_MAX_BODY)
    return type;

  node = kiosk_strict_parse (data, length, 4, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return type;

  uri = json_object_get_string_member_with_default (json_node_get_object (node), "type", "");
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    if (g_strcmp0 (uri, uris[i]) == 0)
      type = (KioskProblemType) i;

  if (type != KIOSK_PROBLEM_TYPE_MISSING_CHUNKS)
    return type;
  if (!kiosk_member_digests (json_node_get_object (node), "missing", 1,
                             KIOSK_WIRE_MAX_PARTS * KIOSK_WIRE_MAX_CHUNKS, &digests, NULL))
    return KIOSK_PROBLEM_TYPE_UNKNOWN;

  if (missing != NULL)
    *missing = g_steal_pointer (&digests);
  return type;
}
