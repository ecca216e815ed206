/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_identify_reading_new (KioskPage *page);
GtkWidget *kiosk_identify_parts_new (KioskPage *page, guint part, guint of, gboolean stopped);

G_END_DECLS
