/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/manifest.h"

#include "base/encode.h"
#include "base/seal.h"
#include "base/signature.h"
#include "wire/canonical.h"
#include "wire/members.h"
#include "wire/strict.h"

/**
 * kiosk_manifest_part_free:
 * @part: (transfer full): a part that is in no manifest
 */
void
kiosk_manifest_part_free (KioskManifestPart *part)
{
  g_free (part->kind);
  g_ptr_array_unref (part->chunks);
  g_free (part);
}

/**
 * kiosk_manifest_new:
 *
 * Returns: (transfer full): an empty manifest of today's version
 */
KioskManifest *
kiosk_manifest_new (void)
{
  KioskManifest *self = g_new0 (KioskManifest, 1);

  self->version = KIOSK_WIRE_MANIFEST_VERSION;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_manifest_part_free);

  return self;
}

/**
 * kiosk_manifest_free:
 * @self: (transfer full) (nullable): a manifest
 */
void
kiosk_manifest_free (KioskManifest *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->device);
  g_free (self->tenant);
  g_free (self->provisional);
  g_free (self->procedure);
  g_free (self->assurance);
  g_free (self->created);
  g_free (self->clock);
  g_free (self->boot_id);
  g_free (self->intake_kid);
  g_clear_pointer (&self->sealed_key, g_bytes_unref);
  g_free (self->device_kid);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/**
 * kiosk_manifest_add_part:
 * @self: a manifest being made
 * @kind: "dossier" for the first, "page" after that
 * @size: sealed bytes
 *
 * The caller adds the digests of the chunks to the part.
 *
 * Returns: (transfer none): the new last part
 */
KioskManifestPart *
kiosk_manifest_add_part (KioskManifest *self, const char *kind, guint64 size)
{
  KioskManifestPart *part = g_new0 (KioskManifestPart, 1);

  part->kind = g_strdup (kind);
  part->size = size;
  part->chunks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->parts, part);

  return part;
}

/**
 * kiosk_manifest_list_chunks:
 * @self: a manifest
 *
 * Returns: (transfer container) (element-type utf8): every digest once, in order of first need
 */
GPtrArray *
kiosk_manifest_list_chunks (const KioskManifest *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      KioskManifestPart *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->chunks->len; j++)
        if (g_hash_table_add (seen, g_ptr_array_index (part->chunks, j)))
          g_ptr_array_add (list, g_ptr_array_index (part->chunks, j));
    }

  return list;
}

static JsonArray *
parts_to_json (const GPtrArray *parts)
{
  JsonArray *array = json_array_sized_new (parts->len);

  for (guint i = 0; i < parts->len; i++)
    {
      KioskManifestPart *part = g_ptr_array_index (parts, i);
      JsonObject *object = json_object_new ();
      JsonArray *chunks = json_array_sized_new (part->chunks->len);

      for (guint j = 0; j < part->chunks->len; j++)
        json_array_add_string_element (chunks, g_ptr_array_index (part->chunks, j));
      json_object_set_string_member (object, "kind", part->kind);
      json_object_set_int_member (object, "size", (gint64) part->size);
      json_object_set_array_member (object, "chunks", chunks);
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * kiosk_manifest_write:
 * @self: a complete manifest
 *
 * Writes the one spelling (RFC 8785) that is signed, hashed and kept. A manifest is written once
 * in its life; whoever receives it keeps the bytes and never writes it again.
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL when a number passes 2^53
 */
GBytes *
kiosk_manifest_write (const KioskManifest *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *sealed_key = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (self->sealed_key, &length);

  sealed_key = kiosk_base64_encode (data, length);
  json_object_set_int_member (object, "v", self->version);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "device", self->device);
  json_object_set_int_member (object, "sequence", (gint64) self->sequence);
  json_object_set_string_member (object, "tenant", self->tenant);
  json_object_set_string_member (object, "provisional", self->provisional);
  json_object_set_string_member (object, "procedure", self->procedure);
  json_object_set_int_member (object, "procedure_version", self->procedure_version);
  json_object_set_string_member (object, "assurance", self->assurance);
  json_object_set_string_member (object, "created", self->created);
  json_object_set_string_member (object, "clock", self->clock);
  json_object_set_string_member (object, "boot_id", self->boot_id);
  json_object_set_int_member (object, "monotonic", self->monotonic);
  json_object_set_string_member (object, "intake_kid", self->intake_kid);
  json_object_set_string_member (object, "sealed_key", sealed_key);
  json_object_set_string_member (object, "device_kid", self->device_kid);
  json_object_set_array_member (object, "parts", parts_to_json (self->parts));
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

static gboolean
parse_part (KioskManifest *self, JsonNode *node, GError **error)
{
  JsonObject *object = kiosk_members_of (node, "parts", error);
  g_autofree char *kind = NULL;
  g_autoptr (GPtrArray) chunks = NULL;
  KioskManifestPart *part;
  gint64 size;

  if (object == NULL || !kiosk_member_text (object, "kind", kiosk_shape_word, &kind, error)
      || !kiosk_member_digests (object, "chunks", 1, KIOSK_WIRE_MAX_CHUNKS, &chunks, error)
      || !kiosk_member_integer (object, "size", chunks->len,
                                (gint64) chunks->len * KIOSK_WIRE_MAX_CHUNK, &size, error))
    return FALSE;

  /* The dossier is part 0 and there is one: the worker opens it before it knows anything else. */
  if (g_str_equal (kind, "dossier") != (self->parts->len == 0))
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "the dossier is not the first part, or not the only one");
      return FALSE;
    }

  part = kiosk_manifest_add_part (self, kind, (guint64) size);
  g_ptr_array_unref (part->chunks);
  part->chunks = g_steal_pointer (&chunks);

  return TRUE;
}

