/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "document/scan.h"

G_BEGIN_DECLS

#define KIOSK_PAGE_SCANNER_ERROR (kiosk_page_scanner_error_quark ())
GQuark kiosk_page_scanner_error_quark (void);

/**
 * KioskPageScannerError:
 * @KIOSK_PAGE_SCANNER_ERROR_NO_PAPER: nothing lies on the scanner
 * @KIOSK_PAGE_SCANNER_ERROR_JAM: paper is stuck; staff opens it
 * @KIOSK_PAGE_SCANNER_ERROR_COVER: the lid is open
 * @KIOSK_PAGE_SCANNER_ERROR_OFFLINE: the scanner is gone; hand in at the counter instead
 * @KIOSK_PAGE_SCANNER_ERROR_BUSY: somebody else's job; try again soon
 * @KIOSK_PAGE_SCANNER_ERROR_UNREADABLE: blank or cannot be made small enough; lay it down again
 */
typedef enum {
  KIOSK_PAGE_SCANNER_ERROR_NO_PAPER,
  KIOSK_PAGE_SCANNER_ERROR_JAM,
  KIOSK_PAGE_SCANNER_ERROR_COVER,
  KIOSK_PAGE_SCANNER_ERROR_OFFLINE,
  KIOSK_PAGE_SCANNER_ERROR_BUSY,
  KIOSK_PAGE_SCANNER_ERROR_UNREADABLE,
} KioskPageScannerError;

#define KIOSK_TYPE_PAGE_SCANNER (kiosk_page_scanner_get_type ())
G_DECLARE_INTERFACE (KioskPageScanner, kiosk_page_scanner, KIOSK, PAGE_SCANNER, GObject)

/* One page at a time. Signal "progress" (guint percent) while a page is scanned. */
struct _KioskPageScannerInterface
{
  GTypeInterface g_iface;

  void       (*scan_async)  (KioskPageScanner *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  KioskScan *(*scan_finish) (KioskPageScanner *self, GAsyncResult *result, GError **error);
  gboolean   (*is_online)   (KioskPageScanner *self);
};

void       kiosk_page_scanner_scan_async  (KioskPageScanner *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KioskScan *kiosk_page_scanner_scan_finish (KioskPageScanner *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   kiosk_page_scanner_is_online   (KioskPageScanner *self);

G_END_DECLS
