/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_TYPED_CARD (kiosk_typed_card_get_type ())
G_DECLARE_FINAL_TYPE (KioskTypedCard, kiosk_typed_card, KIOSK, TYPED_CARD, GtkBox)

/** KioskTypedCard: the fields of a card, typed by hand as the last resort. */
GtkWidget *kiosk_typed_card_new    (KioskPage *page);
gboolean   kiosk_typed_card_finish (KioskTypedCard *self);

G_END_DECLS
