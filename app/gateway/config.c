/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/config.h"

#include "base/atomic-file.h"
#include "wire/members.h"
#include "wire/strict.h"

#include <string.h>

G_DEFINE_QUARK (kiosk-gateway-error-quark, kiosk_gateway_error)

#define MAX_CONFIG (64 * 1024)
#define MAX_TEXT 1024

/* One object of the file while it is read. A member that nobody has asked for when the object is
 * done is one the operator believes in and we do not know: that is an error, not a detail. */
typedef struct
{
  JsonObject *object; /* (nullable) */
  const char *name;
  const char *folder;
  GHashTable *known;
  GError **error;
} Reader;

static gboolean
refuse (Reader *reader, const char *member, const char *why)
{
  g_set_error (reader->error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
               "configuration: %s%s%s %s", reader->name, *reader->name != '\0' ? "." : "", member,
               why);
  return FALSE;
}

static JsonNode *
ask (Reader *reader, const char *member)
{
  g_hash_table_add (reader->known, (gpointer) member);

  return json_object_get_member (reader->object, member);
}

static gboolean
open_reader (Reader *reader, Reader *parent, const char *member, gboolean required)
{
  JsonNode *node = ask (parent, member);

  *reader = (Reader){ NULL, member, parent->folder, NULL, parent->error };
  if (node == NULL)
    return required ? refuse (parent, member, "is missing") : TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (parent, member, "is not an object");

  reader->object = json_node_get_object (node);
  reader->known = g_hash_table_new (g_str_hash, g_str_equal);
  return TRUE;
}

static gboolean
close_reader (Reader *reader, gboolean ok)
{
  if (reader->object != NULL && ok)
    {
      g_autoptr (GList) members = json_object_get_members (reader->object);

      for (GList *l = members; l != NULL && ok; l = l->next)
        if (!g_hash_table_contains (reader->known, l->data))
          ok = refuse (reader, l->data, "is not a setting: remove it or mend its spelling");
    }

  g_clear_pointer (&reader->known, g_hash_table_unref);
  return ok;
}

static gboolean
read_text (Reader *reader, const char *member, gboolean required, char **text)
{
  JsonNode *node = ask (reader, member);

  if (node == NULL)
    return required ? refuse (reader, member, "is missing") : TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING
      || *json_node_get_string (node) == '\0' || strlen (json_node_get_string (node)) > MAX_TEXT)
    return refuse (reader, member, "is not a text of 1 to 1024 bytes");

  g_free (*text);
  *text = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_path (Reader *reader, const char *member, gboolean required, char **path)
{
  g_autofree char *text = NULL;

  if (!read_text (reader, member, required, &text))
    return FALSE;
  if (text != NULL)
    *path = g_canonicalize_filename (text, reader->folder);

  return TRUE;
}

static gboolean
read_number (Reader *reader, const char *member, gint64 min, gint64 max, guint *number)
{
  JsonNode *node = ask (reader, member);
  gint64 value;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (reader, member, "is not a whole number");

  value = json_node_get_int (node);
  if (value < min || value > max)
    return refuse (reader, member, "is out of range");

  *number = (guint) value;
  return TRUE;
}

