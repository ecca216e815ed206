/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_DONE_PAGE (kiosk_done_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskDonePage, kiosk_done_page, KIOSK, DONE_PAGE, KioskPage)

void kiosk_done_page_set_filed (KioskDonePage *self, gboolean filed);

G_END_DECLS
