/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/language.h"
#include "ui/dialog.h"

G_BEGIN_DECLS

/** KioskDialogAct: what buttons of dialogs mean; choices count from %KIOSK_DIALOG_CHOICE. */
typedef enum
{
  KIOSK_DIALOG_STAY = 1,
  KIOSK_DIALOG_END,
  KIOSK_DIALOG_NO_STAFF,
  KIOSK_DIALOG_CHOICE
} KioskDialogAct;

GtkWidget *kiosk_warning_dialog_new (const KioskLook *look, KioskLanguage *language, guint seconds);
void kiosk_warning_dialog_set_seconds (KioskDialog *dialog, KioskLanguage *language, guint seconds);
GtkWidget *kiosk_staff_dialog_new (const KioskLook *look, KioskLanguage *language, gboolean idle);
GtkWidget *kiosk_text_dialog_new (const KioskLook *look, KioskLanguage *language);
GtkWidget *kiosk_colours_dialog_new (const KioskLook *look, KioskLanguage *language);

G_END_DECLS
