/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_LINE_LAYOUT (kiosk_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (KioskLineLayout, kiosk_line_layout, KIOSK, LINE_LAYOUT, GtkLayoutManager)

GtkWidget *kiosk_box_new (GtkOrientation orientation);
void kiosk_box_set_orientation (GtkWidget *box, GtkOrientation orientation);
void kiosk_box_set_homogeneous (GtkWidget *box, gboolean homogeneous);

G_END_DECLS
