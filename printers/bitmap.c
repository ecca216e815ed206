/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/bitmap.h"

#include <string.h>

#include "base/secret.h"

/**
 * KioskBitmap:
 *
 * Dots of a thermal head, one bit each.
 *
 * Rows are whole bytes; the dots beyond the width are always white. What was drawn is wiped with it.
 */
struct _KioskBitmap
{
  guint width;
  guint height;
  guint stride;
  guint8 *bits; /* owned */
};

/**
 * kiosk_bitmap_new:
 * @width: dots a row
 * @height: rows
 *
 * Returns: (transfer full): white dots
 */
KioskBitmap *
kiosk_bitmap_new (guint width, guint height)
{
  KioskBitmap *self = g_new0 (KioskBitmap, 1);

  self->width = width;
  self->height = height;
  self->stride = (width + 7) / 8;
  self->bits = g_malloc0_n (MAX (height, 1), MAX (self->stride, 1));
  return self;
}

/**
 * kiosk_bitmap_get_width:
 * @self: a bitmap
 *
 * Returns: dots a row
 */
guint
kiosk_bitmap_get_width (const KioskBitmap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * kiosk_bitmap_get_height:
 * @self: a bitmap
 *
 * Returns: rows
 */
guint
kiosk_bitmap_get_height (const KioskBitmap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/**
 * kiosk_bitmap_get_stride:
 * @self: a bitmap
 *
 * Returns: bytes a row
 */
guint
kiosk_bitmap_get_stride (const KioskBitmap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->stride;
}

/**
 * kiosk_bitmap_get_row:
 * @self: a bitmap
 * @y: row, from the top
 *
 * Rows follow each other without a gap.
 *
 * Returns: (transfer none): the bytes of row @y
 */
const guint8 *
kiosk_bitmap_get_row (const KioskBitmap *self, guint y)
{
  g_return_val_if_fail (self != NULL && y < self->height, NULL);

  return self->bits + (gsize) y * self->stride;
}

/**
 * kiosk_bitmap_is_black:
 * @self: a bitmap
 * @x: dot, from the left
 * @y: row, from the top
 *
 * Returns: whether the dot is black; beyond the edges all is white
 */
gboolean
kiosk_bitmap_is_black (const KioskBitmap *self, guint x, guint y)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (x >= self->width || y >= self->height)
    return FALSE;

  return (self->bits[(gsize) y * self->stride + x / 8] & (0x80 >> x % 8)) != 0;
}

/**
 * kiosk_bitmap_set_black:
 * @self: a bitmap
 * @x: dot, from the left
 * @y: row, from the top
 */
void
kiosk_bitmap_set_black (KioskBitmap *self, guint x, guint y)
{
  g_return_if_fail (self != NULL && x < self->width && y < self->height);

  self->bits[(gsize) y * self->stride + x / 8] |= (guint8) (0x80 >> x % 8);
}

/**
 * kiosk_bitmap_to_pbm:
 * @self: a bitmap
 *
 * Returns: (transfer full): the picture as binary Netpbm (P4), for people and decoders to look at
 */
GBytes *
kiosk_bitmap_to_pbm (const KioskBitmap *self)
{
  g_autofree char *head = NULL;
  GByteArray *out = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  head = g_strdup_printf ("P4\n%u %u\n", self->width, self->height);
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (out, self->bits, self->stride * self->height);
  return g_byte_array_free_to_bytes (out);
}

/**
 * kiosk_bitmap_free:
 * @self: (transfer full): a bitmap
 */
void
kiosk_bitmap_free (KioskBitmap *self)
{
  g_return_if_fail (self != NULL);

  kiosk_wipe (self->bits, (gsize) self->stride * self->height);
  g_free (self->bits);
  g_free (self);
}
