/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "courier/transport.h"
#include "courier/verdict.h"
#include "outbox/entry.h"

G_BEGIN_DECLS

/** KioskOutcome: what became of one attempt to deliver an entry. */
typedef struct {
  KioskVerdict verdict; /* accepted, quarantine, or one of the device's */
  guint        retry_after_s;
  const char  *reason;      /* (nullable): of quarantine */
  GBytes      *receipt;     /* (nullable): verified */
  GBytes      *signature;   /* (nullable) */
  char        *received_at; /* (nullable) */
} KioskOutcome;

void          kiosk_delivery_send_async  (KioskTransport *transport, const KioskOutboxEntry *entry, const GPtrArray *receipt_keys,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KioskOutcome *kiosk_delivery_send_finish (KioskTransport *transport, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_outcome_free         (KioskOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskOutcome, kiosk_outcome_free)

G_END_DECLS
