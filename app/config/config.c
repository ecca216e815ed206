/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-config"

#include "config/config.h"

#include "base/atomic-file.h"
#include "config/reader.h"

#include <string.h>

#define MAX_FILE ((gsize) 64 * 1024)
#define MAX_DEVICES 8
#define MAX_CHIP_READERS 2

#define HOST "[A-Za-z0-9.-]{1,253}"
#define PORT "[0-9]{1,5}"

static void
read_panel (KioskConfigReader *root, KioskConfigPanel *panel)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "panel");

  if (reader == NULL)
    return;
  panel->width_px = kiosk_config_reader_take_number (reader, "width_px", 320, 7680);
  panel->height_px = kiosk_config_reader_take_number (reader, "height_px", 320, 7680);
  panel->width_mm = kiosk_config_reader_take_number (reader, "width_mm", 60, 3000);
  kiosk_config_reader_end (reader);
}

static void
read_office (KioskConfigReader *root, KioskConfigOffice *office)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "kiosk");

  if (reader == NULL)
    return;
  office->id = kiosk_config_reader_take_word (
      reader, "id", "[A-Z][A-Z0-9]{1,11}",
      "must be 2 to 12 capitals and digits that begin with a capital, such as KIOSK7");
  office->tenant
      = kiosk_config_reader_take_word (reader, "tenant", "(?=.{1,35}\\z)[A-Z0-9]+(\\.[A-Z0-9]+)*",
                                       "must be an agency identifier, such as H99.018.02");
  office->parent = kiosk_config_reader_take_text (reader, "parent");
  office->centre = kiosk_config_reader_take_text (reader, "centre");
  office->place = kiosk_config_reader_take_text (reader, "place");
  office->counter = kiosk_config_reader_take_text (reader, "counter");
  office->hours = kiosk_config_reader_take_text (reader, "hours");
  office->telephone = kiosk_config_reader_take_word (reader, "telephone", "[0-9+(). -]{3,24}",
                                                     "must be a telephone number");
  office->track_url = kiosk_config_reader_take_word (
      reader, "track_url", "HTTPS?://[A-Z0-9.-]{1,80}(:" PORT ")?",
      "must be HTTPS://HOST or HTTP://HOST:PORT in capitals and without a path, because the code "
      "on receipts has only capitals");
  kiosk_config_reader_end (reader);
}

static void
read_paths (KioskConfigReader *root, KioskConfig *self, const char *folder)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "paths");

  if (reader == NULL)
    return;
  self->data_path = kiosk_config_reader_take_path (reader, "data", folder);
  self->assets_path = kiosk_config_reader_take_path (reader, "assets", folder);
  self->link_path = kiosk_config_reader_take_path (reader, "link", folder);
  kiosk_config_reader_end (reader);
}

static void
read_chip_readers (KioskConfigReader *reader, KioskConfig *self)
{
  if (!kiosk_config_reader_has (reader, "chip_readers"))
    {
      self->chip_readers = g_strsplit ("", ",", 0);
      return;
    }
  self->chip_readers = kiosk_config_reader_take_words (reader, "chip_readers", "virtual|pcsc",
                                                       "must be a list of \"pcsc\" and \"virtual\"",
                                                       MAX_CHIP_READERS);
  if (self->chip_readers != NULL && self->chip_readers[0] != NULL
      && g_strcmp0 (self->chip_readers[0], self->chip_readers[1]) == 0)
    kiosk_config_reader_refuse (
        reader, "chip_readers",
        "must name each kind once; \"pcsc\" is every reader of the machine");
}

static void
read_identity (KioskConfigReader *root, KioskConfig *self, const char *folder)
{
  KioskConfigReader *reader;

  if (!kiosk_config_reader_has (root, "identity"))
    return;
  reader = kiosk_config_reader_take_object (root, "identity");
  if (reader == NULL)
    return;
  self->trust_path = kiosk_config_reader_take_path (reader, "trust", folder);
  kiosk_config_reader_end (reader);
}

