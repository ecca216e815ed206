/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/server.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "base/encode.h"
#include "gateway/routes.h"
#include "wire/bounds.h"
#include "wire/members.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#define MAX_PEM (256 * 1024)
#define MAX_DISCARD (2 * KIOSK_WIRE_MAX_BODY)
#define MAX_URL 2048
#define SETTLE_US (5 * G_TIME_SPAN_SECOND)

/* Kiosks are ours and speak TLS 1.3; phones may be old. */
#define DEVICE_TLS "NORMAL:-VERS-ALL:+VERS-TLS1.3"
#define TRACK_TLS "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/**
 * KioskServer:
 *
 * One HTTP face of the gateway.
 *
 * Everything that can be refused is refused before the body is kept, and nothing is believed that
 * the peer says of itself: the device is what the certificate names.
 */
struct _KioskServer
{
  KioskGateway *gateway;
  const KioskRoute *routes;
  KioskPeers *peers;
  struct MHD_Daemon *daemon;
  guint16 port;
  int under_way; /* atomic: requests begun and not answered to the last byte */
};

static gboolean
shape_any (const char *rest)
{
  return *rest != '\0' && strlen (rest) <= MAX_URL;
}

static const KioskRoute device_routes[] = {
  { "PUT", "/v1/chunks/", kiosk_shape_digest, "application/octet-stream", TRUE, kiosk_chunks_put },
  { "POST", "/v1/chunks/missing", NULL, "application/json", TRUE, kiosk_chunks_missing },
  { "PUT", "/v1/submissions/", kiosk_shape_uuid, "application/json", TRUE, kiosk_submissions_put },
  { "GET", "/v1/submissions/", kiosk_shape_uuid, NULL, TRUE, kiosk_submissions_get },
  { "GET", "/v1/inbox", NULL, NULL, TRUE, kiosk_inbox_get },
  { "GET", "/v1/health", NULL, NULL, FALSE, kiosk_health_get },
  { NULL },
};

static const KioskRoute track_routes[] = {
  { "GET", "/R/", shape_any, NULL, FALSE, kiosk_track_get },
  { "GET", "/r/", shape_any, NULL, FALSE, kiosk_track_get },
  { "GET", "/v1/health", NULL, NULL, FALSE, kiosk_health_get },
  { NULL },
};

static gboolean
is_path (const KioskRoute *route, const char *url)
{
  gsize length = strlen (route->path);

  if (route->shape == NULL)
    return g_str_equal (url, route->path);

  return strncmp (url, route->path, length) == 0 && route->shape (url + length);
}

static void
find_route (KioskServer *self, KioskRequest *request, const char *url, const char *method)
{
  for (const KioskRoute *route = self->routes; route->method != NULL; route++)
    {
      if (!is_path (route, url))
        continue;

      request->route = route;
      if (g_str_equal (route->method, method))
        {
          request->argument = g_strdup (url + strlen (route->path));
          return;
        }
    }

  if (request->route != NULL)
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_WRONG_METHOD, MHD_HTTP_METHOD_NOT_ALLOWED,
                          "this path does not take that method");
  else
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_NOT_FOUND, MHD_HTTP_NOT_FOUND,
                          "there is nothing at this path");
}

static void
check_device (KioskRequest *request)
{
  if (!request->route->device_only)
    return;

  request->device = kiosk_peer_get_device (request->peer, request->connection);
  if (request->device == NULL)
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE, MHD_HTTP_UNAUTHORIZED,
                          "a certificate of a device is needed, signed by our authority and valid "
                          "today");
  else if (!kiosk_device_keys_has (request->gateway->devices, request->device))
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE, MHD_HTTP_FORBIDDEN,
                          "this device is not, or no longer, one of ours");
}

static void
check_body (KioskRequest *request)
{
  const char *length = kiosk_request_header (request, "Content-Length");
  const char *type = kiosk_request_header (request, "Content-Type");
  const char *expected = request->route->media_type;
  gsize named;

  if (length != NULL
      && (strlen (length) > 9 || g_ascii_strtoull (length, NULL, 10) > KIOSK_WIRE_MAX_BODY))
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_TOO_LARGE, MHD_HTTP_CONTENT_TOO_LARGE,
                          "no body is over 1 MiB");
  if (expected == NULL || type == NULL)
    return;

  named = strcspn (type, "; \t");
  if (named != strlen (expected) || g_ascii_strncasecmp (type, expected, named) != 0)
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_WRONG_MEDIA_TYPE,
                          MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "this path takes another Content-Type");
}

