/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-channel.h"

G_BEGIN_DECLS

/* A card that expects each command to be exactly what was written down, and answers what was. */
#define SCRIPTED_TYPE_CARD (scripted_card_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedCard, scripted_card, SCRIPTED, CARD, GObject)

ScriptedCard     *scripted_card_new         (void);
void              scripted_card_expect      (ScriptedCard *self, const char *command, const char *answer);
void              scripted_card_break       (ScriptedCard *self, const char *command, int code);
guint             scripted_card_get_n_left  (ScriptedCard *self);
KioskChipChannel *scripted_card_open        (ScriptedCard *self);

/* Draws, one after the other, what was written down. */
void              scripted_random_set       (KioskChipChannel *channel, const char *const *draws);

GByteArray       *unhex                     (const char *text);

G_END_DECLS
