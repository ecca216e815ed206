/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_identify_cards_new (KioskPage *page);
GtkWidget *kiosk_identify_steps_new (KioskPage *page);

G_END_DECLS
