/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-link"

#include "link/link.h"

#include "base/backoff.h"
#include "link-bus.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define OBJECT_PATH "/vn/motcua/courier"
#define RETRY_MIN_MS 1000
#define RETRY_MAX_MS 10000

/**
 * KioskLink:
 *
 * One end of the private connection between kiosk and courier.
 *
 * Nothing that matters depends on it: the outbox is the only truth, and either end works when the
 * other is away. The link only makes news travel in milliseconds instead of at the next poll.
 */
struct _KioskLink
{
  GObject parent_instance;

  /* owned */
  char *path;

  /* the courier's end */
  GDBusServer *server;       /* (nullable) */
  KioskLinkBusCourier *face; /* (nullable): the object all kiosks see */
  GPtrArray *peers;          /* (element-type GDBusConnection) */

  /* the kiosk's end */
  GDBusConnection *connection; /* (nullable) */
  KioskLinkBusCourier *proxy;  /* (nullable) */
  GCancellable *cancellable;   /* (nullable) */
  KioskBackoff backoff;
  guint retry_id;
  gboolean ring_pending; /* rung while the courier was away */

  /* state */
  gboolean online;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ONLINE_CHANGED,
  SIGNAL_RUNG,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KioskLink, kiosk_link, G_TYPE_OBJECT)

static gboolean
is_same_user (GCredentials *credentials)
{
  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == getuid ();
}

/* ---- the kiosk's end ---- */

static void connect_to_courier (KioskLink *self);

static void
learn_online (KioskLink *self, gboolean online)
{
  if (self->online == online)
    return;

  self->online = online;
  g_signal_emit (self, signals[SIGNAL_ONLINE_CHANGED], 0);
}

static gboolean
on_retry (gpointer user_data)
{
  KioskLink *self = user_data;

  self->retry_id = 0;
  connect_to_courier (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (KioskLink *self)
{
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add (kiosk_backoff_next (&self->backoff), on_retry, self);
}

static void
drop_connection (KioskLink *self)
{
  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      g_dbus_connection_close (self->connection, NULL, NULL, NULL);
    }
  g_clear_object (&self->proxy);
  g_clear_object (&self->connection);
}

static void
on_closed (GDBusConnection *connection, gboolean vanished, GError *error, gpointer user_data)
{
  KioskLink *self = user_data;

  g_debug ("The courier has gone");
  drop_connection (self);
  learn_online (self, FALSE);
  retry_later (self);
}

static void
on_remote_changed (KioskLinkBusCourier *proxy, const char *submission, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0, submission);
}

static void
on_remote_online (GObject *proxy, GParamSpec *pspec, gpointer user_data)
{
  learn_online (user_data, kiosk_link_bus_courier_get_online (KIOSK_LINK_BUS_COURIER (proxy)));
}

static void
on_proxy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KioskLink *self = user_data; /* gone already when the answer is CANCELLED: see dispose */
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskLinkBusCourier) proxy = kiosk_link_bus_courier_proxy_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (proxy == NULL || self->connection == NULL)
    {
      g_debug ("The courier does not answer: %s", error != NULL ? error->message : "closed");
      drop_connection (self);
      retry_later (self);
      return;
    }

  kiosk_backoff_reset (&self->backoff);
  self->proxy = g_steal_pointer (&proxy);
  g_signal_connect (self->proxy, "changed", G_CALLBACK (on_remote_changed), self);
  g_signal_connect (self->proxy, "notify::online", G_CALLBACK (on_remote_online), self);
  learn_online (self, kiosk_link_bus_courier_get_online (self->proxy));

  if (self->ring_pending)
    kiosk_link_ring (self);
}

/* Only a courier of our own user is believed: it says whether a dossier has been received. */
static gboolean
peer_is_ours (GDBusConnection *connection)
{
  GIOStream *stream = g_dbus_connection_get_stream (connection);
  g_autoptr (GCredentials) credentials = NULL;

  if (!G_IS_SOCKET_CONNECTION (stream))
    return FALSE;

  credentials = g_socket_get_credentials (
      g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), NULL);
  return is_same_user (credentials);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KioskLink *self = user_data; /* gone already when the answer is CANCELLED: see dispose */
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection
      = g_dbus_connection_new_for_address_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection == NULL || !peer_is_ours (connection))
    {
      g_debug ("No courier yet: %s", error != NULL ? error->message : "it is another user's");
      retry_later (self);
      return;
    }

  self->connection = g_steal_pointer (&connection);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed), self);
  kiosk_link_bus_courier_proxy_new (self->connection, G_DBUS_PROXY_FLAGS_NONE, NULL, OBJECT_PATH,
                                    self->cancellable, on_proxy, self);
}

