/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_CHOICE_GROUP (kiosk_choice_group_get_type ())
G_DECLARE_FINAL_TYPE (KioskChoiceGroup, kiosk_choice_group, KIOSK, CHOICE_GROUP, GtkBox)

/* Choice cards of which one is chosen. Signal "chosen" (const char *id). */
GtkWidget *kiosk_choice_group_new (void);
void       kiosk_choice_group_add (KioskChoiceGroup *self, const char *id, const char *label, const char *hint,
                                   gboolean unsure, gboolean chosen);

G_END_DECLS
