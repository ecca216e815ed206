/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/setup.h"

#include "base/atomic-file.h"
#include "base/seal.h"
#include "base/signature.h"
#include "gateway/config.h"
#include "wire/members.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

static const char template[]
    = "{\n"
      "  \"listen\": { \"address\": \"127.0.0.1\", \"port\": 0, \"port_file\": \"port\" },\n"
      "  \"track\": { \"address\": \"127.0.0.1\", \"port\": 0, \"port_file\": \"track.port\" },\n"
      "  \"tls\": {\n"
      "    \"certificate\": \"tls/server.crt\",\n"
      "    \"key\": \"tls/server.key\",\n"
      "    \"client_ca\": \"tls/ca.crt\"\n"
      "  },\n"
      "  \"data\": \"data\",\n"
      "  \"devices\": \"devices\",\n"
      "  \"receipt_key\": \"receipt.key\",\n"
      "  \"intake_key\": \"intake.key\",\n"
      "  \"intake_public\": \"intake.pub\",\n"
      "  \"export\": \"export\",\n"
      "  \"translations\": \"translations\",\n"
      "  \"tenant\": \"H99.018.02\",\n"
      "  \"agency\": {\n"
      "    \"code\": \"H99.018.02\",\n"
      "    \"name\": \"Trial Public Administrative Service Centre\",\n"
      "    \"unit\": \"Trial People's Committee\"\n"
      "  }\n"
      "}\n";

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
               "cannot make the folder %s: %s", path, g_strerror (errno));
  return FALSE;
}

/* A key that is there is never replaced: what was sealed or signed with it would be lost. */
static gboolean
make_signing_key (const char *private_path, const char *public_path, GError **error)
{
  g_autoptr (KioskSigningKey) key = NULL;

  if (g_file_test (private_path, G_FILE_TEST_EXISTS))
    key = kiosk_signing_key_load (private_path, error);
  else
    {
      key = kiosk_signing_key_generate ();
      if (!kiosk_signing_key_save (key, private_path, TRUE, error))
        return FALSE;
    }

  return key != NULL && kiosk_signing_key_save (key, public_path, FALSE, error);
}

static gboolean
make_intake_key (const char *folder, GError **error)
{
  g_autofree char *private_path = g_build_filename (folder, "intake.key", NULL);
  g_autofree char *public_path = g_build_filename (folder, "intake.pub", NULL);
  g_autoptr (KioskIntakeKey) key = NULL;

  if (g_file_test (private_path, G_FILE_TEST_EXISTS))
    key = kiosk_intake_key_load (private_path, error);
  else
    {
      key = kiosk_intake_key_generate ();
      if (!kiosk_intake_key_save (key, private_path, TRUE, error))
        return FALSE;
    }

  return key != NULL && kiosk_intake_key_save (key, public_path, FALSE, error);
}

static gboolean
make_device (const char *folder, const char *device, GError **error)
{
  g_autofree char *kiosk = g_build_filename (folder, "kiosks", device, NULL);
  g_autofree char *private_path = g_build_filename (kiosk, "device.key", NULL);
  g_autofree char *name = g_strconcat (device, ".pub", NULL);
  g_autofree char *public_path = g_build_filename (folder, "devices", name, NULL);

  if (!kiosk_shape_name (device) || strchr (device, '.') != NULL)
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "\"%s\" is no name for a device: take letters and digits", device);
      return FALSE;
    }

  return make_folder (kiosk, error) && make_signing_key (private_path, public_path, error);
}

/**
 * kiosk_setup_folder:
 * @folder: where everything goes
 * @devices: (nullable) (array zero-terminated=1): devices to make keys for
 * @error: return location
 *
 * Lays out what a gateway needs except its TLS certificates: a configuration, receipt and intake
 * keys, and for each device its private key in kiosks/DEVICE/ and its public one in devices/. What
 * is there already is kept.
 *
 * Returns: whether all of it is there
 */
gboolean
kiosk_setup_folder (const char *folder, const char *const *devices, GError **error)
{
  g_autofree char *config = g_build_filename (folder, "gateway.json", NULL);
  g_autofree char *receipt_key = g_build_filename (folder, "receipt.key", NULL);
  g_autofree char *receipt_public = g_build_filename (folder, "receipt.pub", NULL);
  g_autofree char *keys = g_build_filename (folder, "devices", NULL);

  if (!make_folder (folder, error) || !make_folder (keys, error)
      || !make_signing_key (receipt_key, receipt_public, error) || !make_intake_key (folder, error))
    return FALSE;

  for (guint i = 0; devices != NULL && devices[i] != NULL; i++)
    if (!make_device (folder, devices[i], error))
      return FALSE;

  return g_file_test (config, G_FILE_TEST_EXISTS)
         || kiosk_atomic_file_write (config, template, strlen (template), 0600, error);
}
