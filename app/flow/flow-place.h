/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow.h"

G_BEGIN_DECLS

/* What the page shown asks for. */
const KioskQuestion *kiosk_flow_get_question (KioskFlow *self);
const KioskStep     *kiosk_flow_get_step     (KioskFlow *self);

G_END_DECLS