/* RFC 9530: Content-Digest: sha-256=:base64:, other algorithms beside it are let pass. */
static gboolean
fits_content_digest (KioskRequest *request)
{
  const char *header = kiosk_request_header (request, "Content-Digest");
  guint8 digest[KIOSK_SHA256_SIZE];
  g_auto (GStrv) fields = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *wanted = NULL;

  if (header == NULL)
    return TRUE;

  kiosk_sha256 (request->body->data, request->body->len, digest);
  base64 = kiosk_base64_encode (digest, sizeof digest);
  wanted = g_strdup_printf ("sha-256=:%s:", base64);
  fields = g_strsplit (header, ",", 8);
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_str_has_prefix (g_strstrip (fields[i]), "sha-256="))
      return g_str_equal (fields[i], wanted);

  return TRUE;
}

static enum MHD_Result
receive (KioskRequest *request, const char *data, size_t *length)
{
  gsize more = *length;

  *length = 0;
  if (request->refusal_status == 0 && request->body->len + more > KIOSK_WIRE_MAX_BODY)
    kiosk_request_refuse (request, KIOSK_PROBLEM_TYPE_TOO_LARGE, MHD_HTTP_CONTENT_TOO_LARGE,
                          "no body is over 1 MiB");
  if (request->refusal_status == 0)
    {
      g_byte_array_append (request->body, (const guint8 *) data, (guint) more);
      return MHD_YES;
    }

  request->discarded += more;
  return request->discarded <= MAX_DISCARD ? MHD_YES : MHD_NO;
}

static enum MHD_Result
finish (KioskRequest *request)
{
  kiosk_peer_trust (request->peer);

  if (request->refusal_status != 0)
    return kiosk_request_problem (request, request->refusal_type, request->refusal_status,
                                  request->refusal_detail, NULL);
  if (request->commit == NULL && !fits_content_digest (request))
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH, MHD_HTTP_BAD_REQUEST,
                                  "the bytes that came are not the ones Content-Digest names: send "
                                  "them again",
                                  NULL);

  return request->route->handle (request);
}

static enum MHD_Result
on_request (void *user_data, struct MHD_Connection *connection, const char *url, const char *method,
            const char *version, const char *data, size_t *length, void **context)
{
  KioskServer *self = user_data;
  KioskRequest *request = *context;

  if (request == NULL)
    {
      request = kiosk_request_new (self->gateway, connection);
      *context = request;
      g_atomic_int_inc (&self->under_way);
      kiosk_peer_begin (request->peer);
      find_route (self, request, url, method);
      if (request->refusal_status == 0)
        check_device (request);
      if (request->refusal_status == 0)
        check_body (request);
      return MHD_YES;
    }

  return *length > 0 ? receive (request, data, length) : finish (request);
}

static void
on_completed (void *user_data, struct MHD_Connection *connection, void **context,
              enum MHD_RequestTerminationCode code)
{
  KioskServer *self = user_data;
  KioskRequest *request = *context;

  if (request == NULL)
    return;

  g_atomic_int_add (&self->under_way, -1);
  kiosk_peer_end (request->peer);
  kiosk_request_free (request);
  *context = NULL;
}

static void G_GNUC_PRINTF (2, 0) on_log (void *user_data, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  g_debug ("libmicrohttpd: %s", g_strchomp (text));
}

typedef struct
{
  char *key;
  char *certificate;
  char *client_ca; /* (nullable) */
} Pem;

static gboolean
read_pem (const char *path, char **text, GError **error)
{
  g_autoptr (GBytes) bytes = kiosk_file_read (path, MAX_PEM, error);

  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return TRUE;
}

static gboolean
load_pem (const KioskGatewayConfig *config, gboolean mutual, Pem *pem, GError **error)
{
  return read_pem (config->key, &pem->key, error)
         && read_pem (config->certificate, &pem->certificate, error)
         && (!mutual || read_pem (config->client_ca, &pem->client_ca, error));
}

static void
clear_pem (Pem *pem)
{
  kiosk_wipe_text (pem->key);
  g_free (pem->certificate);
  g_free (pem->client_ca);
}

static guint
fill_tls (struct MHD_OptionItem *options, const Pem *pem)
{
  guint n = 0;

  options[n++] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_KEY, 0, pem->key };
  options[n++] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0, pem->certificate };
  options[n++]
      = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_PRIORITIES, 0,
                                 (void *) (pem->client_ca != NULL ? DEVICE_TLS : TRACK_TLS) };
  if (pem->client_ca != NULL)
    options[n++] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_TRUST, 0, pem->client_ca };

  return n;
}

