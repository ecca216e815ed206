/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/widgets/syllable.h"

G_BEGIN_DECLS

/* What keys do to a field: @text is where the cursor is. Nothing here outlives the call. */
void kiosk_typing_put (GtkText *text, const char *piece);
void kiosk_typing_type (GtkText *text, gunichar character, gboolean telex_vni);
void kiosk_typing_tone (GtkText *text, KioskToneMark tone);
void kiosk_typing_erase (GtkText *text);
gboolean kiosk_typing_wants_capitals (GtkText *text);
gboolean kiosk_typing_wants_capital (GtkText *text);
GtkWidget *kiosk_typing_find_next (GtkText *text);

G_END_DECLS
