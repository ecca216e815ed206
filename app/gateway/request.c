/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/request.h"

#define PAGE_POLICY "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
#define PROBLEM_MEDIA_TYPE "application/problem+json"

/**
 * kiosk_request_new:
 * @gateway: what the request may need
 * @connection: where it came in
 *
 * Returns: (transfer full): a request that nothing is known of
 */
KioskRequest *
kiosk_request_new (KioskGateway *gateway, struct MHD_Connection *connection)
{
  KioskRequest *self = g_new0 (KioskRequest, 1);

  self->gateway = gateway;
  self->connection = connection;
  self->peer = kiosk_peer_of (connection);
  self->body = g_byte_array_new ();

  return self;
}

/**
 * kiosk_request_free:
 * @self: (transfer full) (nullable): a request that is over
 */
void
kiosk_request_free (KioskRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->argument);
  g_byte_array_unref (self->body);
  kiosk_commit_free (self->commit);
  g_free (self);
}

/**
 * kiosk_request_refuse:
 * @self: a request whose body is still coming
 * @type: what programs act on
 * @status: HTTP status
 * @detail: a constant, for the log at the other end
 *
 * Settles the answer; the first refusal counts. The body is let pass by unread, so that the other
 * end can be told why instead of finding the line cut.
 */
void
kiosk_request_refuse (KioskRequest *self, KioskProblemType type, int status, const char *detail)
{
  if (self->refusal_status != 0)
    return;

  self->refusal_type = type;
  self->refusal_status = status;
  self->refusal_detail = detail;
  g_byte_array_set_size (self->body, 0);
}

static void
add_headers (struct MHD_Response *response, KioskRequest *self, int status, const char *media_type)
{
  if (media_type != NULL)
    MHD_add_response_header (response, "Content-Type", media_type);
  MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (media_type != NULL && g_str_has_prefix (media_type, "text/html"))
    {
      MHD_add_response_header (response, "Content-Security-Policy", PAGE_POLICY);
      MHD_add_response_header (response, "Referrer-Policy", "no-referrer");
    }
  if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
    MHD_add_response_header (response, "Retry-After", "5");
  if (status == MHD_HTTP_METHOD_NOT_ALLOWED && self->route != NULL)
    MHD_add_response_header (response, "Allow", self->route->method);
  if (g_atomic_int_get (&self->gateway->draining))
    MHD_add_response_header (response, "Connection", "close");
}

/**
 * kiosk_request_reply:
 * @self: a request that is all here
 * @status: HTTP status
 * @media_type: (nullable): of @body
 * @body: (nullable): the answer
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_request_reply (KioskRequest *self, int status, const char *media_type, GBytes *body)
{
  gsize length = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  struct MHD_Response *response = MHD_create_response_from_buffer (
      length, length > 0 ? (void *) data : (void *) "", MHD_RESPMEM_MUST_COPY);
  enum MHD_Result result;

  if (response == NULL)
    return MHD_NO;

  add_headers (response, self, status, media_type);
  result = MHD_queue_response (self->connection, (unsigned int) status, response);
  MHD_destroy_response (response);

  return result;
}

/**
 * kiosk_request_problem:
 * @self: a request that is all here
 * @type: what programs act on
 * @status: HTTP status
 * @detail: (nullable): for the log at the other end; nothing about a person
 * @missing: (nullable) (element-type utf8): digests of chunks
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_request_problem (KioskRequest *self, KioskProblemType type, int status, const char *detail,
                       const GPtrArray *missing)
{
  g_autoptr (GBytes) body = kiosk_problem_write (type, status, detail, missing);

  return kiosk_request_reply (self, status, PROBLEM_MEDIA_TYPE, body);
}

/**
 * kiosk_request_header:
 * @self: a request
 * @name: a header
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
kiosk_request_header (KioskRequest *self, const char *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, name);
}

/**
 * kiosk_request_number:
 * @self: a request
 * @name: a parameter of the query
 * @fallback: when it is not given
 *
 * Returns: its value, -1 when it is not a number from 0 to 2^53
 */
gint64
kiosk_request_number (KioskRequest *self, const char *name, gint64 fallback)
{
  const char *text = MHD_lookup_connection_value (self->connection, MHD_GET_ARGUMENT_KIND, name);
  guint64 number;

  if (text == NULL)
    return fallback;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_GUINT64_CONSTANT (9007199254740991), &number,
                                   NULL))
    return -1;

  return (gint64) number;
}
