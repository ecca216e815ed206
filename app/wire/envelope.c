/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/envelope.h"

#include "base/encode.h"
#include "base/signature.h"
#include "wire/canonical.h"
#include "wire/bounds.h"
#include "wire/members.h"
#include "wire/strict.h"

/* Signed bytes travel as base64 within JSON, so that no proxy, log or library can spell them anew. */

static GBytes *
write_pair (const char *name, GBytes *signed_bytes, GBytes *signature)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *first = kiosk_base64_encode (g_bytes_get_data (signed_bytes, NULL),
                                                g_bytes_get_size (signed_bytes));
  g_autofree char *second
      = kiosk_base64_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));

  json_object_set_string_member (object, name, first);
  json_object_set_string_member (object, "signature", second);
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

static gboolean
parse_pair (GBytes *body, const char *name, GBytes **signed_bytes, GBytes **signature,
            GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  JsonObject *object;

  if (length > KIOSK_WIRE_MAX_BODY)
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "the body is over 1 MiB");
      return FALSE;
    }

  node = kiosk_strict_parse (data, length, 4, error);
  object = node != NULL ? kiosk_members_of (node, "body", error) : NULL;
  if (object == NULL || !kiosk_member_bytes (object, name, 1, KIOSK_WIRE_MAX_BODY, &first, error)
      || !kiosk_member_bytes (object, "signature", KIOSK_SIGNATURE_SIZE, KIOSK_SIGNATURE_SIZE,
                              &second, error))
    return FALSE;

  *signed_bytes = g_steal_pointer (&first);
  *signature = g_steal_pointer (&second);
  return TRUE;
}

/**
 * kiosk_envelope_write:
 * @manifest: the exact bytes that were signed
 * @signature: Ed25519 over them
 *
 * Returns: (transfer full): the body of PUT /v1/submissions/{id}
 */
GBytes *
kiosk_envelope_write (GBytes *manifest, GBytes *signature)
{
  return write_pair ("manifest", manifest, signature);
}

/**
 * kiosk_envelope_parse:
 * @body: the bytes received
 * @manifest: (out) (transfer full): the exact bytes that were signed
 * @signature: (out) (transfer full): 64 bytes
 * @error: return location
 *
 * Checks no signature.
 *
 * Returns: whether @body holds both
 */
gboolean
kiosk_envelope_parse (GBytes *body, GBytes **manifest, GBytes **signature, GError **error)
{
  return parse_pair (body, "manifest", manifest, signature, error);
}

/**
 * kiosk_acknowledgement_body:
 * @receipt: the exact bytes that were signed
 * @signature: Ed25519 over them
 *
 * Returns: (transfer full): the body of 200 and 201
 */
GBytes *
kiosk_acknowledgement_body (GBytes *receipt, GBytes *signature)
{
  return write_pair ("receipt", receipt, signature);
}

/**
 * kiosk_acknowledgement_parse_body:
 * @body: the bytes received
 * @receipt: (out) (transfer full): the exact bytes that were signed
 * @signature: (out) (transfer full): 64 bytes
 * @error: return location
 *
 * Checks no signature: hand both to kiosk_acknowledgement_verify().
 *
 * Returns: whether @body holds both; a captive portal's page does not
 */
gboolean
kiosk_acknowledgement_parse_body (GBytes *body, GBytes **receipt, GBytes **signature,
                                  GError **error)
{
  return parse_pair (body, "receipt", receipt, signature, error);
}
