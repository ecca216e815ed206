/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-order.h"
#include "identity/chip/chip-reading-type.h"
#include "identity/chip/pace-outcome.h"
#include "identity/trust/passive-authentication.h"

G_BEGIN_DECLS

#define KIOSK_CHIP_GROUP_BIT(number) (1u << (number))

/** KioskChipHarvest: what was brought from one chip so far; only chip-session.c and chip-proofs.c see it. */
typedef struct
{
  const KioskChipOrder *order;
  KioskChipChannel *channel;  /* (owned) */
  KioskChipReading *reading;  /* (owned) */
  KioskPaceOutcome *pace;     /* (owned) (nullable) access was not by PACE */
  KioskSecret *sod;           /* (owned) (nullable) */
  KioskSecret *groups[KIOSK_PASSIVE_LAST_GROUP + 1]; /* (owned) (nullable) each */
  guint listed;               /* KIOSK_CHIP_GROUP_BIT of each group that the chip says it has */
  gint64 issue_date;          /* seconds since 1970; 0: not known */
  KioskChipPart part;
  gint64 part_began;          /* monotonic, us; 0: none is under way */
} KioskChipHarvest;

gboolean kiosk_chip_harvest_prove (KioskChipHarvest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
