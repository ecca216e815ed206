/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/backoff.h"

#include "base/sodium-start.h"

#include <sodium.h>

/**
 * kiosk_backoff_init:
 * @self: (out caller-allocates): a back-off
 * @min_ms: the shortest wait, at least 1
 * @max_ms: the longest wait
 */
void
kiosk_backoff_init (KioskBackoff *self, guint min_ms, guint max_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (min_ms >= 1 && min_ms <= max_ms);

  *self = (KioskBackoff){ .min_ms = min_ms, .max_ms = max_ms, .last_ms = min_ms };
}

/**
 * kiosk_backoff_next:
 * @self: a back-off
 *
 * Decorrelated jitter: anything from the shortest wait to three times the last one, so that a
 * thousand kiosks that lost the same gateway do not come back in the same second.
 *
 * Returns: how long to wait now, in milliseconds
 */
guint
kiosk_backoff_next (KioskBackoff *self)
{
  guint64 top;

  g_return_val_if_fail (self != NULL && self->min_ms >= 1, 1000);

  kiosk_sodium_start ();
  top = MIN ((guint64) self->last_ms * 3, self->max_ms);
  self->last_ms = self->min_ms + randombytes_uniform ((guint32) (top - self->min_ms + 1));

  return self->last_ms;
}

/**
 * kiosk_backoff_reset:
 * @self: a back-off
 *
 * Called when the thing waited for has worked.
 */
void
kiosk_backoff_reset (KioskBackoff *self)
{
  g_return_if_fail (self != NULL);

  self->last_ms = self->min_ms;
}
