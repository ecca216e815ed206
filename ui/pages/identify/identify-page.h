/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_IDENTIFY_PAGE (kiosk_identify_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdentifyPage, kiosk_identify_page, KIOSK, IDENTIFY_PAGE, KioskPage)

G_END_DECLS
