/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow-type.h"
#include "flow/itinerary.h"

G_BEGIN_DECLS

/* How the files of this folder move the flow; the interface only ever calls flow.h. */
void     kiosk_flow_enter         (KioskFlow *self, KioskFlowState state);
void     kiosk_flow_enter_stop    (KioskFlow *self, KioskStop stop);
void     kiosk_flow_take_problems (KioskFlow *self, GPtrArray *problems);
gboolean kiosk_flow_is_editing    (KioskFlow *self);
void     kiosk_flow_set_editing   (KioskFlow *self, gboolean editing);
void     kiosk_flow_hold_guard    (KioskFlow *self, gboolean hold);
void     kiosk_flow_rest          (KioskFlow *self);

G_END_DECLS
