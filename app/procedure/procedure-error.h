/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_PROCEDURE_ERROR (kiosk_procedure_error_quark ())
GQuark kiosk_procedure_error_quark (void);

/**
 * KioskProcedureError:
 * @KIOSK_PROCEDURE_ERROR_NOT_JSON: the file is not JSON, or is larger than 1 MiB or nested deeper than 32
 * @KIOSK_PROCEDURE_ERROR_SHAPE: a member is missing, unknown or of the wrong kind; the message names it
 * @KIOSK_PROCEDURE_ERROR_REFERENCE: a rule names an answer, list or group that is not there
 * @KIOSK_PROCEDURE_ERROR_FORMAT: written for a newer kiosk
 */
typedef enum {
  KIOSK_PROCEDURE_ERROR_NOT_JSON,
  KIOSK_PROCEDURE_ERROR_SHAPE,
  KIOSK_PROCEDURE_ERROR_REFERENCE,
  KIOSK_PROCEDURE_ERROR_FORMAT,
} KioskProcedureError;

G_END_DECLS
