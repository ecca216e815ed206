/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SUBMIT_PAGE (kiosk_submit_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskSubmitPage, kiosk_submit_page, KIOSK, SUBMIT_PAGE, KioskPage)

G_END_DECLS
