/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_paper_list_new (KioskPage *page);

G_END_DECLS
