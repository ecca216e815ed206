/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/routes.h"

#include "gateway/track-page.h"

static enum MHD_Result
reply (KioskRequest *request, int status, KioskTrackMood mood, const KioskReceiptCode *receipt,
       const KioskRecord *record)
{
  const char *asked = MHD_lookup_connection_value (request->connection, MHD_GET_ARGUMENT_KIND, "l");
  const char *code
      = kiosk_track_language (asked, kiosk_request_header (request, "Accept-Language"));
  g_autoptr (GBytes) page
      = kiosk_track_write (request->gateway->language, code, mood, receipt, record);

  return kiosk_request_reply (request, status, "text/html; charset=utf-8", page);
}

/**
 * kiosk_track_get:
 * @request: GET /R/{code} or /r/{code}
 *
 * The page behind the code of a slip. That a code is unknown here and that it is forged are two
 * things: the first is an honest slip whose kiosk has no network yet.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_track_get (KioskRequest *request)
{
  KioskGateway *gateway = request->gateway;
  g_autoptr (GPtrArray) keys = kiosk_device_keys_list (gateway->devices);
  g_autofree char *text = g_strconcat ("https://gateway/R/", request->argument, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskReceiptCode) receipt = kiosk_receipt_code_verify (text, keys, &error);
  g_autoptr (KioskSigningKey) key = NULL;
  g_autoptr (KioskRecord) record = NULL;

  if (g_error_matches (error, KIOSK_RECEIPT_CODE_ERROR, KIOSK_RECEIPT_CODE_ERROR_MALFORMED))
    return reply (request, MHD_HTTP_NOT_FOUND, KIOSK_TRACK_UNREADABLE, NULL, NULL);
  /* A device can sign for itself only. */
  if (receipt != NULL)
    key = kiosk_device_keys_find (gateway->devices, receipt->kiosk, receipt->key_id);
  if (key == NULL)
    return reply (request, MHD_HTTP_FORBIDDEN, KIOSK_TRACK_FORGED, NULL, NULL);

  g_clear_error (&error);
  record = kiosk_records_find (gateway->records, receipt->submission_id, &error);
  if (record == NULL
      && !g_error_matches (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND))
    return reply (request, MHD_HTTP_SERVICE_UNAVAILABLE, KIOSK_TRACK_BUSY, NULL, NULL);
  if (record != NULL && !g_str_equal (record->device, receipt->kiosk))
    return reply (request, MHD_HTTP_FORBIDDEN, KIOSK_TRACK_FORGED, NULL, NULL);

  return reply (request, MHD_HTTP_OK, kiosk_track_mood_of (record), receipt, record);
}
