/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/procedure-error.h"

G_DEFINE_QUARK (kiosk-procedure-error-quark, kiosk_procedure_error)
