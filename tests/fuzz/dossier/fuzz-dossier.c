/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a kiosk that was tampered with could seal. What is accepted must become an object of the
 * portal all of whose scalars are texts. */

#include "gateway/portal.h"
#include "wire/strict.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_texts (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        assert_texts (l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) values = json_array_get_elements (json_node_get_array (node));

      for (GList *l = values; l != NULL; l = l->next)
        assert_texts (l->data);
    }
  else
    {
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_true (json_node_get_value_type (node) == G_TYPE_STRING);
    }
}

static KioskLanguage *
load_texts (void)
{
  static KioskLanguage *language;

  if (language == NULL)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("KIOSK_ASSETS"), "translations", NULL);

      language = kiosk_language_load (folder, NULL);
    }

  return language;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KioskManifest manifest = { .id = (char *) "0193a5b0-7c1e-7000-8000-0123456789ab",
                             .device = (char *) "KIOSK7",
                             .tenant = (char *) "H99.018.02",
                             .provisional = (char *) "KIOSK7-261125-0012",
                             .procedure = (char *) "1.001193" };
  KioskRecord record = { .id = manifest.id,
                         .provisional = manifest.provisional,
                         .received_at = (char *) "2026-11-25T09:41:07+07:00" };
  KioskGatewayConfig config = { .agency_name = (char *) "name", .agency_unit = (char *) "unit" };
  g_autoptr (KioskSecret) text = kiosk_secret_new (data, size);
  g_autoptr (KioskDossier) dossier = kiosk_dossier_parse (text, &manifest, NULL);
  g_autoptr (GBytes) portal = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (dossier == NULL)
    return 0;

  portal = kiosk_portal_write (dossier, &record, "H99.018.02-261125-0001", &config, load_texts (),
                               NULL);
  g_assert_nonnull (portal);
  node = kiosk_strict_parse (g_bytes_get_data (portal, NULL), g_bytes_get_size (portal), 8, NULL);
  g_assert_nonnull (node);
  assert_texts (node);

  return 0;
}
