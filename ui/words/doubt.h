/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* How a figure is shown that nobody has confirmed. */
GtkWidget *kiosk_doubt_tag_new (KioskPage *page);
void       kiosk_doubt_add     (KioskPage *page, GtkWidget *fact);
char      *kiosk_doubt_mark    (KioskPage *page, gboolean doubtful, char *figure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