static gboolean
listen_on (KioskServer *self, const KioskListener *listener, const Pem *pem, GError **error)
{
  const KioskGatewayConfig *config = self->gateway->config;
  g_autoptr (GSocketAddress) address
      = g_inet_socket_address_new_from_string (listener->address, listener->port);
  guint8 native[128];
  struct MHD_OptionItem options[8] = { { MHD_OPTION_END, 0, NULL } };
  guint flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_INTERNAL_POLLING_THREAD
                | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  const union MHD_DaemonInfo *info;
  guint n = listener->tls ? fill_tls (options, pem) : 0;

  options[n] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
  if (address == NULL || !g_socket_address_to_native (address, native, sizeof native, NULL))
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "configuration: \"%s\" is not an address to listen on", listener->address);
      return FALSE;
    }
  if (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    flags |= MHD_USE_DUAL_STACK;
  if (listener->tls)
    flags |= MHD_USE_TLS;

  self->daemon = MHD_start_daemon (
      flags, listener->port, NULL, NULL, on_request, self, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
      MHD_OPTION_SOCK_ADDR, native, MHD_OPTION_THREAD_POOL_SIZE, config->threads,
      MHD_OPTION_CONNECTION_LIMIT, MAX (config->connections, config->threads),
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, config->per_address, MHD_OPTION_CONNECTION_TIMEOUT,
      config->idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) (64 * 1024),
      MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_NOTIFY_CONNECTION, kiosk_peers_notify,
      self->peers, MHD_OPTION_NOTIFY_COMPLETED, on_completed, self, MHD_OPTION_ARRAY, options,
      MHD_OPTION_END);
  if (self->daemon == NULL)
    {
      g_set_error (
          error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
          "cannot listen on %s port %u: see that the port is free and that certificate and "
          "key are PEM and belong together",
          listener->address, listener->port);
      return FALSE;
    }

  info = MHD_get_daemon_info (self->daemon, MHD_DAEMON_INFO_BIND_PORT);
  self->port = info->port;
  return TRUE;
}

static gboolean
write_port (KioskServer *self, const KioskListener *listener, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", self->port);

  return listener->port_file == NULL
         || kiosk_atomic_file_write (listener->port_file, text, strlen (text), 0644, error);
}

static KioskServer *
start (KioskGateway *gateway, const KioskListener *listener, const KioskRoute *routes,
       gboolean mutual, GError **error)
{
  g_autoptr (KioskServer) self = g_new0 (KioskServer, 1);
  Pem pem = { NULL, NULL, NULL };
  gboolean ok;

  self->gateway = gateway;
  self->routes = routes;
  self->peers = kiosk_peers_new (gateway->config->request_seconds);
  ok = (!listener->tls || load_pem (gateway->config, mutual, &pem, error))
       && listen_on (self, listener, &pem, error) && write_port (self, listener, error);
  clear_pem (&pem);

  return ok ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_server_start_devices:
 * @gateway: what requests need; outlives the server
 * @error: return location
 *
 * Returns: (transfer full): the face kiosks see, under mutual TLS
 */
KioskServer *
kiosk_server_start_devices (KioskGateway *gateway, GError **error)
{
  return start (gateway, &gateway->config->listen, device_routes, TRUE, error);
}

/**
 * kiosk_server_start_track:
 * @gateway: what requests need; outlives the server
 * @error: return location
 *
 * Returns: (transfer full): the face phones see
 */
KioskServer *
kiosk_server_start_track (KioskGateway *gateway, GError **error)
{
  return start (gateway, &gateway->config->track, track_routes, FALSE, error);
}

/**
 * kiosk_server_get_port:
 * @self: a server
 *
 * Returns: the port it has taken
 */
guint16
kiosk_server_get_port (KioskServer *self)
{
  return self->port;
}

/**
 * kiosk_server_quiesce:
 * @self: a server
 *
 * Takes no new connections. Those there are go on.
 */
void
kiosk_server_quiesce (KioskServer *self)
{
  MHD_socket socket = MHD_quiesce_daemon (self->daemon);

  if (socket != MHD_INVALID_SOCKET)
    close (socket);
}

/**
 * kiosk_server_settle:
 * @self: a server that was quiesced
 *
 * Waits until what was asked is answered to the last byte, but not long for one who does not listen.
 */
void
kiosk_server_settle (KioskServer *self)
{
  gint64 until = g_get_monotonic_time () + SETTLE_US;

  while (g_atomic_int_get (&self->under_way) > 0 && g_get_monotonic_time () < until)
    g_usleep (5 * G_TIME_SPAN_MILLISECOND);
}

/**
 * kiosk_server_free:
 * @self: (transfer full) (nullable): a server; if requests sleep, drain the gateway first
 */
void
kiosk_server_free (KioskServer *self)
{
  if (self == NULL)
    return;

  if (self->daemon != NULL)
    MHD_stop_daemon (self->daemon);
  kiosk_peers_free (self->peers);
  g_free (self);
}
