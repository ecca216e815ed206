/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-verdict.h"
#include "identity/trust/trust-store.h"

G_BEGIN_DECLS

/**
 * KioskChipReadFlags:
 * @KIOSK_CHIP_READ_WITH_FACE: the face too, which takes most of the time
 * @KIOSK_CHIP_READ_KEEP_FILES: keep the files as the chip has them, for a technician
 */
typedef enum {
  KIOSK_CHIP_READ_DEFAULT = 0,
  KIOSK_CHIP_READ_WITH_FACE = 1 << 0,
  KIOSK_CHIP_READ_KEEP_FILES = 1 << 1,
} KioskChipReadFlags;

/** KioskChipProgress: called in the thread that reads, when @part begins; @of is how many there are. */
typedef void (*KioskChipProgress) (KioskChipPart part, guint of, gpointer user_data);

/** KioskChipOrder: what is to be read, and who is told of it. Owns nothing. */
typedef struct
{
  KioskAccessKey *key;
  KioskTrustStore *trust; /* (nullable) no issuer is known */
  KioskChipReadFlags flags;
  gint64 now; /* seconds since 1970 */
  KioskChipProgress progress; /* (nullable) */
  gpointer progress_data;
} KioskChipOrder;

G_END_DECLS
