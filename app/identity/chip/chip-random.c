/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-random.h"

#include <openssl/rand.h>

/**
 * kiosk_chip_random_draw:
 * @bytes: (out caller-allocates): filled from the generator for secrets
 *
 * Returns: whether there was randomness
 */
gboolean
kiosk_chip_random_draw (guint8 *bytes, gsize length, gpointer user_data)
{
  return RAND_priv_bytes (bytes, (int) length) == 1;
}