static gboolean
read_switch (Reader *reader, const char *member, gboolean *on)
{
  JsonNode *node = ask (reader, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (reader, member, "is neither true nor false");

  *on = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_listener (Reader *parent, const char *member, KioskListener *listener, gboolean *present)
{
  Reader reader;
  guint port = 0;
  gboolean ok;

  if (!open_reader (&reader, parent, member, present == NULL))
    return FALSE;
  if (present != NULL)
    *present = reader.object != NULL;
  if (reader.object == NULL)
    return TRUE;

  listener->address = g_strdup ("127.0.0.1");
  listener->tls = TRUE;
  ok = read_text (&reader, "address", FALSE, &listener->address)
       && read_number (&reader, "port", 0, 65535, &port)
       && read_path (&reader, "port_file", FALSE, &listener->port_file)
       && (present == NULL || read_switch (&reader, "tls", &listener->tls));
  listener->port = (guint16) port;

  return close_reader (&reader, ok);
}

static gboolean
read_tls (Reader *parent, KioskGatewayConfig *self)
{
  Reader reader;
  gboolean ok;

  if (!open_reader (&reader, parent, "tls", TRUE))
    return FALSE;

  ok = read_path (&reader, "certificate", TRUE, &self->certificate)
       && read_path (&reader, "key", TRUE, &self->key)
       && read_path (&reader, "client_ca", TRUE, &self->client_ca);

  return close_reader (&reader, ok);
}

/* The name of the agency is a text, or {"vi": text, "en": text}. */
static gboolean
read_agency_name (Reader *parent, KioskGatewayConfig *self)
{
  JsonNode *node = ask (parent, "name");
  Reader reader;
  gboolean ok;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return read_text (parent, "name", TRUE, &self->agency_name);
  if (!open_reader (&reader, parent, "name", TRUE))
    return FALSE;

  ok = read_text (&reader, "vi", TRUE, &self->agency_name)
       && read_text (&reader, "en", FALSE, &self->agency_name_en);

  return close_reader (&reader, ok);
}

/* Decision 20/2020/QĐ-TTg: at most 35 of A-Z, 0-9 and dots between groups. */
static gboolean
is_agency (const char *code)
{
  gsize length = strlen (code);

  return length <= 35 && code[0] != '.' && code[length - 1] != '.' && strstr (code, "..") == NULL
         && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.") == length;
}

static gboolean
read_agency (Reader *parent, KioskGatewayConfig *self)
{
  Reader reader;
  gboolean ok;

  if (!open_reader (&reader, parent, "agency", TRUE))
    return FALSE;

  ok = read_text (&reader, "code", TRUE, &self->agency_code) && read_agency_name (&reader, self)
       && read_text (&reader, "unit", FALSE, &self->agency_unit);
  if (ok && !is_agency (self->agency_code))
    ok = refuse (&reader, "code", "is not an agency identifier, \"H99.018.02\"");
  if (ok && self->agency_name_en == NULL)
    self->agency_name_en = g_strdup (self->agency_name);
  if (ok && self->agency_unit == NULL)
    self->agency_unit = g_strdup (self->agency_name);

  return close_reader (&reader, ok);
}

static gboolean
read_limits (Reader *parent, KioskGatewayConfig *self)
{
  Reader reader;
  gboolean ok;

  self->connections = 1000;
  self->per_address = 0;
  self->idle_seconds = 60;
  self->request_seconds = 120;
  self->threads = CLAMP (g_get_num_processors (), 2, 16);

  if (!open_reader (&reader, parent, "limits", FALSE))
    return FALSE;
  if (reader.object == NULL)
    return TRUE;

  ok = read_number (&reader, "connections", 8, 60000, &self->connections)
       && read_number (&reader, "per_address", 0, 60000, &self->per_address)
       && read_number (&reader, "idle_seconds", 1, 3600, &self->idle_seconds)
       && read_number (&reader, "request_seconds", 1, 3600, &self->request_seconds)
       && read_number (&reader, "threads", 1, 64, &self->threads);

  return close_reader (&reader, ok);
}

static gboolean
read_all (Reader *reader, KioskGatewayConfig *self)
{
  gboolean ok = read_listener (reader, "listen", &self->listen, NULL)
                && read_listener (reader, "track", &self->track, &self->has_track)
                && read_tls (reader, self) && read_agency (reader, self)
                && read_limits (reader, self) && read_path (reader, "data", TRUE, &self->data)
                && read_path (reader, "devices", TRUE, &self->devices)
                && read_path (reader, "receipt_key", TRUE, &self->receipt_key)
                && read_path (reader, "intake_key", FALSE, &self->intake_key)
                && read_path (reader, "intake_public", FALSE, &self->intake_public)
                && read_path (reader, "export", FALSE, &self->export)
                && read_path (reader, "translations", FALSE, &self->translations)
                && read_text (reader, "tenant", TRUE, &self->tenant);

  if (ok && !kiosk_shape_name (self->tenant))
    ok = refuse (reader, "tenant", "is not an agency identifier");

  return close_reader (reader, ok);
}

/**
 * kiosk_gateway_config_parse:
 * @bytes: one JSON object
 * @folder: what relative paths are relative to
 * @error: return location, always %KIOSK_GATEWAY_ERROR_CONFIG; names the setting
 *
 * Returns: (transfer full): the configuration, with a value in every setting
 */
KioskGatewayConfig *
kiosk_gateway_config_parse (GBytes *bytes, const char *folder, GError **error)
{
  g_autoptr (KioskGatewayConfig) self = g_new0 (KioskGatewayConfig, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  Reader reader = { NULL, "", folder, NULL, error };

  root = kiosk_strict_parse (data, length, 8, &local);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG, "configuration: %s",
                   local != NULL ? local->message : "not an object");
      return NULL;
    }

  reader.object = json_node_get_object (root);
  reader.known = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_all (&reader, self))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_gateway_config_load:
 * @path: the configuration file
 * @error: return location, always %KIOSK_GATEWAY_ERROR_CONFIG
 *
 * Returns: (transfer full): the configuration; relative paths are relative to the file
 */
KioskGatewayConfig *
kiosk_gateway_config_load (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = kiosk_file_read (path, MAX_CONFIG, &local);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  if (bytes == NULL)
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "configuration: cannot read %s: %s", path, local->message);
      return NULL;
    }

  return kiosk_gateway_config_parse (bytes, folder, error);
}

/**
 * kiosk_gateway_config_free:
 * @self: (transfer full) (nullable): a configuration
 */
void
kiosk_gateway_config_free (KioskGatewayConfig *self)
{
  if (self == NULL)
    return;

  g_free (self->listen.address);
  g_free (self->listen.port_file);
  g_free (self->track.address);
  g_free (self->track.port_file);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->client_ca);
  g_free (self->data);
  g_free (self->devices);
  g_free (self->receipt_key);
  g_free (self->intake_key);
  g_free (self->intake_public);
  g_free (self->export);
  g_free (self->translations);
  g_free (self->tenant);
  g_free (self->agency_code);
  g_free (self->agency_name);
  g_free (self->agency_name_en);
  g_free (self->agency_unit);
  g_free (self);
}
