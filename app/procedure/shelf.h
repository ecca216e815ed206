/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskShelf: everything one loaded file needs, freed at once. */
typedef struct _KioskShelf KioskShelf;

KioskShelf *kiosk_shelf_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_shelf_free       (KioskShelf *self);
const char *kiosk_shelf_add_string (KioskShelf *self, const char *string);
gpointer    kiosk_shelf_add_block  (KioskShelf *self, gsize size);
GPtrArray  *kiosk_shelf_add_array  (KioskShelf *self);
gpointer    kiosk_shelf_take       (KioskShelf *self, gpointer thing, GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskShelf, kiosk_shelf_free)

G_END_DECLS
