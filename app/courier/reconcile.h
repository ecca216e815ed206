/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "courier/transport.h"
#include "outbox/outbox.h"

G_BEGIN_DECLS

void     kiosk_reconcile_async  (KioskTransport *transport, KioskOutbox *outbox, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean kiosk_reconcile_finish (KioskTransport *transport, GAsyncResult *result, guint *n_lost, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
