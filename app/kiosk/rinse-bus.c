/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-main"

#include "kiosk/rinse-bus.h"

#include <gio/gio.h>

#include <string.h>
#include <unistd.h>

/* An assistive device can type into a field over the accessibility bus. The connection of the toolkit reads
 * each message into one buffer that it keeps, and a short message leaves the end of a long one standing. The
 * toolkit shows that connection to nobody, but anybody may write to it: a message of blanks, longer than
 * what can be typed into any field, is what the buffer then holds. */

#define RINSE_BYTES (64 * 1024)
#define CALL_MS 2000
#define BUS_NAME "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"

static GVariant *
call (GDBusConnection *bus, const char *method, GVariant *parameters, const char *type,
      GError **error)
{
  return g_dbus_connection_call_sync (bus, BUS_NAME, BUS_PATH, BUS_NAME, method, parameters,
                                      G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                      CALL_MS, NULL, error);
}

static char *
find_bus (GError **error)
{
  const char *set = g_getenv ("AT_SPI_BUS_ADDRESS");
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  char *address = NULL;

  if (set != NULL && *set != '\0')
    return g_strdup (set);
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  if (session == NULL)
    return NULL;
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_MS, NULL, error);
  if (answer != NULL)
    g_variant_get (answer, "(s)", &address);

  return address;
}

static gboolean
is_ours (GDBusConnection *bus, const char *name)
{
  g_autoptr (GVariant) answer = NULL;
  guint32 process = 0;

  if (*name != ':' || g_str_equal (name, g_dbus_connection_get_unique_name (bus)))
    return FALSE;
  answer = call (bus, "GetConnectionUnixProcessID", g_variant_new ("(s)", name), "(u)", NULL);
  if (answer != NULL)
    g_variant_get (answer, "(u)", &process);

  return process == (guint32) getpid ();
}

static void
rinse_one (GDBusConnection *bus, const char *name, const char *blanks)
{
  g_autoptr (GDBusMessage) message
      = g_dbus_message_new_method_call (name, "/", "vn.motcua.Rinse", "Blanks");
  g_autoptr (GError) error = NULL;

  g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED
                                         | G_DBUS_MESSAGE_FLAGS_NO_AUTO_START);
  g_dbus_message_set_body (message, g_variant_new ("(s)", blanks));
  if (!g_dbus_connection_send_message (bus, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, &error))
    g_warning ("The accessibility bus was not rinsed: %s", error->message);
}

static gboolean
rinse (GError **error)
{
  g_autofree char *address = find_bus (error);
  g_autofree char *blanks = g_strnfill (RINSE_BYTES, ' ');
  g_autofree const char **names = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;

  if (address == NULL)
    return FALSE;
  bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, error);
  if (bus == NULL)
    return FALSE;
  answer = call (bus, "ListNames", NULL, "(as)", error);
  if (answer == NULL)
    return FALSE;

  g_variant_get (answer, "(^a&s)", &names);
  for (guint i = 0; names[i] != NULL; i++)
    if (is_ours (bus, names[i]))
      rinse_one (bus, names[i], blanks);

  /* Closing alone may overtake what was sent. */
  return g_dbus_connection_flush_sync (bus, NULL, error)
         && g_dbus_connection_close_sync (bus, NULL, error);
}

static void
rinse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  /* A kiosk without that bus has nothing to rinse. */
  if (!rinse (&error))
    g_info ("The accessibility bus was not rinsed: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/**
 * kiosk_rinse_bus:
 *
 * Overwrites what the accessibility bus of this process may still hold of a visit. Called when one has
 * been wiped; it takes a worker thread a moment, and nobody waits for it.
 */
void
kiosk_rinse_bus (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, kiosk_rinse_bus);
  g_task_run_in_thread (task, rinse_in_thread);
}
