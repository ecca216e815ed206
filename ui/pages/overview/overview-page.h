/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_OVERVIEW_PAGE (kiosk_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskOverviewPage, kiosk_overview_page, KIOSK, OVERVIEW_PAGE, KioskPage)

G_END_DECLS
