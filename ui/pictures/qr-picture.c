/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pictures/qr-picture.h"

#include "receipt/qr.h"

#include <string.h>

#define QUIET 4 /* modules of white around the code, ISO/IEC 18004 §6.3.8 */
#define BYTES_PER_PIXEL 3

static GdkTexture *
draw (const KioskQr *qr, int module)
{
  int modules = (int) kiosk_qr_get_size (qr) + 2 * QUIET;
  int side = modules * module;
  gsize stride = (gsize) side * BYTES_PER_PIXEL;
  guint8 *pixels = g_malloc (stride * side);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        int column = x / module - QUIET;
        int row = y / module - QUIET;
        gboolean inside
            = column >= 0 && row >= 0 && column < modules - 2 * QUIET && row < modules - 2 * QUIET;
        gboolean dark = inside && kiosk_qr_is_dark (qr, column, row);

        memset (pixels + y * stride + (gsize) x * BYTES_PER_PIXEL, dark ? 0 : 255, BYTES_PER_PIXEL);
      }
  bytes = g_bytes_new_take (pixels, stride * side);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_R8G8B8, bytes, stride);
}

/**
 * kiosk_qr_picture_new:
 * @text: the exact text of the code
 * @size_px: room on the screen; every module is a whole number of pixels, so that no edge is grey
 * @name: what the code is for, said to those who do not see it
 *
 * Returns: (transfer floating) (nullable): a picture, or %NULL when @text does not fit any code
 */
GtkWidget *
kiosk_qr_picture_new (const char *text, int size_px, const char *name)
{
  g_autoptr (KioskQr) qr = kiosk_qr_new (text);
  g_autoptr (GdkTexture) texture = NULL;
  GtkWidget *picture;
  int modules;

  if (qr == NULL)
    return NULL;
  modules = (int) kiosk_qr_get_size (qr) + 2 * QUIET;
  texture = draw (qr, MAX (2, size_px / modules));
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "qr");
  return picture;
}
