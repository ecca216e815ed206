/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/device-failure.h"
#include "identity/chip/access-key.h"

G_BEGIN_DECLS

/* What the flow meets, as the failure that people are told. */
KioskFailure kiosk_flow_failure_of_code (int problem); /* a KioskCardQrError */
KioskFailure kiosk_flow_failure_of_scan (const GError *error);
KioskFailure kiosk_flow_failure_of_chip (const GError *error, KioskAccessKeyKind key);

G_END_DECLS