static void
read_devices (KioskConfigReader *root, KioskConfig *self, const char *folder)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "devices");

  if (reader == NULL)
    return;
  self->code_readers = kiosk_config_reader_take_words (
      reader, "code_readers",
      "virtual|camera(:[^\\x00-\\x1f]{1,400})?|serial:/[^\\x00-\\x20]{1,200}",
      "must be a list of \"serial:/dev/...\", \"camera\", \"camera:ELEMENTS OF GSTREAMER\" and "
      "\"virtual\"",
      MAX_DEVICES);
  read_chip_readers (reader, self);
  self->scanner
      = kiosk_config_reader_take_word (reader, "scanner", "virtual|none|sane:[^\\x00-\\x1f]{1,200}",
                                       "must be \"sane:NAME\", \"virtual\" or \"none\"");
  if (kiosk_config_reader_has (reader, "control_socket"))
    self->control_socket = kiosk_config_reader_take_path (reader, "control_socket", folder);
  kiosk_config_reader_end (reader);
}

static void
free_printer (gpointer data)
{
  KioskConfigPrinter *printer = data;

  g_free (printer->name);
  g_free (printer->uri);
  g_free (printer->media);
  g_free (printer);
}

static gboolean
has_printer (const GPtrArray *printers, const char *name)
{
  for (guint i = 0; i < printers->len; i++)
    if (g_strcmp0 (((KioskConfigPrinter *) g_ptr_array_index (printers, i))->name, name) == 0)
      return TRUE;

  return FALSE;
}

static void
read_printer (KioskConfigReader *reader, GPtrArray *printers)
{
  KioskConfigPrinter *printer = g_new0 (KioskConfigPrinter, 1);

  printer->name
      = kiosk_config_reader_take_word (reader, "name", "[a-z0-9][a-z0-9-]{0,31}",
                                       "must be 1 to 32 small letters, digits and hyphens");
  if (printer->name != NULL && has_printer (printers, printer->name))
    kiosk_config_reader_refuse (reader, "name", "is another printer's too; choose another one");
  printer->uri = kiosk_config_reader_take_word (
      reader, "uri",
      "escpos\\+tcp://(" HOST "|\\[[0-9A-Fa-f:]+\\]):" PORT "|escpos\\+file:///[!-~]{1,200}"
      "|ipps?://[!-~]{1,200}",
      "must be escpos+tcp://HOST:PORT, escpos+file:///PATH, ipp://... or ipps://...");
  if (kiosk_config_reader_has (reader, "width_dots"))
    printer->width_dots = kiosk_config_reader_take_number (reader, "width_dots", 256, 2400);
  if (kiosk_config_reader_has (reader, "media"))
    printer->media = kiosk_config_reader_take_word (reader, "media", "[a-z0-9_.-]{3,64}",
                                                    "must be a PWG name, such as iso_a5_148x210mm");
  g_ptr_array_add (printers, printer);
  kiosk_config_reader_end (reader);
}

static void
read_printers (KioskConfigReader *root, KioskConfig *self)
{
  g_autoptr (GPtrArray) readers = kiosk_config_reader_take_objects (root, "printers", MAX_DEVICES);

  self->printers = g_ptr_array_new_with_free_func (free_printer);
  for (guint i = 0; readers != NULL && i < readers->len; i++)
    read_printer (g_ptr_array_index (readers, i), self->printers);
}

static void
read_session (KioskConfigReader *root, KioskConfig *self)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "session");

  if (reader == NULL)
    return;
  self->idle_seconds = kiosk_config_reader_take_number (reader, "idle_seconds", 10, 900);
  self->warning_seconds = kiosk_config_reader_take_number (reader, "warning_seconds", 5, 300);
  self->wait_for_province_ms
      = kiosk_config_reader_take_number (reader, "wait_for_province_ms", 0, 60000);
  kiosk_config_reader_end (reader);
}

static char **
make_absolute (char **paths, const char *folder)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      char *absolute = g_canonicalize_filename (paths[i], folder);

      g_free (paths[i]);
      paths[i] = absolute;
    }

  return paths;
}

