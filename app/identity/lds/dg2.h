/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

#define KIOSK_DG2_ERROR (kiosk_dg2_error_quark ())
GQuark kiosk_dg2_error_quark (void);

/**
 * KioskDg2Error:
 * @KIOSK_DG2_ERROR_HEADER: the header of the face contradicts itself or what is there
 * @KIOSK_DG2_ERROR_NO_FACE: whole, but no face is in it
 * @KIOSK_DG2_ERROR_FORMAT: a face in a coding that is not ours: another record, another picture
 */
typedef enum {
  KIOSK_DG2_ERROR_HEADER,
  KIOSK_DG2_ERROR_NO_FACE,
  KIOSK_DG2_ERROR_FORMAT,
} KioskDg2Error;

KioskSecret *kiosk_dg2_parse (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