static char *
write_address (const char *path)
{
  g_autofree char *escaped = g_dbus_address_escape_value (path);

  return g_strconcat ("unix:path=", escaped, NULL);
}

static void
connect_to_courier (KioskLink *self)
{
  g_autofree char *address = write_address (self->path);

  g_dbus_connection_new_for_address (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL,
                                     self->cancellable, on_connected, self);
}

/* ---- the courier's end ---- */

static gboolean
on_handle_ring (KioskLinkBusCourier *face, GDBusMethodInvocation *invocation, gpointer user_data)
{
  kiosk_link_bus_courier_complete_ring (face, invocation);
  g_signal_emit (user_data, signals[SIGNAL_RUNG], 0);
  return TRUE;
}

static void
forget_peer (KioskLink *self, GDBusConnection *connection)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  g_dbus_interface_skeleton_unexport_from_connection (G_DBUS_INTERFACE_SKELETON (self->face),
                                                      connection);
}

static void
on_peer_closed (GDBusConnection *connection, gboolean vanished, GError *error, gpointer user_data)
{
  KioskLink *self = user_data;

  forget_peer (self, connection);
  g_ptr_array_remove (self->peers, connection);
}

static gboolean
on_new_connection (GDBusServer *server, GDBusConnection *connection, gpointer user_data)
{
  KioskLink *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->face), connection,
                                         OBJECT_PATH, &error))
    {
      g_warning ("A kiosk cannot be served: %s", error->message);
      return FALSE;
    }
  g_signal_connect (connection, "closed", G_CALLBACK (on_peer_closed), self);
  g_ptr_array_add (self->peers, g_object_ref (connection));
  return TRUE;
}

static gboolean
on_allow_mechanism (GDBusAuthObserver *observer, const char *mechanism, gpointer user_data)
{
  return g_str_equal (mechanism, "EXTERNAL");
}

static gboolean
on_authorize (GDBusAuthObserver *observer, GIOStream *stream, GCredentials *credentials,
              gpointer user_data)
{
  if (is_same_user (credentials))
    return TRUE;

  g_warning ("Another user knocked at the link and was turned away");
  return FALSE;
}

/* A socket left behind by a courier that was killed is taken away; one that answers is not. */
static gboolean
clear_stale_socket (const char *path, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return TRUE;
  if (!S_ISSOCK (info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   "%s is not a socket; set another path for the link", path);
      return FALSE;
    }

  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (connection != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                   "A courier is already running at %s; stop it first", path);
      return FALSE;
    }

  g_unlink (path);
  return TRUE;
}

static gboolean
listen_for_kiosk (KioskLink *self, GError **error)
{
  g_autofree char *address = write_address (self->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *guid = g_dbus_generate_guid ();
  g_autoptr (GDBusAuthObserver) observer = g_dbus_auth_observer_new ();
  mode_t before;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!clear_stale_socket (self->path, error))
    return FALSE;

  g_signal_connect (observer, "allow-mechanism", G_CALLBACK (on_allow_mechanism), NULL);
  g_signal_connect (observer, "authorize-authenticated-peer", G_CALLBACK (on_authorize), NULL);

  /* bind() makes the socket by the mask; chmod alone would leave it open for a moment. */
  before = umask (0177);
  self->server = g_dbus_server_new_sync (
      address, G_DBUS_SERVER_FLAGS_AUTHENTICATION_REQUIRE_SAME_USER, guid, observer, NULL, error);
  umask (before);
  if (self->server == NULL)
    return FALSE;

  self->face = kiosk_link_bus_courier_skeleton_new ();
  self->peers = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->face, "handle-ring", G_CALLBACK (on_handle_ring), self);
  g_signal_connect (self->server, "new-connection", G_CALLBACK (on_new_connection), self);
  g_dbus_server_start (self->server);
  return TRUE;
}

static void
stop_listening (KioskLink *self)
{
  if (self->server != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->server, self);
      g_dbus_server_stop (self->server);
      g_unlink (self->path);
    }
  if (self->face != NULL)
    g_signal_handlers_disconnect_by_data (self->face, self);
  for (guint i = 0; self->peers != NULL && i < self->peers->len; i++)
    {
      GDBusConnection *peer = g_ptr_array_index (self->peers, i);

      forget_peer (self, peer);
      g_dbus_connection_close (peer, NULL, NULL, NULL);
    }
  g_clear_object (&self->server);
  g_clear_object (&self->face);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
}

