/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_LABEL_LAYOUT (kiosk_label_layout_get_type ())
G_DECLARE_FINAL_TYPE (KioskLabelLayout, kiosk_label_layout, KIOSK, LABEL_LAYOUT, GtkLayoutManager)

GtkLayoutManager *kiosk_label_layout_new (void);

G_END_DECLS
