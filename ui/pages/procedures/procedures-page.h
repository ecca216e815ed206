/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_PROCEDURES_PAGE (kiosk_procedures_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskProceduresPage, kiosk_procedures_page, KIOSK, PROCEDURES_PAGE, KioskPage)

G_END_DECLS
