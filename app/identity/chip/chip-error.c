/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-error.h"

G_DEFINE_QUARK (kiosk-chip-error-quark, kiosk_chip_error)

/**
 * kiosk_chip_fail:
 * @error: (out) (optional): set
 * @message: for the log; holds nothing of the card
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
kiosk_chip_fail (GError **error, KioskChipError code, const char *message)
{
  g_set_error_literal (error, KIOSK_CHIP_ERROR, (int) code, message);

  return FALSE;
}
