/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever stands in the configuration file: it is refused with its reason, or what it gives is whole,
 * within its bounds, and harmless in production. */

#include "config/config.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_paths (const KioskConfig *config)
{
  const char *const paths[] = { config->data_path, config->assets_path, config->link_path,
                                config->intake_key, config->device_key };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_true (g_path_is_absolute (paths[i]));
  for (guint i = 0; config->gateway_keys[i] != NULL; i++)
    g_assert_true (g_path_is_absolute (config->gateway_keys[i]));
}

static void
check_whole (const KioskConfig *config)
{
  g_assert_cmpuint (config->panel.width_px, >=, 320);
  g_assert_cmpuint (config->panel.height_px, <=, 7680);
  g_assert_nonnull (config->office.id);
  g_assert_nonnull (config->office.tenant);
  g_assert_true (kiosk_text_has (config->office.centre, "vi"));
  g_assert_true (kiosk_text_has (config->office.centre, "en"));
  g_assert_nonnull (config->office.track_url);
  g_assert_nonnull (config->code_readers);
  g_assert_nonnull (config->chip_readers);
  g_assert_nonnull (config->scanner);
  g_assert_nonnull (config->printers);
  g_assert_cmpuint (config->idle_seconds, >=, 10);
  g_assert_cmpuint (config->warning_seconds, >=, 5);
  check_paths (config);
}

static void
check_production (const KioskConfig *config)
{
  if (config->environment != KIOSK_ENVIRONMENT_PRODUCTION)
    return;
  g_assert_false (g_strv_contains ((const char *const *) config->code_readers, "virtual"));
  g_assert_false (g_strv_contains ((const char *const *) config->chip_readers, "virtual"));
  for (guint i = 0; config->code_readers[i] != NULL; i++)
    g_assert_true (!g_str_has_prefix (config->code_readers[i], "camera:")
                   || g_str_has_prefix (config->code_readers[i], "camera:v4l2src "));
  g_assert_cmpstr (config->scanner, !=, "virtual");
  g_assert_null (config->control_socket);
  g_assert_true (g_str_has_prefix (config->gateway_url, "https:"));
  g_assert_nonnull (config->gateway_ca);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskConfig) config
      = kiosk_config_parse ((const char *) data, size, "/etc/motcua", &error);

  g_assert_true ((config == NULL) == (error != NULL));
  if (config == NULL)
    {
      g_assert_true (error->domain == KIOSK_CONFIG_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      return 0;
    }
  check_whole (config);
  check_production (config);

  return 0;
}
