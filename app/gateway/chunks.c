/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/routes.h"

#include "base/digest.h"
#include "wire/digests.h"

/**
 * kiosk_chunks_put:
 * @request: PUT /v1/chunks/{sha256}
 *
 * Keeps one chunk. 201 and 200 are said only when it is on the disk.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_chunks_put (KioskRequest *request)
{
  g_autofree char *digest = kiosk_sha256_hex (request->body->data, request->body->len);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  if (request->body->len == 0)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MALFORMED, MHD_HTTP_BAD_REQUEST,
                                  "a chunk has at least one byte", NULL);
  if (!g_str_equal (digest, request->argument))
    return kiosk_request_problem (
        request, KIOSK_PROBLEM_TYPE_DIGEST_MISMATCH, MHD_HTTP_BAD_REQUEST,
        "the bytes that came are not the ones the path names: send them again", NULL);

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&request->body));
  request->body = g_byte_array_new ();
  if (!kiosk_blobs_put (request->gateway->blobs, digest, bytes, &is_new, &error))
    {
      g_warning ("chunk not kept, its device will try again: %s", error->message);
      return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_BUSY, MHD_HTTP_SERVICE_UNAVAILABLE,
                                    "the chunk could not be kept: send it later", NULL);
    }

  return kiosk_request_reply (request, is_new ? MHD_HTTP_CREATED : MHD_HTTP_OK, NULL, NULL);
}

/**
 * kiosk_chunks_missing:
 * @request: POST /v1/chunks/missing
 *
 * Says which of up to 500 chunks are not here.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_chunks_missing (KioskRequest *request)
{
  g_autoptr (GBytes) question = g_bytes_new_static (request->body->data, request->body->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) digests = kiosk_digests_parse (question, "chunks", &error);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (GBytes) answer = NULL;

  if (digests == NULL)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MALFORMED, MHD_HTTP_BAD_REQUEST,
                                  error->message, NULL);

  for (guint i = 0; i < digests->len; i++)
    if (!kiosk_blobs_has (request->gateway->blobs, g_ptr_array_index (digests, i)))
      g_ptr_array_add (missing, g_ptr_array_index (digests, i));

  answer = kiosk_digests_write ("missing", missing);
  return kiosk_request_reply (request, MHD_HTTP_OK, "application/json", answer);
}
