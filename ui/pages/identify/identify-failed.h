/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

void kiosk_identify_failed_show (KioskPage *page);
void kiosk_identify_failed_act (KioskPage *page, gboolean primary);

G_END_DECLS
