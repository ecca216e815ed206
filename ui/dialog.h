/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/look.h"
#include "ui/widgets/parts.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_DIALOG (kiosk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KioskDialog, kiosk_dialog, KIOSK, DIALOG, GtkWidget)

/* A card on dim, over the window and inside it. Signal "act" (int id of the button). */
GtkWidget *kiosk_dialog_new (const KioskLook *look, const char *title, const char *text);
void kiosk_dialog_set_mark (KioskDialog *self, GtkWidget *mark);
void kiosk_dialog_add (KioskDialog *self, GtkWidget *widget);
GtkWidget *
kiosk_dialog_add_note (KioskDialog *self, GtkWidget *box, const char *icon, const char *text);
GtkWidget *kiosk_dialog_add_act (KioskDialog *self, const char *label, const char *icon,
                                 gboolean primary, int id);
void kiosk_dialog_focus (KioskDialog *self);

G_END_DECLS
