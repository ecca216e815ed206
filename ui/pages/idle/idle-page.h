/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/metrics.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_IDLE_PAGE (kiosk_idle_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdlePage, kiosk_idle_page, KIOSK, IDLE_PAGE, KioskPage)

void kiosk_idle_page_begin (const char *icons, const KioskMetrics *metrics);

G_END_DECLS
