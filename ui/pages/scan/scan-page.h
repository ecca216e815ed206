/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SCAN_PAGE (kiosk_scan_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskScanPage, kiosk_scan_page, KIOSK, SCAN_PAGE, KioskPage)

G_END_DECLS
