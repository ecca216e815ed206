/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/virtual/control.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINE 8192

/**
 * KioskControl:
 *
 * The hands that present cards and pages to the virtual devices.
 *
 * Only the owner of the process may open its socket.
 */
struct _KioskControl
{
  GObject parent_instance;

  /* owned */
  GSocketService *service;
  KioskVirtualCodeReader *reader;   /* (nullable) */
  KioskVirtualPageScanner *scanner; /* (nullable) */
  KioskVirtualChipReader *chip;     /* (nullable) */
  char *path;
};

G_DEFINE_FINAL_TYPE (KioskControl, kiosk_control, G_TYPE_OBJECT)

typedef struct
{
  KioskControl *control; /* (owned) */
  GSocketConnection *connection;
  GDataInputStream *input;
} Client;

static void read_next (Client *client);

static void
client_free (Client *client)
{
  g_object_unref (client->input);
  g_object_unref (client->connection);
  g_object_unref (client->control);
  g_free (client);
}

/* Returns FALSE without an error for what is no order for the chip reader. */
static gboolean
obey_chip (KioskControl *self, JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return kiosk_virtual_chip_reader_lay (self->chip, json_node_get_object (node), error);

  return json_node_get_value_type (node) == G_TYPE_STRING
         && kiosk_virtual_chip_reader_happen (self->chip, json_node_get_string (node));
}

static gboolean
obey (KioskControl *self, JsonObject *order, GError **error)
{
  const char *card = json_object_get_string_member_with_default (order, "card", NULL);
  const char *page = json_object_get_string_member_with_default (order, "page", NULL);
  const char *scanner = json_object_get_string_member_with_default (order, "scanner", NULL);
  const char *reader = json_object_get_string_member_with_default (order, "reader", NULL);
  JsonNode *chip = json_object_get_member (order, "chip");
  g_autoptr (GError) refusal = NULL;

  if (chip != NULL && self->chip != NULL && obey_chip (self, chip, &refusal))
    return TRUE;
  if (refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (card != NULL && self->reader != NULL)
    kiosk_virtual_code_reader_present (self->reader, card);
  else if (page != NULL && self->scanner != NULL)
    return kiosk_virtual_page_scanner_lay (self->scanner, page, error);
  else if (scanner != NULL && self->scanner != NULL)
    kiosk_virtual_page_scanner_fail (self->scanner, scanner);
  else if (g_strcmp0 (reader, "unplug") == 0 && self->reader != NULL)
    kiosk_virtual_code_reader_unplug (self->reader);
  else if (g_strcmp0 (reader, "plug") == 0 && self->reader != NULL)
    kiosk_virtual_code_reader_plug (self->reader);
  else
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          "An order is card, page, scanner, reader or chip, of a device that is virtual");
      return FALSE;
    }

  return TRUE;
}

static char *
answer_line (KioskControl *self, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean ok = FALSE;

  if (json_parser_load_from_data (parser, line, -1, &error)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    ok = obey (self, json_node_get_object (json_parser_get_root (parser)), &error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ok");
  json_builder_add_boolean_value (builder, ok);
  if (!ok)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, error != NULL ? error->message : "not an object");
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_strconcat (text, "\n", NULL);
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));
  g_autofree char *line = NULL;
  g_autofree char *answer = NULL;
  gsize length = 0;

  line = g_data_input_stream_read_line_finish (client->input, result, &length, NULL);
  if (line == NULL || length > MAX_LINE)
    {
      client_free (client);
      return;
    }

  answer = answer_line (client->control, line);
  kiosk_wipe (line, length);
  if (!g_output_stream_write_all (output, answer, strlen (answer), NULL, NULL, NULL))
    {
      client_free (client);
      return;
    }
  read_next (client);
}

static void
read_next (Client *client)
{
  g_data_input_stream_read_line_async (client->input, G_PRIORITY_DEFAULT, NULL, on_line, client);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source,
             KioskControl *self)
{
  Client *client = g_new0 (Client, 1);

  client->control = g_object_ref (self);
  client->connection = g_object_ref (connection);
  client->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  read_next (client);

  return TRUE;
}

static void
kiosk_control_dispose (GObject *object)
{
  KioskControl *self = KIOSK_CONTROL (object);

  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
      g_unlink (self->path);
    }
  g_clear_object (&self->service);
  g_clear_object (&self->reader);
  g_clear_object (&self->scanner);
  g_clear_object (&self->chip);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (kiosk_control_parent_class)->dispose (object);
}

static void
kiosk_control_class_init (KioskControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_control_dispose;
}

static void
kiosk_control_init (KioskControl *self)
{
}

/**
 * kiosk_control_new:
 * @socket_path: where to listen; a stale socket there is replaced
 * @reader: (nullable): the virtual code reader
 * @scanner: (nullable): the virtual scanner
 * @chip_reader: (nullable): the virtual reader of chips
 * @error: a #GIOErrorEnum
 *
 * Returns: (transfer full): a control that listens, mode 0600, or %NULL
 */
KioskControl *
kiosk_control_new (const char *socket_path, KioskVirtualCodeReader *reader,
                   KioskVirtualPageScanner *scanner, KioskVirtualChipReader *chip_reader,
                   GError **error)
{
  g_autoptr (KioskControl) self = g_object_new (KIOSK_TYPE_CONTROL, NULL);
  g_autoptr (GSocketAddress) address = NULL;
  gboolean listening;
  mode_t old_mask;

  g_return_val_if_fail (socket_path != NULL, NULL);

  g_set_object (&self->reader, reader);
  g_set_object (&self->scanner, scanner);
  g_set_object (&self->chip, chip_reader);
  self->path = g_strdup (socket_path);
  self->service = g_socket_service_new ();
  address = g_unix_socket_address_new (socket_path);

  g_unlink (socket_path);
  old_mask = umask (0177);
  listening = g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL,
                                             NULL, error);
  umask (old_mask);
  if (!listening)
    return NULL;

  g_signal_connect_object (self->service, "incoming", G_CALLBACK (on_incoming), self, 0);
  g_socket_service_start (self->service);

  return g_steal_pointer (&self);
}
