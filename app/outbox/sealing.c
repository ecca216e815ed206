/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/sealing.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "outbox/error.h"

#define FILE_MODE 0600

/* A file whose fsync failed may look whole and not be: it is given up and written anew from memory,
 * once, under a new temporary name. A disk that refuses twice is not asked again. */
static gboolean
write_chunk (const char *path, gconstpointer data, gsize length, GError **error)
{
  g_autoptr (GError) first = NULL;

  if (kiosk_atomic_file_place (path, data, length, FILE_MODE, &first))
    return TRUE;
  if (!g_error_matches (first, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }

  g_warning ("A sealed part is written anew: %s", first->message);
  return kiosk_atomic_file_place (path, data, length, FILE_MODE, error);
}

static gboolean
write_part (KioskManifest *manifest, const char *kind, const KioskSecret *key,
            const KioskSecret *plain, const char *folder, GError **error)
{
  gsize plain_length, length;
  gconstpointer plain_data = kiosk_secret_get_data (plain, &plain_length);
  g_autoptr (GBytes) sealed = kiosk_seal (key, plain_data, plain_length);
  const guint8 *data = g_bytes_get_data (sealed, &length);
  KioskManifestPart *part = kiosk_manifest_add_part (manifest, kind, length);

  for (gsize offset = 0; offset < length; offset += KIOSK_WIRE_MAX_CHUNK)
    {
      gsize n = MIN (length - offset, KIOSK_WIRE_MAX_CHUNK);
      g_autofree char *digest = kiosk_sha256_hex (data + offset, n);
      g_autofree char *path = g_build_filename (folder, digest, NULL);

      if (!write_chunk (path, data + offset, n, error))
        return FALSE;
      g_ptr_array_add (part->chunks, g_steal_pointer (&digest));
    }

  return TRUE;
}

static gboolean
write_parts (KioskManifest *manifest, const KioskSealingOrder *order, const KioskSecret *key,
             const char *folder, GError **error)
{
  g_autoptr (KioskSecret) dossier
      = kiosk_submission_number_dossier (order->submission, order->provisional);
  const GPtrArray *parts = kiosk_submission_get_parts (order->submission);

  if (!write_part (manifest, "dossier", key, dossier, folder, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const KioskPart *part = g_ptr_array_index (parts, i);

      if (!write_part (manifest, part->kind, key, part->plain, folder, error))
        return FALSE;
    }

  return TRUE;
}

static KioskManifest *
start_manifest (const KioskSealingOrder *order)
{
  KioskManifest *manifest = kiosk_manifest_new ();
  KioskSubmission *submission = order->submission;
  const char *boot_id = kiosk_clock_get_boot_id (order->clock);

  manifest->id = g_strdup (kiosk_submission_get_id (submission));
  manifest->device = g_strdup (order->office->kiosk);
  manifest->sequence = order->sequence;
  manifest->tenant = g_strdup (order->office->tenant);
  manifest->provisional = g_strdup (order->provisional);
  manifest->procedure = g_strdup (kiosk_submission_get_procedure (submission));
  manifest->procedure_version = kiosk_submission_get_version (submission);
  manifest->assurance
      = g_strdup (kiosk_assurance_to_string (kiosk_submission_get_assurance (submission)));
  manifest->created
      = g_date_time_format (kiosk_submission_get_created (submission), "%Y-%m-%dT%H:%M:%S%:z");
  manifest->clock = g_strdup (kiosk_submission_get_clock (submission));
  manifest->boot_id = g_strdup (boot_id != NULL && *boot_id != '\0' ? boot_id : "unknown");
  manifest->monotonic = kiosk_clock_get_monotonic (order->clock);
  manifest->intake_kid = g_strdup (kiosk_intake_key_get_id (order->intake));
  manifest->device_kid = g_strdup (kiosk_signing_key_get_id (order->device));
  return manifest;
}

/* What cannot be read back would be refused by the province days later, with the citizen gone. */
static gboolean
sign_manifest (KioskManifest *manifest, const KioskSealingOrder *order,
               KioskSealedEnvelope *envelope, GError **error)
{
  g_autoptr (GBytes) bytes = kiosk_manifest_write (manifest);
  g_autoptr (KioskManifest) read_back = NULL;
  guint8 signature[KIOSK_SIGNATURE_SIZE];
  gsize length;
  gconstpointer data;

  if (bytes != NULL)
    read_back = kiosk_manifest_parse (bytes, error);
  if (read_back == NULL)
    {
      g_prefix_error (error, "The configuration's kiosk or tenant does not fit a manifest: ");
      return FALSE;
    }

  data = g_bytes_get_data (bytes, &length);
  if (!kiosk_signing_key_sign (order->device, data, length, signature))
    {
      g_set_error_literal (error, KIOSK_OUTBOX_ERROR, KIOSK_OUTBOX_ERROR_REFUSED,
                           "The device key has no private half; enrol the kiosk");
      return FALSE;
    }

  envelope->manifest = g_steal_pointer (&bytes);
  envelope->signature = g_bytes_new (signature, sizeof signature);
  for (guint i = 0; i < manifest->parts->len; i++)
    envelope->size += ((KioskManifestPart *) g_ptr_array_index (manifest->parts, i))->size;
  return TRUE;
}

/**
 * kiosk_sealing_write:
 * @order: what to seal
 * @folder: an empty folder for the parts
 * @envelope: (out caller-allocates): what describes them
 * @error: where to say why not; what is already in @folder is for the caller to remove
 *
 * Seals dossier and pages under a key of their own, which is sealed to the province and then
 * forgotten: from here on this kiosk cannot read what it keeps. Plain bytes never reach the disk.
 * Files are durable when this returns, their names only after kiosk_entry_folder_settle().
 *
 * Returns: whether @envelope was made
 */
gboolean
kiosk_sealing_write (const KioskSealingOrder *order, const char *folder,
                     KioskSealedEnvelope *envelope, GError **error)
{
  g_autoptr (KioskSecret) key = kiosk_seal_key_new ();
  g_autoptr (KioskManifest) manifest = start_manifest (order);

  *envelope = (KioskSealedEnvelope){ 0 };
  manifest->sealed_key = kiosk_intake_key_seal (order->intake, key);
  return write_parts (manifest, order, key, folder, error)
         && sign_manifest (manifest, order, envelope, error);
}

/**
 * kiosk_sealed_envelope_clear:
 * @self: an envelope on the stack
 */
void
kiosk_sealed_envelope_clear (KioskSealedEnvelope *self)
{
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
}
