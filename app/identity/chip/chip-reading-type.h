/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"
#include "identity/chip/chip-verdict.h"
#include "identity/id-document.h"

G_BEGIN_DECLS

typedef struct _KioskChipReading KioskChipReading;

/* Written by chip-session.c, or by the virtual reader of chips, while nobody else has the reading yet. */
struct _KioskChipReading
{
  GObject parent_instance;

  KioskIdDocument *document; /* (owned) */
  KioskSecret *face;         /* (owned) (nullable) the image as the chip has it */
  GHashTable *files;         /* (owned) (nullable) (element-type guint16 KioskSecret): by file identifier */
  KioskChipVerdict verdicts[KIOSK_CHIP_N_CHECKS];
  KioskChipReason reasons[KIOSK_CHIP_N_CHECKS];
  KioskChipFacts facts;
};

KioskChipReading *kiosk_chip_reading_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_chip_reading_judge     (KioskChipReading *self, KioskChipCheck check, KioskChipVerdict verdict, KioskChipReason reason);
KioskAssurance    kiosk_chip_reading_find_rung (KioskChipReading *self);

G_END_DECLS
