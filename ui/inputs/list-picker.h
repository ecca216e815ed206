/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_LIST_PICKER (kiosk_list_picker_get_type ())
G_DECLARE_FINAL_TYPE (KioskListPicker, kiosk_list_picker, KIOSK, LIST_PICKER, GtkBox)

/* One of a long list, found as you type. Signal "picked" (const char *value): the id of an entry, or
 * what was typed while it is no entry's text. */
GtkWidget *kiosk_list_picker_new       (guint columns, const char *more, const char *again, const char *label);
void       kiosk_list_picker_add       (KioskListPicker *self, const char *id, const char *text, const char *keywords);
void       kiosk_list_picker_set_value (KioskListPicker *self, const char *value);
GtkWidget *kiosk_list_picker_get_entry (KioskListPicker *self);

G_END_DECLS
