/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store-type.h"

G_BEGIN_DECLS

/** KioskTransaction: BEGIN IMMEDIATE; rolls back when it goes without having been committed. */
typedef struct _KioskTransaction KioskTransaction;

/* migrations: NULL-terminated; the n-th script brings a file from user_version n to n + 1. Never
 * edit one that was released: add the next. */
KioskStore       *kiosk_store_open             (const char *path, const char * const *migrations, KioskStoreDurability durability,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_store_run              (KioskStore *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskTransaction *kiosk_store_begin            (KioskStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64            kiosk_store_get_data_version (KioskStore *self); /* changes when another connection has written */
int               kiosk_store_count_changed    (KioskStore *self); /* rows touched by the last INSERT, UPDATE or DELETE */
gint64            kiosk_store_get_last_row_id  (KioskStore *self);
gboolean          kiosk_store_check            (KioskStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean          kiosk_transaction_commit     (KioskTransaction *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_transaction_free       (KioskTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskTransaction, kiosk_transaction_free)

G_END_DECLS
