/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-config"

#include "config/config-error.h"

G_DEFINE_QUARK (kiosk-config-error-quark, kiosk_config_error)
