/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_CHIP_ERROR (kiosk_chip_error_quark ())
GQuark kiosk_chip_error_quark (void);

/**
 * KioskChipError:
 * @KIOSK_CHIP_ERROR_WRONG_KEY: the chip refused the CAN or what was made of the MRZ: ask for it again
 * @KIOSK_CHIP_ERROR_BLOCKED: the chip takes no more tries of this key
 * @KIOSK_CHIP_ERROR_NOT_FOUND: the chip has no such file or application
 * @KIOSK_CHIP_ERROR_DENIED: the chip does not let this be read, or not yet
 * @KIOSK_CHIP_ERROR_REFUSED: the chip answered with another status word than success
 * @KIOSK_CHIP_ERROR_MALFORMED: the chip's answer or file is not what the standard says
 * @KIOSK_CHIP_ERROR_SESSION_ENDED: the protected conversation was broken into; nothing more is sent
 * @KIOSK_CHIP_ERROR_UNSUPPORTED: the chip wants an algorithm that is not spoken here
 * @KIOSK_CHIP_ERROR_NOT_GENUINE: the chip did not prove that it holds the key it shows
 * @KIOSK_CHIP_ERROR_CRYPTO: libcrypto failed, which says nothing about the card
 *
 * Everything in `identity/chip` fails with these, or with what the transport says.
 */
typedef enum {
  KIOSK_CHIP_ERROR_WRONG_KEY,
  KIOSK_CHIP_ERROR_BLOCKED,
  KIOSK_CHIP_ERROR_NOT_FOUND,
  KIOSK_CHIP_ERROR_DENIED,
  KIOSK_CHIP_ERROR_REFUSED,
  KIOSK_CHIP_ERROR_MALFORMED,
  KIOSK_CHIP_ERROR_SESSION_ENDED,
  KIOSK_CHIP_ERROR_UNSUPPORTED,
  KIOSK_CHIP_ERROR_NOT_GENUINE,
  KIOSK_CHIP_ERROR_CRYPTO,
} KioskChipError;

gboolean kiosk_chip_fail (GError **error, KioskChipError code, const char *message);

G_END_DECLS
