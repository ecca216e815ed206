/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_identify_ladder_new (KioskPage *page, KioskIdDocument *document);
GtkWidget *kiosk_identify_facts_new (KioskPage *page, KioskIdDocument *document);
gboolean kiosk_identify_is_doubtful (KioskIdDocument *document);

G_END_DECLS
