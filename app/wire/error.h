/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_WIRE_ERROR (kiosk_wire_error_quark ())
GQuark kiosk_wire_error_quark (void);

/**
 * KioskWireError:
 * @KIOSK_WIRE_ERROR_MALFORMED: the bytes are not what they say; the message names the member
 * @KIOSK_WIRE_ERROR_VERSION: written by a newer program
 * @KIOSK_WIRE_ERROR_REFUSED: a signature does not verify
 */
typedef enum { KIOSK_WIRE_ERROR_MALFORMED, KIOSK_WIRE_ERROR_VERSION, KIOSK_WIRE_ERROR_REFUSED } KioskWireError;

G_END_DECLS
