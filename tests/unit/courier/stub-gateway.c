/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stub-gateway.h"

#include "base/digest.h"
#include "wire/acknowledgement.h"
#include "wire/event.h"
#include "wire/envelope.h"
#include "wire/problem.h"

#include <microhttpd.h>

#include <netinet/in.h>
#include <string.h>

struct _StubGateway
{
  struct MHD_Daemon *daemon;
  char *url;
  KioskSigningKey *key;
  KioskSigningKey *other_key;
  GMutex mutex; /* of all below */
  StubMood mood;
  guint times;
  GHashTable *chunks;      /* (element-type utf8) */
  GHashTable *submissions; /* (element-type utf8 GBytes): id to manifest */
  GPtrArray *events;       /* (element-type KioskEvent) */
  guint n_commits;
  guint n_chunks;
  guint n_requests;
};

static enum MHD_Result
reply (struct MHD_Connection *connection, guint status, GBytes *body, const char *header,
       const char *value)
{
  gsize length = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &length) : "";
  struct MHD_Response *response
      = MHD_create_response_from_buffer (length, (void *) data, MHD_RESPMEM_MUST_COPY);
  enum MHD_Result result;

  if (header != NULL)
    MHD_add_response_header (response, header, value);
  result = MHD_queue_response (connection, status, response);
  MHD_destroy_response (response);
  return result;
}

static enum MHD_Result
reply_problem (struct MHD_Connection *connection, guint status, KioskProblemType type,
               const GPtrArray *missing)
{
  g_autoptr (GBytes) body = kiosk_problem_write (type, (int) status, NULL, missing);

  return reply (connection, status, body, "Retry-After", status == 503 ? "1" : "0");
}

static enum MHD_Result
reply_mood (StubMood mood, struct MHD_Connection *connection)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>Welcome to free WiFi</html>", 33);

  switch ((int) mood)
    {
    case STUB_PORTAL:
      return reply (connection, 200, page, "Content-Type", "text/html");
    case STUB_REDIRECT:
      return reply (connection, 302, page, "Location", "http://portal.example/");
    case STUB_BUSY:
      return reply_problem (connection, 503, KIOSK_PROBLEM_TYPE_BUSY, NULL);
    case STUB_TOO_LARGE:
      return reply_problem (connection, 413, KIOSK_PROBLEM_TYPE_TOO_LARGE, NULL);
    case STUB_ID_REUSED:
      return reply_problem (connection, 422, KIOSK_PROBLEM_TYPE_ID_REUSED, NULL);
    case STUB_FORBIDDEN:
      return reply_problem (connection, 403, KIOSK_PROBLEM_TYPE_UNKNOWN_DEVICE, NULL);
    default:
      return reply_problem (connection, 404, KIOSK_PROBLEM_TYPE_UNKNOWN, NULL);
    }
}

static enum MHD_Result
reply_receipt (StubGateway *self, StubMood mood, struct MHD_Connection *connection, const char *id,
               GBytes *manifest)
{
  KioskSigningKey *key = mood == STUB_FORGER ? self->other_key : self->key;
  gsize length;
  gconstpointer data = g_bytes_get_data (manifest, &length);
  g_autofree char *digest
      = mood == STUB_OTHER_ENTRY ? kiosk_sha256_hex ("", 0) : kiosk_sha256_hex (data, length);
  KioskAcknowledgement facts = {
    .id = (char *) id,
    .manifest_sha256 = digest,
    .device = (char *) "KIOSK7",
    .tenant = (char *) "H99.018.02",
    .received_at = (char *) "2026-11-24T12:00:05+07:00",
    .kid = (char *) kiosk_signing_key_get_id (self->key),
  };
  g_autoptr (GBytes) receipt = kiosk_acknowledgement_write (&facts);
  guint8 signature[KIOSK_SIGNATURE_SIZE];
  g_autoptr (GBytes) signature_bytes = NULL;
  g_autoptr (GBytes) body = NULL;

  data = g_bytes_get_data (receipt, &length);
  g_assert_true (kiosk_signing_key_sign (key, data, length, signature));
  signature_bytes = g_bytes_new (signature, sizeof signature);
  body = kiosk_acknowledgement_body (receipt, signature_bytes);
  return reply (connection, 201, body, "Content-Type", "application/json");
}

