/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/transport.h"

#include "wire/bounds.h"

#include <glib-unix.h>

#include <curl/curl.h>

#define CONNECT_TIMEOUT_S 15L
#define KEEPALIVE_IDLE_S 20L
#define KEEPALIVE_INTERVAL_S 5L
#define SLOWEST_BYTES_S 1L

typedef struct
{
  KioskTransport *transport; /* weak: it holds us */
  GTask *task;
  CURL *easy;
  struct curl_slist *headers;
  GBytes *body; /* (nullable) */
  GByteArray *answer;
  GSource *cancelled; /* (nullable) */
  char detail[CURL_ERROR_SIZE];
} Exchange;

/**
 * KioskTransport:
 *
 * libcurl in the main loop: many requests at once, over connections that are kept.
 *
 * HTTP/1.1 and bodies from memory, because later ways of libcurl 7.88 to send them have stalled;
 * no proxy, no redirect, no authority but the province's: what answers otherwise is not the gateway.
 */
struct _KioskTransport
{
  GObject parent_instance;

  /* owned */
  char *url;
  char *ca;          /* (nullable) */
  char *certificate; /* (nullable) */
  char *key;         /* (nullable) */
  CURLM *multi;
  GHashTable *exchanges; /* (element-type Exchange Exchange) */
  GHashTable *watches;   /* (element-type int GSource): sockets that libcurl waits for */

  /* state */
  guint timer_id;
  gboolean broken; /* a request failed: the next one takes a new connection */
};

G_DEFINE_QUARK (kiosk-transport-error-quark, kiosk_transport_error)
G_DEFINE_FINAL_TYPE (KioskTransport, kiosk_transport, G_TYPE_OBJECT)

/* ---- answers ---- */

/**
 * kiosk_answer_free:
 * @self: (transfer full): an answer
 */
void
kiosk_answer_free (KioskAnswer *self)
{
  g_bytes_unref (self->body);
  g_free (self);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  if (exchange->cancelled != NULL)
    g_source_destroy (exchange->cancelled);
  g_clear_pointer (&exchange->cancelled, g_source_unref);
  curl_multi_remove_handle (exchange->transport->multi, exchange->easy);
  curl_easy_cleanup (exchange->easy);
  curl_slist_free_all (exchange->headers);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_byte_array_unref (exchange->answer);
  g_object_unref (exchange->task);
  g_free (exchange);
}

static KioskAnswer *
read_answer (Exchange *exchange)
{
  KioskAnswer *answer = g_new0 (KioskAnswer, 1);
  curl_off_t retry_after = 0;
  long status = 0;

  curl_easy_getinfo (exchange->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (exchange->easy, CURLINFO_RETRY_AFTER, &retry_after);
  answer->status = (guint) status;
  answer->retry_after_s = (guint) CLAMP (retry_after, 0, G_MAXINT);
  answer->body = g_bytes_new (exchange->answer->data, exchange->answer->len);
  return answer;
}

/* CURLE_SSL_CONNECT_ERROR is not among them: a server killed in the handshake looks just so. */
static KioskTransportError
choose_code (CURLcode code)
{
  switch ((int) code)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return KIOSK_TRANSPORT_ERROR_UNTRUSTED;
    case CURLE_WRITE_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return KIOSK_TRANSPORT_ERROR_STRANGE;
    default:
      return KIOSK_TRANSPORT_ERROR_AWAY;
    }
}

static void
finish (Exchange *exchange, CURLcode code)
{
  KioskTransport *self = exchange->transport;
  g_autoptr (GTask) task = g_object_ref (exchange->task);

  self->broken = code != CURLE_OK;
  if (code == CURLE_OK)
    g_task_return_pointer (task, read_answer (exchange), (GDestroyNotify) kiosk_answer_free);
  else
    g_task_return_new_error (task, KIOSK_TRANSPORT_ERROR, (int) choose_code (code), "%s (%s)",
                             curl_easy_strerror (code), exchange->detail);
  g_hash_table_remove (self->exchanges, exchange);
}

