/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key is named by the first bytes of its SHA-256, in hex. */
#define KIOSK_KEY_ID_SIZE 4

#define KIOSK_KEY_ERROR (kiosk_key_error_quark ())
GQuark kiosk_key_error_quark (void);

/**
 * KioskKeyError:
 * @KIOSK_KEY_ERROR_MALFORMED: the key file is not one of ours; make a new one
 * @KIOSK_KEY_ERROR_MISSING: there is no key file at that path
 * @KIOSK_KEY_ERROR_REFUSED: the signature or the sealed text does not verify
 */
typedef enum {
  KIOSK_KEY_ERROR_MALFORMED,
  KIOSK_KEY_ERROR_MISSING,
  KIOSK_KEY_ERROR_REFUSED,
} KioskKeyError;

G_END_DECLS