static enum MHD_Result
take_chunk (StubGateway *self, StubMood mood, struct MHD_Connection *connection, const char *digest,
            GByteArray *body)
{
  g_autofree char *found = kiosk_sha256_hex (body->data, body->len);

  g_assert_cmpstr (found, ==, digest);
  self->n_chunks++;
  if (mood == STUB_MANGLED)
    return reply_problem (connection, 400, KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH, NULL);
  if (mood != STUB_FORGETS)
    g_hash_table_add (self->chunks, g_strdup (digest));
  return reply (connection, 201, NULL, NULL, NULL);
}

static enum MHD_Result
take_submission (StubGateway *self, StubMood mood, struct MHD_Connection *connection,
                 const char *id, GByteArray *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body->data, body->len);
  g_autoptr (GBytes) manifest_bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (KioskManifest) manifest = NULL;
  g_autoptr (GPtrArray) chunks = NULL;
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  g_assert_true (kiosk_envelope_parse (bytes, &manifest_bytes, &signature, NULL));
  manifest = kiosk_manifest_parse (manifest_bytes, NULL);
  g_assert_nonnull (manifest);
  g_assert_cmpstr (manifest->id, ==, id);
  chunks = kiosk_manifest_list_chunks (manifest);
  for (guint i = 0; i < chunks->len; i++)
    if (!g_hash_table_contains (self->chunks, g_ptr_array_index (chunks, i)))
      g_ptr_array_add (missing, g_ptr_array_index (chunks, i));
  if (missing->len > 0)
    return reply_problem (connection, 409, KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, missing);

  self->n_commits += !g_hash_table_contains (self->submissions, id);
  g_hash_table_insert (self->submissions, g_strdup (id), g_bytes_ref (manifest_bytes));
  if (mood == STUB_HANGS_UP)
    return MHD_NO;
  return reply_receipt (self, mood, connection, id, manifest_bytes);
}

static enum MHD_Result
tell_events (StubGateway *self, struct MHD_Connection *connection)
{
  const char *after = MHD_lookup_connection_value (connection, MHD_GET_ARGUMENT_KIND, "after");
  gint64 cursor = g_ascii_strtoll (after, NULL, 10);
  g_autoptr (GPtrArray) news = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < self->events->len; i++)
    if (((KioskEvent *) g_ptr_array_index (self->events, i))->sequence > cursor)
      g_ptr_array_add (news, g_ptr_array_index (self->events, i));
  if (news->len == 0)
    return reply (connection, 204, NULL, NULL, NULL);
  body = kiosk_events_write (news);
  return reply (connection, 200, body, "Content-Type", "application/json");
}

static enum MHD_Result
handle (StubGateway *self, struct MHD_Connection *connection, const char *url, const char *method,
        GByteArray *body)
{
  gboolean inbox = g_str_equal (url, "/v1/inbox");
  /* Moods are shown to deliveries; the inbox only shares those that are the whole network's. */
  gboolean shown
      = self->times > 0 && (!inbox || self->mood == STUB_PORTAL || self->mood == STUB_REDIRECT);
  StubMood mood = shown ? self->mood : STUB_WELL;
  gboolean refuses = mood != STUB_WELL && mood != STUB_FORGER && mood != STUB_OTHER_ENTRY
                     && mood != STUB_HANGS_UP && mood != STUB_MANGLED && mood != STUB_FORGETS;
  gboolean chunk = g_str_has_prefix (url, "/v1/chunks/");

  self->n_requests++;
  if (shown && (refuses || chunk == (mood == STUB_MANGLED || mood == STUB_FORGETS)))
    self->times--;
  if (refuses)
    return reply_mood (mood, connection);
  if (inbox)
    return tell_events (self, connection);
  if (chunk)
    return take_chunk (self, mood, connection, url + strlen ("/v1/chunks/"), body);

  url += strlen ("/v1/submissions/");
  if (g_str_equal (method, "PUT"))
    return take_submission (self, mood, connection, url, body);
  if (g_hash_table_contains (self->submissions, url))
    return reply (connection, 200, NULL, NULL, NULL);
  return reply_problem (connection, 404, KIOSK_PROBLEM_TYPE_NOT_FOUND, NULL);
}

