/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first byte chooses the parser, the rest is what it gets. What is accepted must be written
 * again to something that is accepted. */

#include "wire/acknowledgement.h"
#include "wire/canonical.h"
#include "wire/digests.h"
#include "wire/event.h"
#include "wire/manifest.h"
#include "wire/problem.h"
#include "wire/strict.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_manifest (GBytes *bytes)
{
  g_autoptr (KioskManifest) manifest = kiosk_manifest_parse (bytes, NULL);
  g_autoptr (GBytes) again = manifest != NULL ? kiosk_manifest_write (manifest) : NULL;

  if (manifest != NULL)
    g_assert_true (g_bytes_equal (bytes, again));
}

static void
try_envelope (GBytes *bytes)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  if (kiosk_envelope_parse (bytes, &first, &second, NULL))
    try_manifest (first);
}

static void
try_acknowledgement (GBytes *bytes)
{
  g_autoptr (KioskAcknowledgement) ack = kiosk_acknowledgement_parse (bytes, NULL);
  g_autoptr (GBytes) again = ack != NULL ? kiosk_acknowledgement_write (ack) : NULL;
  g_autoptr (KioskAcknowledgement) back
      = again != NULL ? kiosk_acknowledgement_parse (again, NULL) : NULL;

  if (ack != NULL)
    g_assert_cmpstr (ack->id, ==, back->id);
}

static void
try_lists (GBytes *bytes)
{
  g_autoptr (GPtrArray) events = kiosk_events_parse (bytes, NULL);
  g_autoptr (GPtrArray) digests G_GNUC_UNUSED = kiosk_digests_parse (bytes, "chunks", NULL);
  g_autoptr (GPtrArray) missing = NULL;

  if (events != NULL)
    {
      g_autoptr (GBytes) again = kiosk_events_write (events);
      g_autoptr (GPtrArray) back = kiosk_events_parse (again, NULL);

      g_assert_cmpuint (back->len, ==, events->len);
    }
  kiosk_problem_parse (bytes, &missing);
}

static void
try_canonical (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node = kiosk_strict_parse (data, length, 32, NULL);
  g_autoptr (GBytes) once = node != NULL ? kiosk_canonical_write (node, NULL) : NULL;

  if (once != NULL)
    {
      g_autoptr (JsonNode) again
          = kiosk_strict_parse (g_bytes_get_data (once, NULL), g_bytes_get_size (once), 32, NULL);
      g_autoptr (GBytes) twice = again != NULL ? kiosk_canonical_write (again, NULL) : NULL;

      g_assert_nonnull (twice);
      g_assert_true (g_bytes_equal (once, twice));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static void (*const tries[]) (GBytes *)
      = { try_manifest, try_envelope, try_acknowledgement, try_lists, try_canonical };
  g_autoptr (GBytes) bytes = NULL;

  if (size < 1)
    return 0;

  bytes = g_bytes_new (data + 1, size - 1);
  tries[data[0] % G_N_ELEMENTS (tries)](bytes);

  return 0;
}
