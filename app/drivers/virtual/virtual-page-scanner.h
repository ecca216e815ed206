/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/page-scanner.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_VIRTUAL_PAGE_SCANNER (kiosk_virtual_page_scanner_get_type ())
G_DECLARE_FINAL_TYPE (KioskVirtualPageScanner, kiosk_virtual_page_scanner, KIOSK,
                      VIRTUAL_PAGE_SCANNER, GObject)

KioskVirtualPageScanner *kiosk_virtual_page_scanner_new  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean                 kiosk_virtual_page_scanner_lay  (KioskVirtualPageScanner *self, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                     kiosk_virtual_page_scanner_fail (KioskVirtualPageScanner *self, const char *fault);

G_END_DECLS