static enum MHD_Result
on_request (void *user_data, struct MHD_Connection *connection, const char *url, const char *method,
            const char *version, const char *data, size_t *size, void **context)
{
  StubGateway *self = user_data;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = NULL;

  if (*context == NULL)
    {
      *context = g_byte_array_new ();
      return MHD_YES;
    }
  if (*size > 0)
    {
      g_byte_array_append (*context, (const guint8 *) data, (guint) *size);
      *size = 0;
      return MHD_YES;
    }

  locker = g_mutex_locker_new (&self->mutex);
  return handle (self, connection, url, method, *context);
}

static void
on_done (void *user_data, struct MHD_Connection *connection, void **context,
         enum MHD_RequestTerminationCode why)
{
  if (*context != NULL)
    g_byte_array_unref (*context);
}

/** stub_gateway_new: listens at once. */
StubGateway *
stub_gateway_new (void)
{
  StubGateway *self = g_new0 (StubGateway, 1);
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const union MHD_DaemonInfo *info;

  self->key = kiosk_signing_key_generate ();
  self->other_key = kiosk_signing_key_generate ();
  self->chunks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->submissions
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_event_free);
  g_mutex_init (&self->mutex);
  self->daemon = MHD_start_daemon (MHD_USE_AUTO_INTERNAL_THREAD, 0, NULL, NULL, on_request, self,
                                   MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED,
                                   on_done, NULL, MHD_OPTION_END);
  g_assert_nonnull (self->daemon);
  info = MHD_get_daemon_info (self->daemon, MHD_DAEMON_INFO_BIND_PORT);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", info->port);
  return self;
}

/** stub_gateway_free: hangs up on everybody. */
void
stub_gateway_free (StubGateway *self)
{
  MHD_stop_daemon (self->daemon);
  g_free (self->url);
  kiosk_signing_key_unref (self->key);
  kiosk_signing_key_unref (self->other_key);
  g_hash_table_unref (self->chunks);
  g_hash_table_unref (self->submissions);
  g_ptr_array_unref (self->events);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** stub_gateway_get_url: where it listens. */
const char *
stub_gateway_get_url (StubGateway *self)
{
  return self->url;
}

/** stub_gateway_get_key: signs its receipts. */
KioskSigningKey *
stub_gateway_get_key (StubGateway *self)
{
  return self->key;
}

/** stub_gateway_set_mood: what goes wrong with the next @times requests that it can go wrong with. */
void
stub_gateway_set_mood (StubGateway *self, StubMood mood, guint times)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->mood = mood;
  self->times = times;
}

/** stub_gateway_count: how many of what it has seen. */
guint
stub_gateway_count (StubGateway *self, const char *what)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (g_str_equal (what, "commits"))
    return self->n_commits;
  return g_str_equal (what, "chunks") ? self->n_chunks : self->n_requests;
}

/** stub_gateway_has: whether it has a submission. */
gboolean
stub_gateway_has (StubGateway *self, const char *id)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_hash_table_contains (self->submissions, id);
}

/** stub_gateway_forget: as after an old backup. */
void
stub_gateway_forget (StubGateway *self, const char *id)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->submissions, id);
  g_hash_table_remove_all (self->chunks);
}

/** stub_gateway_number: gives a submission its official number, told at the next look. */
void
stub_gateway_number (StubGateway *self, const char *id, const char *official)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  KioskEvent *event = g_new0 (KioskEvent, 1);

  event->sequence = self->events->len + 1;
  event->submission_id = g_strdup (id);
  event->kind = g_strdup ("numbered");
  event->official = g_strdup (official);
  event->status = 2;
  event->at = g_strdup ("2026-11-24T12:00:09+07:00");
  g_ptr_array_add (self->events, event);
}