static void
read_keys (KioskConfigReader *root, KioskConfig *self, const char *folder)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "keys");
  const char *mend = "must be a list of paths, one for each key that signs for the province";

  if (reader == NULL)
    return;
  self->intake_key = kiosk_config_reader_take_path (reader, "intake", folder);
  self->device_key = kiosk_config_reader_take_path (reader, "device", folder);
  self->gateway_keys
      = make_absolute (kiosk_config_reader_take_words (reader, "gateway", "[^\\x00-\\x1f]{1,1024}",
                                                       mend, MAX_DEVICES),
                       folder);
  if (self->gateway_keys != NULL && self->gateway_keys[0] == NULL)
    kiosk_config_reader_refuse (reader, "gateway", mend);
  kiosk_config_reader_end (reader);
}

static void
read_gateway (KioskConfigReader *root, KioskConfig *self, const char *folder)
{
  KioskConfigReader *reader = kiosk_config_reader_take_object (root, "gateway");
  gboolean tls;

  if (reader == NULL)
    return;
  self->gateway_url = kiosk_config_reader_take_word (
      reader, "url", "https?://(" HOST "|\\[[0-9a-f:]+\\])(:" PORT ")?(/[!-~]*[!-.0-~])?",
      "must be https://HOST[:PORT] without a slash at the end");
  tls = self->gateway_url != NULL && g_str_has_prefix (self->gateway_url, "https:");
  if (tls || kiosk_config_reader_has (reader, "ca"))
    self->gateway_ca = kiosk_config_reader_take_path (reader, "ca", folder);
  if (tls || kiosk_config_reader_has (reader, "certificate"))
    self->gateway_certificate = kiosk_config_reader_take_path (reader, "certificate", folder);
  if (tls || kiosk_config_reader_has (reader, "key"))
    self->gateway_key = kiosk_config_reader_take_path (reader, "key", folder);
  kiosk_config_reader_end (reader);
}

/* A film or a picture before the reader is no better than a virtual card. */
static gboolean
has_played_camera (char **code_readers)
{
  for (guint i = 0; code_readers != NULL && code_readers[i] != NULL; i++)
    if (g_str_has_prefix (code_readers[i], "camera:")
        && !g_str_has_prefix (code_readers[i], "camera:v4l2src "))
      return TRUE;

  return FALSE;
}

/* A virtual reader lets anybody be anybody, so it must never meet a real province. */
static void
check_production (KioskConfigReader *root, const KioskConfig *self)
{
  if (self->environment != KIOSK_ENVIRONMENT_PRODUCTION)
    return;
  if (self->code_readers != NULL
      && g_strv_contains ((const char *const *) self->code_readers, "virtual"))
    kiosk_config_reader_refuse (root, "devices.code_readers",
                                "may not have \"virtual\" in production; name a real reader");
  if (self->chip_readers != NULL
      && g_strv_contains ((const char *const *) self->chip_readers, "virtual"))
    kiosk_config_reader_refuse (root, "devices.chip_readers",
                                "may not have \"virtual\" in production; use \"pcsc\"");
  if (has_played_camera (self->code_readers))
    kiosk_config_reader_refuse (root, "devices.code_readers",
                                "may have no camera but \"camera\" and \"camera:v4l2src ...\" in "
                                "production; name a real one");
  if (g_strcmp0 (self->scanner, "virtual") == 0)
    kiosk_config_reader_refuse (
        root, "devices.scanner",
        "may not be \"virtual\" in production; use \"sane:NAME\" or \"none\"");
  if (self->control_socket != NULL)
    kiosk_config_reader_refuse (root, "devices.control_socket",
                                "may not be there in production; remove it");
  if (self->gateway_url != NULL && !g_str_has_prefix (self->gateway_url, "https:"))
    kiosk_config_reader_refuse (root, "gateway.url", "must be https: in production");
  if (self->office.track_url != NULL && !g_str_has_prefix (self->office.track_url, "HTTPS:"))
    kiosk_config_reader_refuse (root, "kiosk.track_url", "must be HTTPS: in production");
}

