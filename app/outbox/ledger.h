/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "outbox/entry.h"
#include "store/store.h"

G_BEGIN_DECLS

/** KioskLedger: the rows of the outbox; one thread's at a time. */
typedef struct _KioskLedger KioskLedger;

/** KioskLedgerRow: a new entry; everything is borrowed. */
typedef struct {
  const char *id;
  gint64      sequence;
  const char *provisional;
  GBytes     *manifest;
  GBytes     *signature;
  guint64     size;
} KioskLedgerRow;

/** KioskLedgerReceipt: the province's word for an entry; everything is borrowed. */
typedef struct {
  GBytes     *receipt;
  GBytes     *signature;
  const char *received_at;
} KioskLedgerReceipt;

KioskLedger       *kiosk_ledger_open         (const char *folder, const char *entries, KioskClock *clock,
                                              KioskStoreDurability durability, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void               kiosk_ledger_free         (KioskLedger *self);
gint64             kiosk_ledger_get_version  (KioskLedger *self);

char              *kiosk_ledger_reserve      (KioskLedger *self, const char *prefix, gint64 *sequence, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           kiosk_ledger_insert       (KioskLedger *self, const KioskLedgerRow *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           kiosk_ledger_overwrite    (KioskLedger *self);
gboolean           kiosk_ledger_move         (KioskLedger *self, const char *id, KioskOutboxState state, const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           kiosk_ledger_acknowledge  (KioskLedger *self, const char *id, const KioskLedgerReceipt *receipt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           kiosk_ledger_record_event (KioskLedger *self, gint64 sequence, const char *id, const char *official, int status,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

KioskOutboxEntry  *kiosk_ledger_find         (KioskLedger *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *kiosk_ledger_list         (KioskLedger *self, KioskOutboxState state, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *kiosk_ledger_list_due     (KioskLedger *self, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *kiosk_ledger_list_acked   (KioskLedger *self, gint64 before_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable        *kiosk_ledger_list_folders (KioskLedger *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64             kiosk_ledger_get_cursor   (KioskLedger *self, GError **error);
gboolean           kiosk_ledger_count        (KioskLedger *self, KioskOutboxState state, guint *count, gint64 *oldest, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskLedger, kiosk_ledger_free)

G_END_DECLS
