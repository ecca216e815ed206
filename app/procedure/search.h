/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskSearch: finds titles as they are typed, with or without accents. */
typedef struct _KioskSearch KioskSearch;

KioskSearch *kiosk_search_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         kiosk_search_add  (KioskSearch *self, const char *key, const char *title, const char *keywords);
GPtrArray   *kiosk_search_find (KioskSearch *self, const char *typed, guint limit) G_GNUC_WARN_UNUSED_RESULT; /* (element-type utf8): keys, best first */
void         kiosk_search_free (KioskSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSearch, kiosk_search_free)

G_END_DECLS
