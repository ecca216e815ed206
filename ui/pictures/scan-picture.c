/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pictures/scan-picture.h"

typedef struct
{
  guint8 *pixels;
  gsize length;
} Pixels;

static void
pixels_free (gpointer data)
{
  Pixels *pixels = data;

  kiosk_wipe (pixels->pixels, pixels->length);
  g_free (pixels->pixels);
  g_free (pixels);
}

static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  const int *room = user_data;
  double scale = MIN ((double) room[0] / MAX (width, 1), (double) room[1] / MAX (height, 1));

  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                              MAX (1, (int) (height * scale)));
}

/* Decodes at the size it is shown in, so that the full page is never held as pixels for long. */
static GdkPixbuf *
decode (KioskScan *scan, int width, int height)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data = kiosk_secret_get_data (kiosk_scan_get_jpeg (scan), &length);
  int room[2] = { width, height };
  gboolean read;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), room);
  read = gdk_pixbuf_loader_write (loader, data, length, &error);
  read = gdk_pixbuf_loader_close (loader, read ? &error : NULL) && read;
  if (!read)
    {
      g_warning ("A captured page cannot be shown: %s", error->message);
      return NULL;
    }
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/**
 * kiosk_scan_picture_new:
 * @scan: a captured page
 * @width_px: room on the screen
 * @height_px: room on the screen
 * @name: which page it is
 *
 * The page is decoded in memory, scaled into the room, and its pixels are wiped when the picture goes.
 *
 * Returns: (transfer floating) (nullable): a picture, or %NULL when the page cannot be decoded
 */
GtkWidget *
kiosk_scan_picture_new (KioskScan *scan, int width_px, int height_px, const char *name)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (scan, width_px, height_px);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Pixels *pixels;
  GtkWidget *picture;
  guint length;
  guint8 *source;

  if (pixbuf == NULL)
    return NULL;
  source = gdk_pixbuf_get_pixels_with_length (pixbuf, &length);
  pixels = g_new (Pixels, 1);
  *pixels = (Pixels){ .pixels = g_memdup2 (source, length), .length = length };
  kiosk_wipe (source, length);
  bytes = g_bytes_new_with_free_func (pixels->pixels, length, pixels_free, pixels);
  texture = gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                    gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8
                                                                      : GDK_MEMORY_R8G8B8,
                                    bytes, gdk_pixbuf_get_rowstride (pixbuf));
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_add_css_class (picture, "scan");
  return picture;
}
