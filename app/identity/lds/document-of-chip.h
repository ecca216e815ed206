/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/id-document.h"
#include "identity/lds/dg13.h"
#include "identity/lds/mrz.h"

G_BEGIN_DECLS

#define KIOSK_DOCUMENT_OF_CHIP_ERROR (kiosk_document_of_chip_error_quark ())
GQuark kiosk_document_of_chip_error_quark (void);

/**
 * KioskDocumentOfChipError:
 * @KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE: two files of one chip name different people; nobody is to
 *   be asked to try again
 * @KIOSK_DOCUMENT_OF_CHIP_ERROR_INCOMPLETE: the chip does not say who its holder is, as foreign ones
 *   and those of passports may not
 */
typedef enum {
  KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE,
  KIOSK_DOCUMENT_OF_CHIP_ERROR_INCOMPLETE,
} KioskDocumentOfChipError;

KioskIdDocument *kiosk_document_of_chip_new (const KioskMrz *mrz, const KioskDg13 *dg13, KioskAssurance assurance,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
