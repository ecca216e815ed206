/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/gateway.h"

G_BEGIN_DECLS

/** KioskServer: one HTTP face of the gateway. */
typedef struct _KioskServer KioskServer;

KioskServer *kiosk_server_start_devices (KioskGateway *gateway, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskServer *kiosk_server_start_track   (KioskGateway *gateway, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint16      kiosk_server_get_port      (KioskServer *self);
void         kiosk_server_quiesce       (KioskServer *self);
void         kiosk_server_settle        (KioskServer *self);
void         kiosk_server_free          (KioskServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskServer, kiosk_server_free)

G_END_DECLS
