/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "courier/transport.h"
#include "link/link.h"
#include "outbox/outbox.h"

G_BEGIN_DECLS

/** KioskCourierParts: what the courier works with; held, unless it says otherwise. */
typedef struct {
  KioskClock     *clock;
  KioskOutbox    *outbox;
  KioskLink      *link; /* (nullable): the courier's end */
  KioskTransport *transport;
  GPtrArray      *receipt_keys; /* (element-type KioskSigningKey): whose receipts are believed */
} KioskCourierParts;

/** KioskCourierPolicy: how patient and how long. */
typedef struct {
  guint retry_min_ms;
  guint retry_max_ms;
  guint look_ms;     /* how often the outbox is looked at when nobody rings */
  guint wait_s;      /* how long the province may wait for something to tell */
  guint retain_days; /* how long what it has signed for is kept all the same */
} KioskCourierPolicy;

extern const KioskCourierPolicy kiosk_courier_policy;

#define KIOSK_TYPE_COURIER (kiosk_courier_get_type ())
G_DECLARE_FINAL_TYPE (KioskCourier, kiosk_courier, KIOSK, COURIER, GObject)

/* Signals: "settled" (gboolean clear) when there is nothing to do just now: @clear when all is with
 * the province, not when it is away. */
KioskCourier *kiosk_courier_new       (const KioskCourierParts *parts, const KioskCourierPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_courier_start     (KioskCourier *self);
void          kiosk_courier_stop      (KioskCourier *self);
void          kiosk_courier_reconcile (KioskCourier *self);

G_END_DECLS
