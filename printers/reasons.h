/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"

G_BEGIN_DECLS

gboolean kiosk_reason_is (const char *reason, const char *keyword);
gboolean kiosk_reason_to_state (const char *reason, KioskPrinterState *state);

G_END_DECLS