/* ---- libcurl in the main loop ---- */

static void
collect (KioskTransport *self)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      Exchange *exchange = NULL;

      if (message->msg != CURLMSG_DONE)
        continue;
      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, (char **) &exchange);
      finish (exchange, message->data.result);
    }
}

static void
act (KioskTransport *self, curl_socket_t fd, int events)
{
  int running;

  g_object_ref (self);
  curl_multi_socket_action (self->multi, fd, events, &running);
  collect (self);
  g_object_unref (self);
}

static gboolean
on_socket_ready (int fd, GIOCondition condition, gpointer user_data)
{
  int events = 0;

  if (condition & (G_IO_IN | G_IO_HUP))
    events |= CURL_CSELECT_IN;
  if (condition & G_IO_OUT)
    events |= CURL_CSELECT_OUT;
  if (condition & G_IO_ERR)
    events |= CURL_CSELECT_ERR;
  act (user_data, fd, events);
  return G_SOURCE_CONTINUE;
}

static void
watch_free (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static int
on_watch_socket (CURL *easy, curl_socket_t fd, int what, void *user_data, void *socket_data)
{
  KioskTransport *self = user_data;
  GIOCondition condition = G_IO_ERR | G_IO_HUP;
  GSource *source;

  g_hash_table_remove (self->watches, GINT_TO_POINTER (fd));
  if (what == CURL_POLL_REMOVE)
    return 0;

  if (what & CURL_POLL_IN)
    condition |= G_IO_IN;
  if (what & CURL_POLL_OUT)
    condition |= G_IO_OUT;
  source = g_unix_fd_source_new (fd, condition);
  g_source_set_callback (source, G_SOURCE_FUNC (on_socket_ready), self, NULL);
  g_source_attach (source, NULL);
  g_hash_table_insert (self->watches, GINT_TO_POINTER (fd), source);
  return 0;
}

static gboolean
on_timer (gpointer user_data)
{
  KioskTransport *self = user_data;

  self->timer_id = 0;
  act (self, CURL_SOCKET_TIMEOUT, 0);
  return G_SOURCE_REMOVE;
}

static int
on_set_timer (CURLM *multi, long timeout_ms, void *user_data)
{
  KioskTransport *self = user_data;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (timeout_ms >= 0)
    self->timer_id = g_timeout_add ((guint) timeout_ms, on_timer, self);
  return 0;
}

/* ---- a request ---- */

static size_t
on_receive (char *data, size_t size, size_t count, void *user_data)
{
  Exchange *exchange = user_data;

  if (exchange->answer->len + size * count > KIOSK_WIRE_MAX_BODY)
    return 0;
  g_byte_array_append (exchange->answer, (const guint8 *) data, (guint) (size * count));
  return size * count;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GTask) task = g_object_ref (exchange->task);

  g_hash_table_remove (exchange->transport->exchanges, exchange);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_header (Exchange *exchange, const char *header)
{
  exchange->headers = curl_slist_append (exchange->headers, header);
}

static void
set_headers (Exchange *exchange, const KioskRequest *request)
{
  g_autofree char *media_type = NULL;

  add_header (exchange, "Expect:");
  add_header (exchange, "Accept: application/json, application/problem+json");
  if (request->media_type != NULL)
    {
      media_type = g_strdup_printf ("Content-Type: %s", request->media_type);
      add_header (exchange, media_type);
    }
  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    add_header (exchange, request->headers[i]);
  curl_easy_setopt (exchange->easy, CURLOPT_HTTPHEADER, exchange->headers);
}

static void
set_connection (KioskTransport *self, CURL *easy)
{
  gboolean tls = g_str_has_prefix (self->url, "https:");

  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, tls ? "https" : "http");
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_MAXREDIRS, 0L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, CONNECT_TIMEOUT_S);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPIDLE, KEEPALIVE_IDLE_S);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S);
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, self->broken ? 1L : 0L);
  if (!tls)
    return;

  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_3);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);
  curl_easy_setopt (easy, CURLOPT_CAINFO, self->ca);
  curl_easy_setopt (easy, CURLOPT_SSLCERT, self->certificate);
  curl_easy_setopt (easy, CURLOPT_SSLKEY, self->key);
}

