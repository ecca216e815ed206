/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/acknowledgement.h"

#include "base/digest.h"
#include "wire/canonical.h"
#include "wire/members.h"
#include "wire/strict.h"

#define MAX_ACKNOWLEDGEMENT 4096
#define VERSION 1

/**
 * kiosk_acknowledgement_free:
 * @self: (transfer full) (nullable): an acknowledgement
 */
void
kiosk_acknowledgement_free (KioskAcknowledgement *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->manifest_sha256);
  g_free (self->device);
  g_free (self->tenant);
  g_free (self->received_at);
  g_free (self->kid);
  g_free (self);
}

/**
 * kiosk_acknowledgement_write:
 * @self: a complete acknowledgement
 *
 * Returns: (transfer full): the one spelling (RFC 8785) that is signed and kept at both ends
 */
GBytes *
kiosk_acknowledgement_write (const KioskAcknowledgement *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "v", VERSION);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "manifest_sha256", self->manifest_sha256);
  json_object_set_string_member (object, "device", self->device);
  json_object_set_string_member (object, "tenant", self->tenant);
  json_object_set_string_member (object, "received_at", self->received_at);
  json_object_set_string_member (object, "kid", self->kid);
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

/**
 * kiosk_acknowledgement_parse:
 * @bytes: the bytes received
 * @error: return location
 *
 * Members it does not know are let pass: the province may say more, and what it says is signed.
 *
 * Returns: (transfer full): the acknowledgement, its signature not yet checked
 */
KioskAcknowledgement *
kiosk_acknowledgement_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KioskAcknowledgement) self = g_new0 (KioskAcknowledgement, 1);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  gint64 version;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > MAX_ACKNOWLEDGEMENT)
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "the receipt is over 4 KiB");
      return NULL;
    }

  node = kiosk_strict_parse (data, length, 4, error);
  object = node != NULL ? kiosk_members_of (node, "receipt", error) : NULL;
  if (object == NULL || !kiosk_member_integer (object, "v", 1, G_MAXINT32, &version, error))
    return NULL;
  if (version != VERSION)
    {
      g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_VERSION,
                   "receipt of version %" G_GINT64_FORMAT ": update this program", version);
      return NULL;
    }

  if (!kiosk_member_text (object, "id", kiosk_shape_uuid, &self->id, error)
      || !kiosk_member_text (object, "manifest_sha256", kiosk_shape_digest, &self->manifest_sha256,
                             error)
      || !kiosk_member_text (object, "device", kiosk_shape_name, &self->device, error)
      || !kiosk_member_text (object, "tenant", kiosk_shape_name, &self->tenant, error)
      || !kiosk_member_text (object, "received_at", kiosk_shape_moment, &self->received_at, error)
      || !kiosk_member_text (object, "kid", kiosk_shape_name, &self->kid, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
is_signed (const KioskAcknowledgement *self, GBytes *bytes, GBytes *signature,
           const GPtrArray *keys)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (g_bytes_get_size (signature) != KIOSK_SIGNATURE_SIZE)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      KioskSigningKey *key = g_ptr_array_index (keys, i);

      if (g_str_equal (kiosk_signing_key_get_id (key), self->kid)
          && kiosk_signing_key_verify (key, data, length, g_bytes_get_data (signature, NULL)))
        return TRUE;
    }

  return FALSE;
}

/**
 * kiosk_acknowledgement_verify:
 * @bytes: the exact bytes received
 * @signature: Ed25519 over them
 * @keys: (element-type KioskSigningKey): the province's receipt keys
 * @id: the submission that was sent
 * @manifest: the exact manifest that was sent
 * @error: return location; %KIOSK_WIRE_ERROR_REFUSED when it is not the province that speaks, or
 *   not about this submission
 *
 * Only after this may a kiosk forget a submission: a status code alone proves nothing.
 *
 * Returns: (transfer full): the acknowledgement
 */
KioskAcknowledgement *
kiosk_acknowledgement_verify (GBytes *bytes, GBytes *signature, const GPtrArray *keys,
                              const char *id, GBytes *manifest, GError **error)
{
  g_autoptr (KioskAcknowledgement) self = kiosk_acknowledgement_parse (bytes, error);
  g_autofree char *digest = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (manifest, &length);

  if (self == NULL)
    return NULL;

  digest = kiosk_sha256_hex (data, length);
  if (!is_signed (self, bytes, signature, keys))
    g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED,
                 "no receipt key of the province has signed this (key %s): check the key set",
                 self->kid);
  else if (!g_str_equal (self->id, id) || !g_str_equal (self->manifest_sha256, digest))
    g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_REFUSED,
                         "the receipt is for another submission");
  else
    return g_steal_pointer (&self);

  return NULL;
}
