/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_CONFIG_ERROR (kiosk_config_error_quark ())
GQuark kiosk_config_error_quark (void);

/**
 * KioskConfigError:
 * @KIOSK_CONFIG_ERROR_MISSING: the file cannot be read
 * @KIOSK_CONFIG_ERROR_MALFORMED: the file is not JSON
 * @KIOSK_CONFIG_ERROR_VALUE: a member is missing, unknown or out of its range; the message names
 *   it by its path and says how to mend it
 */
typedef enum {
  KIOSK_CONFIG_ERROR_MISSING,
  KIOSK_CONFIG_ERROR_MALFORMED,
  KIOSK_CONFIG_ERROR_VALUE,
} KioskConfigError;

G_END_DECLS