static void
set_request (KioskTransport *self, Exchange *exchange, const KioskRequest *request)
{
  g_autofree char *url = g_strconcat (self->url, request->path, NULL);
  CURL *easy = exchange->easy;

  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PRIVATE, exchange);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, exchange->detail);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_receive);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, exchange);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, SLOWEST_BYTES_S);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, (long) request->patience_s);
  if (request->body != NULL)
    {
      exchange->body = g_bytes_ref (request->body);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, g_bytes_get_data (exchange->body, NULL));
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE,
                        (curl_off_t) g_bytes_get_size (exchange->body));
    }
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void
watch_cancellable (Exchange *exchange, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  exchange->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (exchange->cancelled, G_SOURCE_FUNC (on_cancelled), exchange, NULL);
  g_source_attach (exchange->cancelled, NULL);
}

/* ---- the type ---- */

static void
kiosk_transport_dispose (GObject *object)
{
  KioskTransport *self = KIOSK_TRANSPORT (object);

  /* Each exchange's task holds the transport, so there is none left here but its sockets. */
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->exchanges != NULL)
    g_hash_table_remove_all (self->exchanges);
  g_clear_pointer (&self->multi, curl_multi_cleanup);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->watches, g_hash_table_unref);

  G_OBJECT_CLASS (kiosk_transport_parent_class)->dispose (object);
}

static void
kiosk_transport_finalize (GObject *object)
{
  KioskTransport *self = KIOSK_TRANSPORT (object);

  g_free (self->url);
  g_free (self->ca);
  g_free (self->certificate);
  g_free (self->key);

  G_OBJECT_CLASS (kiosk_transport_parent_class)->finalize (object);
}

static void
kiosk_transport_class_init (KioskTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_transport_dispose;
  object_class->finalize = kiosk_transport_finalize;
}

static void
kiosk_transport_init (KioskTransport *self)
{
  self->exchanges = g_hash_table_new_full (NULL, NULL, exchange_free, NULL);
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
  self->multi = curl_multi_init ();
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, on_watch_socket);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, on_set_timer);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
}

/**
 * kiosk_transport_new:
 * @endpoint: where the gateway is and who we are there
 *
 * Returns: (transfer full): a way to ask it
 */
KioskTransport *
kiosk_transport_new (const KioskEndpoint *endpoint)
{
  KioskTransport *self = g_object_new (KIOSK_TYPE_TRANSPORT, NULL);

  self->url = g_strdup (endpoint->url);
  self->ca = g_strdup (endpoint->ca);
  self->certificate = g_strdup (endpoint->certificate);
  self->key = g_strdup (endpoint->key);
  return self;
}

/**
 * kiosk_transport_send_async:
 * @self: a transport
 * @request: what to ask
 * @cancellable: (nullable): to give it up
 * @callback: called in the main loop
 * @user_data: for @callback
 */
void
kiosk_transport_send_async (KioskTransport *self, const KioskRequest *request,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange;

  g_task_set_source_tag (task, kiosk_transport_send_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  exchange = g_new0 (Exchange, 1);
  exchange->transport = self;
  exchange->task = g_steal_pointer (&task);
  exchange->easy = curl_easy_init ();
  exchange->answer = g_byte_array_new ();
  g_hash_table_add (self->exchanges, exchange);

  set_connection (self, exchange->easy);
  set_request (self, exchange, request);
  set_headers (exchange, request);
  watch_cancellable (exchange, cancellable);
  curl_multi_add_handle (self->multi, exchange->easy);
}

/**
 * kiosk_transport_send_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: a #KioskTransportError, or that it was cancelled
 *
 * Returns: (transfer full): the answer, of whatever status and whoever gave it
 */
KioskAnswer *
kiosk_transport_send_finish (KioskTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
