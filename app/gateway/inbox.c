/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/routes.h"

#include "wire/event.h"

#define MAX_WAIT 60

/* A device that was tampered with may name any sequence; no honest one gets near this. */
#define MAX_AFTER (G_GINT64_CONSTANT (1) << 40)

static GPtrArray *
list_news (KioskRequest *request, gint64 after)
{
  KioskRecords *records = request->gateway->records;
  g_autoptr (GError) error = NULL;

  if (after > 0 && after < MAX_AFTER
      && !kiosk_records_catch_up (records, request->device, after, &error))
    {
      g_warning ("events of a device cannot be looked at: %s", error->message);
      return NULL;
    }

  return kiosk_records_list_events (records, request->device, after, KIOSK_EVENTS_MAX, NULL);
}

static void
wake (gpointer user_data)
{
  MHD_resume_connection (user_data);
}

/**
 * kiosk_inbox_get:
 * @request: GET /v1/inbox?after=N&wait=SECONDS
 *
 * The events of a device after the last it has seen: at once if there are any, else when there is
 * one, else 204 when the time is up.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_inbox_get (KioskRequest *request)
{
  KioskGateway *gateway = request->gateway;
  gint64 after = kiosk_request_number (request, "after", 0);
  gint64 wait = kiosk_request_number (request, "wait", 0);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) body = NULL;

  if (after < 0 || wait < 0)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MALFORMED, MHD_HTTP_BAD_REQUEST,
                                  "\"after\" and \"wait\" are whole numbers", NULL);

  events = list_news (request, after);
  if (events == NULL)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_BUSY, MHD_HTTP_SERVICE_UNAVAILABLE,
                                  "cannot look just now", NULL);
  if (events->len > 0)
    {
      body = kiosk_events_write (events);
      return kiosk_request_reply (request, MHD_HTTP_OK, "application/json", body);
    }
  if (request->waited || wait == 0)
    return kiosk_request_reply (request, MHD_HTTP_NO_CONTENT, NULL, NULL);

  request->waited = TRUE;
  MHD_suspend_connection (request->connection);
  if (!kiosk_waiting_room_enter (gateway->waiting_room, request->device, after,
                                 (guint) MIN (wait, MAX_WAIT), wake, request->connection))
    MHD_resume_connection (request->connection);

  return MHD_YES;
}

/**
 * kiosk_health_get:
 * @request: GET /v1/health
 *
 * Whether this gateway can be sent to: for load balancers, so no certificate is demanded.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_health_get (KioskRequest *request)
{
  KioskGateway *gateway = request->gateway;
  g_autoptr (GBytes) body = NULL;

  if (g_atomic_int_get (&gateway->draining) || kiosk_records_get_version (gateway->records) < 0)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_BUSY, MHD_HTTP_SERVICE_UNAVAILABLE,
                                  "going down, or the database does not answer", NULL);

  body = g_bytes_new_static ("{\"status\":\"ok\"}", 15);
  return kiosk_request_reply (request, MHD_HTTP_OK, "application/json", body);
}
