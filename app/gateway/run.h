/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/config.h"

G_BEGIN_DECLS

/* The long-running halves of the program; both take the configuration and end on SIGTERM or SIGINT. */
gboolean kiosk_run_serve  (KioskGatewayConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_run_worker (KioskGatewayConfig *config, gboolean once, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
