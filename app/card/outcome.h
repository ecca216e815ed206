/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskCardExit: how the program ends; scripts rest on the numbers. */
typedef enum {
  KIOSK_CARD_EXIT_READ = 0,
  KIOSK_CARD_EXIT_USAGE = 1,
  KIOSK_CARD_EXIT_NO_READER = 2,
  KIOSK_CARD_EXIT_NO_CARD = 3,
  KIOSK_CARD_EXIT_NOT_AN_ID = 4,
  KIOSK_CARD_EXIT_REFUSED = 5,
  KIOSK_CARD_EXIT_LOST = 6,
  KIOSK_CARD_EXIT_PROTOCOL = 7,
  KIOSK_CARD_EXIT_NOT_GENUINE = 8,
} KioskCardExit;

KioskCardExit kiosk_card_outcome_find  (const GError *error, const char **name, const char **hint);
KioskCardExit kiosk_card_outcome_print (const GError *error, gboolean json);

G_END_DECLS
