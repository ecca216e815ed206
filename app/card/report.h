/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "card/json-text.h"
#include "identity/chip/chip-reading.h"

G_BEGIN_DECLS

void kiosk_card_report_document (KioskJsonText *text, KioskIdDocument *document);
void kiosk_card_report_reading  (KioskJsonText *text, KioskChipReading *reading);
void kiosk_card_print_reading   (KioskChipReading *reading);

G_END_DECLS
