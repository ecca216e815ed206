/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/gateway.h"

#include "base/atomic-file.h"
#include "base/seal.h"
#include "gateway/file-blobs.h"
#include "gateway/sqlite-records.h"

/**
 * kiosk_gateway_open_records:
 * @config: where
 * @error: return location
 *
 * Returns: (transfer full): the records
 */
KioskRecords *
kiosk_gateway_open_records (const KioskGatewayConfig *config, GError **error)
{
  g_autofree char *path = g_build_filename (config->data, "gateway.sqlite", NULL);
  g_autofree char *parent = g_path_get_dirname (config->data);
  KioskSqliteRecords *records;

  if (g_mkdir_with_parents (config->data, 0700) != 0)
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "cannot make the folder of setting \"data\", %s", config->data);
      return NULL;
    }

  if (!kiosk_sync_folder (parent, error))
    return NULL;

  records = kiosk_sqlite_records_open (path, KIOSK_STORE_DURABLE, error);

  return records != NULL ? KIOSK_RECORDS (records) : NULL;
}

/**
 * kiosk_gateway_open_blobs:
 * @config: where
 * @error: return location
 *
 * Returns: (transfer full): the chunks
 */
KioskBlobs *
kiosk_gateway_open_blobs (const KioskGatewayConfig *config, GError **error)
{
  g_autofree char *path = g_build_filename (config->data, "blobs", NULL);
  KioskFileBlobs *blobs = kiosk_file_blobs_open (path, error);

  return blobs != NULL ? KIOSK_BLOBS (blobs) : NULL;
}

static gboolean
load_keys (KioskGateway *self, GError **error)
{
  KioskGatewayConfig *config = self->config;

  self->receipt_key = kiosk_signing_key_load (config->receipt_key, error);
  if (self->receipt_key == NULL)
    {
      g_prefix_error (error, "setting \"receipt_key\": ");
      return FALSE;
    }

  if (config->intake_public != NULL)
    {
      g_autoptr (KioskIntakeKey) intake = kiosk_intake_key_load (config->intake_public, error);

      if (intake == NULL)
        {
          g_prefix_error (error, "setting \"intake_public\": ");
          return FALSE;
        }
      self->intake_kid = g_strdup (kiosk_intake_key_get_id (intake));
    }

  return TRUE;
}

/**
 * kiosk_gateway_open:
 * @config: (transfer full): the configuration
 * @error: return location
 *
 * Opens database, blobs, keys and texts, and starts the thread that commits.
 *
 * Returns: (transfer full): what requests need
 */
KioskGateway *
kiosk_gateway_open (KioskGatewayConfig *config, GError **error)
{
  g_autoptr (KioskGateway) self = g_new0 (KioskGateway, 1);

  self->config = config;
  self->clock = kiosk_clock_new ();
  self->devices = kiosk_device_keys_new (config->devices);
  self->records = kiosk_gateway_open_records (config, error);
  self->blobs = self->records != NULL ? kiosk_gateway_open_blobs (config, error) : NULL;
  if (self->blobs == NULL || !load_keys (self, error))
    return NULL;

  if (config->has_track)
    {
      if (config->translations == NULL)
        {
          g_set_error_literal (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                               "configuration: \"track\" needs \"translations\"");
          return NULL;
        }
      self->language = kiosk_language_load (config->translations, error);
      if (self->language == NULL)
        return NULL;
    }

  self->committer = kiosk_committer_new (self->records, self->blobs, self->receipt_key,
                                         config->tenant, self->clock);
  self->waiting_room = kiosk_waiting_room_new (self->records);

  return g_steal_pointer (&self);
}

/**
 * kiosk_gateway_drain:
 * @self: what requests need
 *
 * Finishes what was begun: submissions that wait are committed and answered, devices that wait for
 * events are told to come again. New ones are refused from now on.
 */
void
kiosk_gateway_drain (KioskGateway *self)
{
  g_atomic_int_set (&self->draining, 1);
  kiosk_waiting_room_close (self->waiting_room);
  kiosk_committer_drain (self->committer);
}

/**
 * kiosk_gateway_free:
 * @self: (transfer full) (nullable): what no request needs any more
 */
void
kiosk_gateway_free (KioskGateway *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->waiting_room, kiosk_waiting_room_free);
  g_clear_pointer (&self->committer, kiosk_committer_free);
  g_clear_object (&self->language);
  g_clear_pointer (&self->receipt_key, kiosk_signing_key_unref);
  g_free (self->intake_kid);
  g_clear_pointer (&self->devices, kiosk_device_keys_free);
  g_clear_object (&self->blobs);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);
  kiosk_gateway_config_free (self->config);
  g_free (self);
}
