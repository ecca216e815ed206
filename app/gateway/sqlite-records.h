/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/records.h"
#include "store/store.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SQLITE_RECORDS (kiosk_sqlite_records_get_type ())
G_DECLARE_FINAL_TYPE (KioskSqliteRecords, kiosk_sqlite_records, KIOSK, SQLITE_RECORDS, GObject)

KioskSqliteRecords *kiosk_sqlite_records_open (const char *path, KioskStoreDurability durability, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