static KioskConfig *
read_root (JsonObject *object, const char *folder, GError **error)
{
  g_autoptr (KioskConfig) self = g_new0 (KioskConfig, 1);
  KioskConfigReader *root = kiosk_config_reader_new (object, "", error);
  g_autofree char *environment
      = kiosk_config_reader_take_word (root, "environment", "demonstration|production",
                                       "must be \"demonstration\" or \"production\"");

  self->environment = g_strcmp0 (environment, "demonstration") == 0
                          ? KIOSK_ENVIRONMENT_DEMONSTRATION
                          : KIOSK_ENVIRONMENT_PRODUCTION;
  read_panel (root, &self->panel);
  read_office (root, &self->office);
  read_paths (root, self, folder);
  read_devices (root, self, folder);
  read_identity (root, self, folder);
  read_printers (root, self);
  read_session (root, self);
  read_keys (root, self, folder);
  read_gateway (root, self, folder);
  check_production (root, self);

  return kiosk_config_reader_end (root) ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_config_parse:
 * @data: (array length=length): JSON
 * @length: how many bytes
 * @folder: the absolute folder that relative paths start from
 * @error: a #KioskConfigError
 *
 * Returns: (transfer full): the configuration, or %NULL with @error set
 */
KioskConfig *
kiosk_config_parse (const char *data, gsize length, const char *folder, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  KioskConfig *self;
  JsonNode *root;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  if (length == 0 || length > MAX_FILE || !g_utf8_validate_len (data, length, NULL)
      || !json_parser_load_from_data (parser, data, (gssize) length, &local_error))
    {
      g_set_error (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_MALFORMED,
                   "The configuration is not JSON in UTF-8: %s",
                   local_error == NULL ? "it is empty, too large or has other bytes"
                                       : local_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_MALFORMED,
                           "The configuration must be one object { ... }");
      return NULL;
    }

  self = read_root (json_node_get_object (root), folder, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return self;
}

/**
 * kiosk_config_load:
 * @path: the configuration file
 * @error: a #KioskConfigError that names the file
 *
 * Returns: (transfer full): the configuration, with paths relative to the file's folder made
 * absolute, or %NULL with @error set
 */
KioskConfig *
kiosk_config_load (const char *path, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KioskConfig *self;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = kiosk_file_read (path, MAX_FILE, &local_error);
  if (bytes == NULL)
    {
      g_set_error (error, KIOSK_CONFIG_ERROR, KIOSK_CONFIG_ERROR_MISSING,
                   "Could not read the configuration %s: %s", path, local_error->message);
      return NULL;
    }

  absolute = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (absolute);
  self = kiosk_config_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), folder,
                             error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);

  return self;
}

static void
clear_office (KioskConfigOffice *office)
{
  g_free (office->id);
  g_free (office->tenant);
  g_clear_pointer (&office->parent, kiosk_text_free);
  g_clear_pointer (&office->centre, kiosk_text_free);
  g_clear_pointer (&office->place, kiosk_text_free);
  g_clear_pointer (&office->counter, kiosk_text_free);
  g_clear_pointer (&office->hours, kiosk_text_free);
  g_free (office->telephone);
  g_free (office->track_url);
}

/**
 * kiosk_config_free:
 * @self: (transfer full): a configuration
 */
void
kiosk_config_free (KioskConfig *self)
{
  g_return_if_fail (self != NULL);

  clear_office (&self->office);
  g_free (self->data_path);
  g_free (self->assets_path);
  g_free (self->link_path);
  g_strfreev (self->code_readers);
  g_strfreev (self->chip_readers);
  g_free (self->scanner);
  g_free (self->control_socket);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  g_free (self->trust_path);
  g_free (self->intake_key);
  g_free (self->device_key);
  g_strfreev (self->gateway_keys);
  g_free (self->gateway_url);
  g_free (self->gateway_ca);
  g_free (self->gateway_certificate);
  g_free (self->gateway_key);
  g_free (self);
}
