/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "courier/transport.h"
#include "courier/verdict.h"
#include "outbox/outbox.h"

G_BEGIN_DECLS

/** KioskNews: what one look into the inbox brought. */
typedef struct {
  KioskVerdict verdict; /* accepted, or one of the device's */
  guint        retry_after_s;
  GPtrArray   *changed; /* (element-type utf8): ids whose entries were changed in the outbox */
} KioskNews;

void       kiosk_inbox_look_async  (KioskTransport *transport, KioskOutbox *outbox, guint wait_s, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
KioskNews *kiosk_inbox_look_finish (KioskTransport *transport, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_news_free         (KioskNews *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskNews, kiosk_news_free)

G_END_DECLS
