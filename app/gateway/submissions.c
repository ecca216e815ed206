/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/routes.h"

#include "base/digest.h"
#include "base/encode.h"
#include "wire/acknowledgement.h"
#include "wire/canonical.h"
#include "wire/manifest.h"

/* Between the body and the answer the connection sleeps, and the committer's thread wakes it. */
static void
wake (KioskCommit *commit, gpointer user_data)
{
  MHD_resume_connection (user_data);
}

static enum MHD_Result
answer (KioskRequest *request, const KioskCommit *commit)
{
  g_autoptr (GBytes) body = NULL;

  switch (commit->outcome)
    {
    case KIOSK_COMMIT_CREATED:
    case KIOSK_COMMIT_REPLAYED:
      body = kiosk_acknowledgement_body (commit->receipt, commit->receipt_signature);
      return kiosk_request_reply (
          request, commit->outcome == KIOSK_COMMIT_CREATED ? MHD_HTTP_CREATED : MHD_HTTP_OK,
          "application/json", body);
    case KIOSK_COMMIT_ID_REUSED:
      return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_ID_REUSED,
                                    MHD_HTTP_UNPROCESSABLE_CONTENT,
                                    "another submission has this id already", NULL);
    case KIOSK_COMMIT_MISSING_CHUNKS:
      return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MISSING_CHUNKS, MHD_HTTP_CONFLICT,
                                    "send these chunks, then this again", commit->missing);
    case KIOSK_COMMIT_FAILED:
    default:
      return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_BUSY, MHD_HTTP_SERVICE_UNAVAILABLE,
                                    "not committed: send it later", NULL);
    }
}

/* Whether the manifest may be in this request at all; nothing of the submission is blamed. */
static const char *
find_stranger (KioskRequest *request, const KioskManifest *manifest)
{
  if (!g_str_equal (manifest->id, request->argument))
    return "the manifest has another id than the path";
  if (!g_str_equal (manifest->device, request->device))
    return "the manifest is of another device than the certificate";
  if (!g_str_equal (manifest->tenant, request->gateway->config->tenant))
    return "the manifest is for another tenant";

  return NULL;
}

static gboolean
check_signature (KioskRequest *request, const KioskManifest *manifest, const KioskCommit *commit,
                 KioskProblemType *type)
{
  KioskGateway *gateway = request->gateway;
  g_autoptr (KioskSigningKey) key
      = kiosk_device_keys_find (gateway->devices, request->device, manifest->device_kid);
  gsize length;
  gconstpointer data = g_bytes_get_data (commit->manifest, &length);

  *type = KIOSK_PROBLEM_TYPE_UNKNOWN_KID;
  if (key == NULL
      || (gateway->intake_kid != NULL && !g_str_equal (gateway->intake_kid, manifest->intake_kid)))
    return FALSE;

  *type = KIOSK_PROBLEM_TYPE_BAD_SIGNATURE;
  return kiosk_signing_key_verify (key, data, length, g_bytes_get_data (commit->signature, NULL));
}

/* A replay is answered before anything is checked again: keys change, but what was signed for is
 * signed for. */
static gboolean
answer_replay (KioskRequest *request, KioskCommit *commit, enum MHD_Result *result)
{
  g_autoptr (KioskRecord) record = kiosk_records_find (request->gateway->records, commit->id, NULL);

  if (record == NULL || !g_str_equal (record->device, request->device)
      || !g_str_equal (record->manifest_sha256, commit->manifest_sha256))
    return FALSE;

  commit->outcome = KIOSK_COMMIT_REPLAYED;
  commit->receipt = g_steal_pointer (&record->receipt);
  commit->receipt_signature = g_steal_pointer (&record->receipt_signature);
  *result = answer (request, commit);
  return TRUE;
}

static GPtrArray *
copy_chunks (const KioskManifest *manifest)
{
  g_autoptr (GPtrArray) list = kiosk_manifest_list_chunks (manifest);
  GPtrArray *copy = g_ptr_array_new_full (list->len, g_free);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (list, i)));

  return copy;
}

