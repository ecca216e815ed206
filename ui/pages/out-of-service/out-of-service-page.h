/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_OUT_OF_SERVICE_PAGE (kiosk_out_of_service_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskOutOfServicePage, kiosk_out_of_service_page, KIOSK, OUT_OF_SERVICE_PAGE,
                      KioskPage)

G_END_DECLS
