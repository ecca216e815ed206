/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskBitmap: dots of a thermal head, one bit each: 1 is black, the leftmost dot is the highest bit. */
typedef struct _KioskBitmap KioskBitmap;

KioskBitmap  *kiosk_bitmap_new        (guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;
guint         kiosk_bitmap_get_width  (const KioskBitmap *self);
guint         kiosk_bitmap_get_height (const KioskBitmap *self);
guint         kiosk_bitmap_get_stride (const KioskBitmap *self); /* bytes a row */
const guint8 *kiosk_bitmap_get_row    (const KioskBitmap *self, guint y);
gboolean      kiosk_bitmap_is_black   (const KioskBitmap *self, guint x, guint y);
void          kiosk_bitmap_set_black  (KioskBitmap *self, guint x, guint y);
GBytes       *kiosk_bitmap_to_pbm     (const KioskBitmap *self) G_GNUC_WARN_UNUSED_RESULT; /* Netpbm P4 */
void          kiosk_bitmap_free       (KioskBitmap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskBitmap, kiosk_bitmap_free)

G_END_DECLS
