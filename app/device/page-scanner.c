/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/page-scanner.h"

/**
 * KioskPageScanner:
 *
 * A place where a citizen lays one page down to be captured.
 */
G_DEFINE_QUARK (kiosk-page-scanner-error-quark, kiosk_page_scanner_error)
G_DEFINE_INTERFACE (KioskPageScanner, kiosk_page_scanner, G_TYPE_OBJECT)

static void
kiosk_page_scanner_default_init (KioskPageScannerInterface *iface)
{
  g_signal_new ("progress", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
}

/**
 * kiosk_page_scanner_scan_async:
 * @self: a scanner
 * @cancellable: (nullable): ends the scan; the paper is let go
 * @callback: called once, on the caller's main context
 * @user_data: data for @callback
 *
 * Captures the page that lies there now. "progress" tells how far it has come, in percent.
 */
void
kiosk_page_scanner_scan_async (KioskPageScanner *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KIOSK_IS_PAGE_SCANNER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  KIOSK_PAGE_SCANNER_GET_IFACE (self)->scan_async (self, cancellable, callback, user_data);
}

/**
 * kiosk_page_scanner_scan_finish:
 * @self: a scanner
 * @result: the result given to the callback
 * @error: a #KioskPageScannerError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the page, already within its size, or %NULL
 */
KioskScan *
kiosk_page_scanner_scan_finish (KioskPageScanner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_PAGE_SCANNER (self), NULL);

  return KIOSK_PAGE_SCANNER_GET_IFACE (self)->scan_finish (self, result, error);
}

/**
 * kiosk_page_scanner_is_online:
 * @self: a scanner
 *
 * Returns: whether scanning should be offered now
 */
gboolean
kiosk_page_scanner_is_online (KioskPageScanner *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE_SCANNER (self), FALSE);

  return KIOSK_PAGE_SCANNER_GET_IFACE (self)->is_online (self);
}
