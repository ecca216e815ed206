/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/config.h"

G_BEGIN_DECLS

/* What an operator does at the command line, beside a running gateway. */
gboolean kiosk_operator_show       (const KioskGatewayConfig *config, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_operator_list       (const KioskGatewayConfig *config, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_operator_set_status (const KioskGatewayConfig *config, const char *name, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_operator_requeue    (const KioskGatewayConfig *config, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
