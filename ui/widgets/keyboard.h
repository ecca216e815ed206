/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "language/language.h"
#include "ui/widgets/keyboard-layout.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_KEYBOARD (kiosk_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (KioskKeyboard, kiosk_keyboard, KIOSK, KEYBOARD, GtkWidget)

/* Fields: says which keys @editable wants, and keeps no history of what was typed. */
void kiosk_keyboard_attach (GtkEditable *editable, KioskKeyboardLayout layout);

/* The window: one keyboard, for whatever field has the focus. Signal "shown" () when it comes or
 * goes. */
GtkWidget *kiosk_keyboard_new (void);
void kiosk_keyboard_set_language (KioskKeyboard *self, KioskLanguage *language);
void kiosk_keyboard_watch (KioskKeyboard *self, GtkRoot *root);
void kiosk_keyboard_hide (KioskKeyboard *self);
void kiosk_keyboard_reset (KioskKeyboard *self); /* the next citizen begins without Telex */
gboolean kiosk_keyboard_is_shown (KioskKeyboard *self);

G_END_DECLS
