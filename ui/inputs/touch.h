/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** KioskTouched: a button was touched; @id is what the button stands for. */
typedef void (*KioskTouched) (gpointer self, const char *id);

void kiosk_touch_connect (GtkWidget *button, const char *id, KioskTouched touched, gpointer self);
void kiosk_touch_name    (GtkWidget *widget, const char *name);
void kiosk_touch_empty   (GtkWidget *box);

G_END_DECLS
