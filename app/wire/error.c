/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/error.h"

G_DEFINE_QUARK (kiosk-wire-error-quark, kiosk_wire_error)
