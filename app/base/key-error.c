/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/key-error.h"

G_DEFINE_QUARK (kiosk-key-error-quark, kiosk_key_error)