/* ---- the type ---- */

static void
kiosk_link_dispose (GObject *object)
{
  KioskLink *self = KIOSK_LINK (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_connection (self);
  stop_listening (self);

  G_OBJECT_CLASS (kiosk_link_parent_class)->dispose (object);
}

static void
kiosk_link_finalize (GObject *object)
{
  g_free (KIOSK_LINK (object)->path);

  G_OBJECT_CLASS (kiosk_link_parent_class)->finalize (object);
}

static void
kiosk_link_class_init (KioskLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_link_dispose;
  object_class->finalize = kiosk_link_finalize;

  /**
   * KioskLink::changed:
   * @self: the kiosk's end
   * @submission_id: whose entry in the outbox has changed; read it there
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KIOSK_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * KioskLink::online-changed:
   * @self: the kiosk's end
   */
  signals[SIGNAL_ONLINE_CHANGED] = g_signal_new (
      "online-changed", KIOSK_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * KioskLink::rung:
   * @self: the courier's end
   *
   * The kiosk has appended to the outbox.
   */
  signals[SIGNAL_RUNG] = g_signal_new ("rung", KIOSK_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
kiosk_link_init (KioskLink *self)
{
  kiosk_backoff_init (&self->backoff, RETRY_MIN_MS, RETRY_MAX_MS);
}

/**
 * kiosk_link_new_client:
 * @socket_path: where the courier listens
 *
 * The kiosk's end. It never fails: while the courier is away it tries again by itself, at most once
 * a second and ever more rarely, and is offline meanwhile.
 *
 * Returns: (transfer full): the link
 */
KioskLink *
kiosk_link_new_client (const char *socket_path)
{
  KioskLink *self = g_object_new (KIOSK_TYPE_LINK, NULL);

  self->path = g_strdup (socket_path);
  self->cancellable = g_cancellable_new ();
  connect_to_courier (self);
  return self;
}

/**
 * kiosk_link_ring:
 * @self: the kiosk's end
 *
 * Tells the courier that the outbox has something new. Rung while the courier is away, it is told
 * once when it is back; nothing is lost in between, for the courier also looks by itself.
 */
void
kiosk_link_ring (KioskLink *self)
{
  g_return_if_fail (KIOSK_IS_LINK (self) && self->server == NULL);

  self->ring_pending = self->proxy == NULL;
  if (self->proxy != NULL)
    kiosk_link_bus_courier_call_ring (self->proxy, NULL, NULL, NULL);
}

/**
 * kiosk_link_is_online:
 * @self: the kiosk's end
 *
 * Returns: whether the courier is there and the province answered it the last time
 */
gboolean
kiosk_link_is_online (KioskLink *self)
{
  g_return_val_if_fail (KIOSK_IS_LINK (self), FALSE);

  return self->online;
}

/**
 * kiosk_link_new_server:
 * @socket_path: where to listen; its folder is made when missing
 * @error: where to say what is in the way: a file that is no socket, or another courier
 *
 * The courier's end. The socket has mode 0600 and only peers of the same user are let in. Any
 * number of kiosks may connect.
 *
 * Returns: (transfer full): the link, or %NULL
 */
KioskLink *
kiosk_link_new_server (const char *socket_path, GError **error)
{
  g_autoptr (KioskLink) self = g_object_new (KIOSK_TYPE_LINK, NULL);

  self->path = g_strdup (socket_path);
  if (!listen_for_kiosk (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * kiosk_link_announce:
 * @self: the courier's end
 * @submission_id: whose entry has changed in the outbox; written there before this is called
 */
void
kiosk_link_announce (KioskLink *self, const char *submission_id)
{
  g_return_if_fail (KIOSK_IS_LINK (self) && self->face != NULL);

  kiosk_link_bus_courier_emit_changed (self->face, submission_id);
}

/**
 * kiosk_link_set_online:
 * @self: the courier's end
 * @online: whether the province answered the last time it was asked
 */
void
kiosk_link_set_online (KioskLink *self, gboolean online)
{
  g_return_if_fail (KIOSK_IS_LINK (self) && self->face != NULL);

  if (kiosk_link_bus_courier_get_online (self->face) != online)
    kiosk_link_bus_courier_set_online (self->face, online);
}
