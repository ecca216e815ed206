/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

void kiosk_identify_waiting_show (KioskPage *page);
void kiosk_identify_waiting_show_code_wanted (KioskPage *page);

G_END_DECLS
