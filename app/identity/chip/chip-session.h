/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "identity/chip/chip-order.h"
#include "identity/chip/chip-reading.h"

G_BEGIN_DECLS

KioskChipReading *kiosk_chip_session_read  (KioskCardTransport *transport, const KioskChipOrder *order, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_session_probe (KioskCardTransport *transport, gboolean *is_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
