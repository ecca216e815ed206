/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* What a card that holds for life writes into its machine-readable lines in place of a date, so that
 * its key is made of it as well (six digits of a date, ICAO 9303-3). */
#define KIOSK_CARD_FOR_LIFE "2099-12-31"

#define KIOSK_TYPE_KEY_QUESTION (kiosk_key_question_get_type ())
G_DECLARE_FINAL_TYPE (KioskKeyQuestion, kiosk_key_question, KIOSK, KEY_QUESTION, GtkBox)

/** KioskKeyQuestion: the one question whose answer opens a chip. Signals: "answered" () when the
 * answer is given without the primary button, "by-can" () when another question is wanted. */
GtkWidget *kiosk_key_question_new (KioskPage *page, gboolean by_can);
GtkWidget *kiosk_key_question_new_pictures (KioskPage *page);
void kiosk_key_question_finish (KioskKeyQuestion *self);

G_END_DECLS
