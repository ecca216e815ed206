/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_CHECK_PAGE (kiosk_check_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskCheckPage, kiosk_check_page, KIOSK, CHECK_PAGE, KioskPage)

G_END_DECLS
