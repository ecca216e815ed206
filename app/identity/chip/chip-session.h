/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "identity/chip/chip-reading.h"
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

KioskChipReading *kiosk_chip_session_read  (KioskCardTransport *transport, const KioskChipOrder *order, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_chip_session_probe (KioskCardTransport *transport, gboolean *is_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
