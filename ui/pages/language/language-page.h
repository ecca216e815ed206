/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_LANGUAGE_PAGE (kiosk_language_page_get_type ())
G_DECLARE_FINAL_TYPE (KioskLanguagePage, kiosk_language_page, KIOSK, LANGUAGE_PAGE, KioskPage)

G_END_DECLS
