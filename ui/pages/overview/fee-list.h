/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_fee_list_new (KioskPage *page, const GPtrArray *lines);

G_END_DECLS