static enum MHD_Result
begin_commit (KioskRequest *request, KioskCommit *commit)
{
  request->commit = commit;
  MHD_suspend_connection (request->connection);
  if (kiosk_committer_submit (request->gateway->committer, commit, wake, request->connection))
    return MHD_YES;

  /* Too many wait, or we are going down: resumed with the outcome it was born with, failed. */
  MHD_resume_connection (request->connection);
  return MHD_YES;
}

/**
 * kiosk_submissions_put:
 * @request: PUT /v1/submissions/{id}
 *
 * The one commit point: 201 and 200 carry a signed receipt for what is durable.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_submissions_put (KioskRequest *request)
{
  g_autoptr (GBytes) body = g_bytes_new_static (request->body->data, request->body->len);
  g_autoptr (KioskCommit) commit = NULL;
  g_autoptr (KioskManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;
  const char *idempotency = kiosk_request_header (request, "Idempotency-Key");
  const char *strange;
  KioskProblemType type;
  enum MHD_Result result;

  if (request->commit != NULL)
    return answer (request, request->commit);

  commit = kiosk_commit_new ();
  if (kiosk_envelope_parse (body, &commit->manifest, &commit->signature, &error))
    manifest = kiosk_manifest_parse (commit->manifest, &error);
  if (manifest == NULL)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MALFORMED, MHD_HTTP_BAD_REQUEST,
                                  error->message, NULL);
  if (idempotency != NULL && g_strcmp0 (idempotency, request->argument) != 0)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_MALFORMED, MHD_HTTP_BAD_REQUEST,
                                  "Idempotency-Key is not the id of the submission", NULL);

  strange = find_stranger (request, manifest);
  if (strange != NULL)
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_FORBIDDEN, MHD_HTTP_FORBIDDEN,
                                  strange, NULL);

  commit->id = g_strdup (manifest->id);
  commit->device = g_strdup (manifest->device);
  commit->provisional = g_strdup (manifest->provisional);
  commit->procedure = g_strdup (manifest->procedure);
  commit->manifest_sha256 = kiosk_sha256_hex (g_bytes_get_data (commit->manifest, NULL),
                                              g_bytes_get_size (commit->manifest));
  commit->chunks = copy_chunks (manifest);
  if (answer_replay (request, commit, &result))
    return result;

  if (!check_signature (request, manifest, commit, &type))
    return kiosk_request_problem (request, type, MHD_HTTP_UNPROCESSABLE_CONTENT,
                                  "the manifest is not signed by a key this device has, or sealed "
                                  "to a key that is not ours",
                                  NULL);

  return begin_commit (request, g_steal_pointer (&commit));
}

static GBytes *
describe (const KioskRecord *record)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *receipt = kiosk_base64_encode (g_bytes_get_data (record->receipt, NULL),
                                                  g_bytes_get_size (record->receipt));
  g_autofree char *signature
      = kiosk_base64_encode (g_bytes_get_data (record->receipt_signature, NULL),
                             g_bytes_get_size (record->receipt_signature));

  json_object_set_string_member (object, "state", kiosk_record_state_to_string (record->state));
  json_object_set_int_member (object, "status", record->status);
  json_object_set_string_member (object, "receipt", receipt);
  json_object_set_string_member (object, "signature", signature);
  if (record->official != NULL)
    json_object_set_string_member (object, "official", record->official);
  json_node_set_object (node, object);

  return kiosk_canonical_write (node, NULL);
}

/**
 * kiosk_submissions_get:
 * @request: GET /v1/submissions/{id}
 *
 * What became of a submission of this device. Of another's it says the same as of none.
 *
 * Returns: what libmicrohttpd wants to hear
 */
enum MHD_Result
kiosk_submissions_get (KioskRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskRecord) record
      = kiosk_records_find (request->gateway->records, request->argument, &error);
  g_autoptr (GBytes) body = NULL;

  if (record == NULL
      && !g_error_matches (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_NOT_FOUND))
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_BUSY, MHD_HTTP_SERVICE_UNAVAILABLE,
                                  "cannot look just now", NULL);
  if (record == NULL || !g_str_equal (record->device, request->device))
    return kiosk_request_problem (request, KIOSK_PROBLEM_TYPE_NOT_FOUND, MHD_HTTP_NOT_FOUND,
                                  "this device has sent no such submission", NULL);

  body = describe (record);
  return kiosk_request_reply (request, MHD_HTTP_OK, "application/json", body);
}
