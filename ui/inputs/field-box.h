/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_FIELD_BOX (kiosk_field_box_get_type ())
G_DECLARE_FINAL_TYPE (KioskFieldBox, kiosk_field_box, KIOSK, FIELD_BOX, GtkBox)

/** KioskFieldBox: label, hint, words of what to mend, and one control, tied together for ear and eye. */
GtkWidget *kiosk_field_box_new         (const char *label, const char *hint, const char *optional);
void       kiosk_field_box_set_entry   (KioskFieldBox *self, GtkWidget *entry);
void       kiosk_field_box_set_control (KioskFieldBox *self, GtkWidget *control, GtkWidget *focus);
void       kiosk_field_box_set_source  (KioskFieldBox *self, gboolean locked, const char *source, const char *edit);
void       kiosk_field_box_set_problem (KioskFieldBox *self, const char *problem);
void       kiosk_field_box_focus       (KioskFieldBox *self);

G_END_DECLS
