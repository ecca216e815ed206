/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"

G_BEGIN_DECLS

/** KioskGateSide: who learnt how the province is; the inbox cannot speak for commits. */
typedef enum { KIOSK_GATE_INBOX, KIOSK_GATE_DELIVERY } KioskGateSide;

/** KioskGate: whether the device may ask the province anything now, and how much at once. */
typedef struct _KioskGate KioskGate;

KioskGate *kiosk_gate_new         (KioskClock *clock, guint min_ms, guint max_ms) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_gate_free        (KioskGate *self);
guint      kiosk_gate_get_wait_ms (KioskGate *self);
guint      kiosk_gate_get_width   (KioskGate *self);
void       kiosk_gate_succeed     (KioskGate *self, KioskGateSide side);
void       kiosk_gate_fail        (KioskGate *self, KioskGateSide side, guint retry_after_s);
void       kiosk_gate_pause       (KioskGate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskGate, kiosk_gate_free)

G_END_DECLS
