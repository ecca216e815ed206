/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/look.h"
#include "ui/page.h"

G_BEGIN_DECLS

/* What only the window that shows a page asks of it. */
void kiosk_page_set_up (KioskPage *self, KioskFlow *flow, const KioskLook *look);
void kiosk_page_enter (KioskPage *self);
void kiosk_page_refresh (KioskPage *self);
void kiosk_page_leave (KioskPage *self);
const char *kiosk_page_get_header (KioskPage *self, gboolean *strong);
const char *kiosk_page_get_title (KioskPage *self);
gboolean kiosk_page_is_bare (KioskPage *self);
void kiosk_page_set_above (KioskPage *self, int above);
void kiosk_page_focus_first (KioskPage *self);

G_END_DECLS
