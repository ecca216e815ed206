/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store-type.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Between the files of this folder only: nobody outside sees SQLite. */
sqlite3  *kiosk_store_get_handle (KioskStore *self);
gboolean  kiosk_store_fail       (sqlite3 *db, int result, const char *what, GError **error);

/* store/settings.c */
gboolean  kiosk_store_apply_settings (sqlite3 *db, KioskStoreDurability durability, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_store_read_pragma    (sqlite3 *db, const char *pragma, gint64 *number, char **text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* store/migrate.c */
gboolean  kiosk_store_migrate (KioskStore *self, const char * const *migrations, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
