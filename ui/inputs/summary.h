/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/language.h"
#include "ui/inputs/touch.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SUMMARY (kiosk_summary_get_type ())
G_DECLARE_FINAL_TYPE (KioskSummary, kiosk_summary, KIOSK, SUMMARY, GtkBox)

/** KioskSummary: the red banner that says how many places are left to mend, with a link to each. */
GtkWidget *kiosk_summary_new (KioskLanguage *language);
void       kiosk_summary_add (KioskSummary *self, const char *id, const char *words, KioskTouched touched, gpointer data);

G_END_DECLS
