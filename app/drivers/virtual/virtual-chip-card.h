/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-reading.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** KioskVirtualChipCard: a card that somebody lays on the virtual chip reader; wiped with its owner. */
typedef struct
{
  KioskIdDocument *document; /* (owned): what its chip says */
  KioskAccessKey *dates;     /* (owned) (nullable): number, birth and expiry */
  KioskAccessKey *can;       /* (owned) (nullable) */
  gboolean fails;            /* reading it ends with @error, else with @reading */
  KioskChipReadingError error;
  KioskChipReading *reading; /* (owned) (nullable) */
  guint delay_ms;            /* how long reading it takes */
} KioskVirtualChipCard;

KioskVirtualChipCard *kiosk_virtual_chip_card_parse (JsonObject *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              kiosk_virtual_chip_card_opens (const KioskVirtualChipCard *self, KioskAccessKey *key);
void                  kiosk_virtual_chip_card_free  (KioskVirtualChipCard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskVirtualChipCard, kiosk_virtual_chip_card_free)

G_END_DECLS
