/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/config.h"

G_BEGIN_DECLS

/** KioskWorker: opens submissions and hands them on; holds the intake private key, has no port. */
typedef struct _KioskWorker KioskWorker;

KioskWorker *kiosk_worker_new      (KioskGatewayConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* takes config */
void         kiosk_worker_free     (KioskWorker *self);
gboolean     kiosk_worker_run_once (KioskWorker *self, guint *done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_worker_sweep    (KioskWorker *self, gint64 older_than_us, guint *removed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64       kiosk_worker_version  (KioskWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskWorker, kiosk_worker_free)

G_END_DECLS
