/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/virtual/virtual-page-scanner.h"

#include "document/compress.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* Pictures are taken as A4 at this resolution. */
#define PICTURE_DPI 200
#define MAX_QUEUED 64

/**
 * KioskVirtualPageScanner:
 *
 * A scanner on which a test, a demonstration or a training session lays pictures.
 *
 * Each picture laid is one page, scanned in the order laid; the last one stays, as paper does. It
 * ships in the production binary, so that what is tested is what runs.
 */
struct _KioskVirtualPageScanner
{
  GObject parent_instance;

  GQueue pages; /* (element-type GdkPixbuf) */
  int fault;    /* a KioskPageScannerError, -1 for none */
};

static void kiosk_virtual_page_scanner_iface_init (KioskPageScannerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskVirtualPageScanner, kiosk_virtual_page_scanner, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_PAGE_SCANNER,
                                                      kiosk_virtual_page_scanner_iface_init))

static void
compress_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GdkPixbuf *pixbuf = GDK_PIXBUF (task_data);
  g_autoptr (GError) error = NULL;
  KioskScan *scan;

  scan
      = kiosk_compress_page (gdk_pixbuf_read_pixels (pixbuf), (guint) gdk_pixbuf_get_width (pixbuf),
                             (guint) gdk_pixbuf_get_height (pixbuf),
                             (gsize) gdk_pixbuf_get_rowstride (pixbuf), PICTURE_DPI, &error);
  if (scan != NULL)
    g_task_return_pointer (task, scan, (GDestroyNotify) kiosk_scan_unref);
  else
    g_task_return_new_error (task, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE,
                             "%s", error->message);
}

static GdkPixbuf *
take_page (KioskVirtualPageScanner *self)
{
  if (g_queue_get_length (&self->pages) > 1)
    return g_queue_pop_head (&self->pages);
  if (!g_queue_is_empty (&self->pages))
    return g_object_ref (g_queue_peek_head (&self->pages));

  return NULL;
}

static void
kiosk_virtual_page_scanner_scan_async (KioskPageScanner *scanner, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  KioskVirtualPageScanner *self = KIOSK_VIRTUAL_PAGE_SCANNER (scanner);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GdkPixbuf *page;

  g_task_set_source_tag (task, kiosk_virtual_page_scanner_scan_async);
  if (self->fault >= 0)
    {
      g_task_return_new_error (task, KIOSK_PAGE_SCANNER_ERROR, self->fault, "As it was told to");
      return;
    }

  page = take_page (self);
  if (page == NULL)
    {
      g_task_return_new_error (task, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_NO_PAPER,
                               "No page was laid on the virtual scanner");
      return;
    }
  g_task_set_task_data (task, page, g_object_unref);
  g_task_run_in_thread (task, compress_in_thread);
}

static KioskScan *
kiosk_virtual_page_scanner_scan_finish (KioskPageScanner *scanner, GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, scanner), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
kiosk_virtual_page_scanner_is_online (KioskPageScanner *scanner)
{
  return KIOSK_VIRTUAL_PAGE_SCANNER (scanner)->fault != KIOSK_PAGE_SCANNER_ERROR_OFFLINE;
}

static void
kiosk_virtual_page_scanner_dispose (GObject *object)
{
  KioskVirtualPageScanner *self = KIOSK_VIRTUAL_PAGE_SCANNER (object);

  g_queue_clear_full (&self->pages, g_object_unref);

  G_OBJECT_CLASS (kiosk_virtual_page_scanner_parent_class)->dispose (object);
}

static void
kiosk_virtual_page_scanner_iface_init (KioskPageScannerInterface *iface)
{
  iface->scan_async = kiosk_virtual_page_scanner_scan_async;
  iface->scan_finish = kiosk_virtual_page_scanner_scan_finish;
  iface->is_online = kiosk_virtual_page_scanner_is_online;
}

static void
kiosk_virtual_page_scanner_class_init (KioskVirtualPageScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_virtual_page_scanner_dispose;
}

static void
kiosk_virtual_page_scanner_init (KioskVirtualPageScanner *self)
{
  g_queue_init (&self->pages);
  self->fault = -1;
}

/**
 * kiosk_virtual_page_scanner_new:
 *
 * Returns: (transfer full): a scanner with nothing on it
 */
KioskVirtualPageScanner *
kiosk_virtual_page_scanner_new (void)
{
  return g_object_new (KIOSK_TYPE_VIRTUAL_PAGE_SCANNER, NULL);
}

/**
 * kiosk_virtual_page_scanner_lay:
 * @self: a virtual scanner
 * @path: a picture (PNG, JPEG) of a page
 * @error: a #GdkPixbufError or #GFileError
 *
 * Lays one more page; it is scanned after those laid before.
 *
 * Returns: whether the picture could be read
 */
gboolean
kiosk_virtual_page_scanner_lay (KioskVirtualPageScanner *self, const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) opaque = NULL;
  int width;
  int height;

  g_return_val_if_fail (KIOSK_IS_VIRTUAL_PAGE_SCANNER (self), FALSE);

  pixbuf = gdk_pixbuf_new_from_file (path, error);
  if (pixbuf == NULL)
    return FALSE;

  /* Paper is white where a picture is clear. */
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  opaque = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gdk_pixbuf_fill (opaque, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, opaque, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  if (g_queue_get_length (&self->pages) < MAX_QUEUED)
    g_queue_push_tail (&self->pages, g_steal_pointer (&opaque));

  return TRUE;
}

/**
 * kiosk_virtual_page_scanner_fail:
 * @self: a virtual scanner
 * @fault: (nullable): "no-paper", "jam", "cover", "offline", "busy", "unreadable"; anything else mends it
 */
void
kiosk_virtual_page_scanner_fail (KioskVirtualPageScanner *self, const char *fault)
{
  static const char *const faults[]
      = { "no-paper", "jam", "cover", "offline", "busy", "unreadable" };

  g_return_if_fail (KIOSK_IS_VIRTUAL_PAGE_SCANNER (self));

  self->fault = -1;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_strcmp0 (fault, faults[i]) == 0)
      self->fault = (int) i;
}