static gboolean
parse_texts (KioskManifest *self, JsonObject *object, GError **error)
{
  return kiosk_member_text (object, "id", kiosk_shape_uuid, &self->id, error)
         && kiosk_member_text (object, "device", kiosk_shape_name, &self->device, error)
         && kiosk_member_text (object, "tenant", kiosk_shape_name, &self->tenant, error)
         && kiosk_member_text (object, "provisional", kiosk_shape_name, &self->provisional, error)
         && kiosk_member_text (object, "procedure", kiosk_shape_name, &self->procedure, error)
         && kiosk_member_text (object, "assurance", kiosk_shape_word, &self->assurance, error)
         && kiosk_member_text (object, "created", kiosk_shape_moment, &self->created, error)
         && kiosk_member_text (object, "clock", kiosk_shape_word, &self->clock, error)
         && kiosk_member_text (object, "boot_id", kiosk_shape_name, &self->boot_id, error)
         && kiosk_member_text (object, "intake_kid", kiosk_shape_name, &self->intake_kid, error)
         && kiosk_member_text (object, "device_kid", kiosk_shape_name, &self->device_kid, error);
}

static gboolean
parse_object (KioskManifest *self, JsonObject *object, GError **error)
{
  gint64 version, sequence, procedure_version;
  JsonArray *parts;

  if (!kiosk_member_integer (object, "v", 1, G_MAXINT32, &version, error))
    return FALSE;
  if (version != KIOSK_WIRE_MANIFEST_VERSION)
    {
      g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_VERSION,
                   "manifest of version %" G_GINT64_FORMAT ": update this program", version);
      return FALSE;
    }

  if (!parse_texts (self, object, error)
      || !kiosk_member_integer (object, "sequence", 0, KIOSK_CANONICAL_MAX_INTEGER, &sequence,
                                error)
      || !kiosk_member_integer (object, "procedure_version", 0, G_MAXINT32, &procedure_version,
                                error)
      || !kiosk_member_integer (object, "monotonic", 0, KIOSK_CANONICAL_MAX_INTEGER,
                                &self->monotonic, error)
      || !kiosk_member_bytes (object, "sealed_key", KIOSK_SEALED_KEY_SIZE, KIOSK_SEALED_KEY_SIZE,
                              &self->sealed_key, error)
      || !kiosk_member_array (object, "parts", 1, KIOSK_WIRE_MAX_PARTS, &parts, error))
    return FALSE;

  self->version = (guint) version;
  self->sequence = (guint64) sequence;
  self->procedure_version = (guint) procedure_version;

  for (guint i = 0; i < json_array_get_length (parts); i++)
    if (!parse_part (self, json_array_get_element (parts, i), error))
      return FALSE;

  return TRUE;
}

/**
 * kiosk_manifest_parse:
 * @bytes: the bytes received
 * @error: return location
 *
 * Accepts the canonical spelling only: a manifest with a member twice, a member too many or a
 * stray space would be read differently by another reader, though signed.
 *
 * Returns: (transfer full): the manifest
 */
KioskManifest *
kiosk_manifest_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KioskManifest) self = kiosk_manifest_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) again = NULL;
  JsonObject *object;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > KIOSK_WIRE_MAX_BODY)
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "the manifest is over 1 MiB");
      return NULL;
    }

  node = kiosk_strict_parse (data, length, 6, error);
  object = node != NULL ? kiosk_members_of (node, "manifest", error) : NULL;
  if (object == NULL || !parse_object (self, object, error))
    return NULL;

  again = kiosk_manifest_write (self);
  if (again == NULL || !g_bytes_equal (again, bytes))
    {
      g_set_error_literal (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                           "the manifest is not spelled canonically (RFC 8785), or has a member "
                           "too many");
      return NULL;
    }

  return g_steal_pointer (&self);
}
