/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_PAGER (kiosk_pager_get_type ())
G_DECLARE_FINAL_TYPE (KioskPager, kiosk_pager, KIOSK, PAGER, GtkWidget)

GtkWidget *kiosk_pager_new (GtkWidget *child);
void kiosk_pager_set_shape (KioskPager *self, gboolean portrait, const char *back, const char *on);
void kiosk_pager_scroll_to (KioskPager *self, GtkWidget *widget);
gboolean kiosk_pager_is_paging (KioskPager *self);

G_END_DECLS
