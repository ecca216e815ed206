/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-courier"

#include "courier/gate.h"

#include "base/backoff.h"

#define MAX_WIDTH 4
#define MAX_RETRY_AFTER_S 3600

/**
 * KioskGate:
 *
 * One gate for the whole device, because a province that is away is away for every entry: five
 * thousand entries with a timer each would hammer it. It waits with decorrelated jitter, lets one
 * request through, and widens 1, 2, 4 as commits succeed. It counts in monotonic time, so that a
 * clock that jumps cannot keep it shut.
 */
struct _KioskGate
{
  KioskClock *clock;
  KioskBackoff backoff;
  guint max_ms;
  gint64 opens_at; /* monotonic, us */
  guint width;
  KioskGateSide failed_side;
};

/**
 * kiosk_gate_new:
 * @clock: whose monotonic time counts
 * @min_ms: the shortest wait
 * @max_ms: the longest wait, unless the province asks for more
 *
 * Returns: (transfer full): an open gate, one request wide
 */
KioskGate *
kiosk_gate_new (KioskClock *clock, guint min_ms, guint max_ms)
{
  KioskGate *self = g_new0 (KioskGate, 1);

  self->clock = g_object_ref (clock);
  self->max_ms = max_ms;
  self->width = 1;
  self->failed_side = KIOSK_GATE_INBOX;
  kiosk_backoff_init (&self->backoff, min_ms, max_ms);
  return self;
}

/**
 * kiosk_gate_free:
 * @self: a gate
 */
void
kiosk_gate_free (KioskGate *self)
{
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * kiosk_gate_get_wait_ms:
 * @self: a gate
 *
 * Returns: 0 when it is open, else how long it stays shut
 */
guint
kiosk_gate_get_wait_ms (KioskGate *self)
{
  gint64 left = self->opens_at - kiosk_clock_get_monotonic (self->clock);

  return left <= 0 ? 0 : (guint) ((left + 999) / 1000);
}

/**
 * kiosk_gate_get_width:
 * @self: a gate
 *
 * Returns: how many entries may be under way at once; 0 while it is shut
 */
guint
kiosk_gate_get_width (KioskGate *self)
{
  return kiosk_gate_get_wait_ms (self) > 0 ? 0 : self->width;
}

/**
 * kiosk_gate_succeed:
 * @self: a gate
 * @side: who was answered
 *
 * An inbox that answers does not undo the waiting that failed commits asked for: the server's
 * reading side may be well while its writing side is full.
 */
void
kiosk_gate_succeed (KioskGate *self, KioskGateSide side)
{
  if (side == KIOSK_GATE_DELIVERY)
    self->width = MIN (self->width * 2, MAX_WIDTH);
  if (side == KIOSK_GATE_DELIVERY || self->failed_side == KIOSK_GATE_INBOX)
    {
      self->failed_side = KIOSK_GATE_INBOX;
      kiosk_backoff_reset (&self->backoff);
    }
}

static void
shut (KioskGate *self, guint wait_ms)
{
  self->width = 1;
  self->opens_at = kiosk_clock_get_monotonic (self->clock) + (gint64) wait_ms * 1000;
}

/**
 * kiosk_gate_fail:
 * @self: a gate
 * @side: who failed
 * @retry_after_s: what the server asked for, 0 when nothing; believed up to an hour
 *
 * Several requests that fail together are one failure.
 */
void
kiosk_gate_fail (KioskGate *self, KioskGateSide side, guint retry_after_s)
{
  guint asked_ms = MIN (retry_after_s, MAX_RETRY_AFTER_S) * 1000;
  guint left_ms = kiosk_gate_get_wait_ms (self);

  if (side == KIOSK_GATE_DELIVERY)
    self->failed_side = side;
  if (left_ms > 0)
    shut (self, MAX (left_ms, asked_ms));
  else
    shut (self, MAX (kiosk_backoff_next (&self->backoff), asked_ms));
}

/**
 * kiosk_gate_pause:
 * @self: a gate
 *
 * For what waiting does not mend but people do: shut for as long as it may be, then look again.
 */
void
kiosk_gate_pause (KioskGate *self)
{
  shut (self, self->max_ms);
}
