/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KioskAssurance:
 * @KIOSK_ASSURANCE_TYPED: the citizen typed it
 * @KIOSK_ASSURANCE_QR: read from the printed code, which anyone can print
 * @KIOSK_ASSURANCE_CHIP: read from a chip, whose data nothing vouches for
 * @KIOSK_ASSURANCE_SIGNED: the data fit a valid signature of an issuer that is not known here
 * @KIOSK_ASSURANCE_TRUSTED: signed by a configured issuer; the chip may still be a copy
 * @KIOSK_ASSURANCE_GENUINE: signed by a configured issuer, and the chip proved that it is no copy
 *
 * How far the identity was proved, lowest first. The numbers are in the codes of receipts, and so
 * never change.
 */
typedef enum {
  KIOSK_ASSURANCE_TYPED = 0,
  KIOSK_ASSURANCE_QR = 1,
  KIOSK_ASSURANCE_CHIP = 2,
  KIOSK_ASSURANCE_SIGNED = 3,
  KIOSK_ASSURANCE_TRUSTED = 4,
  KIOSK_ASSURANCE_GENUINE = 5,
} KioskAssurance;

const char *kiosk_assurance_to_string (KioskAssurance assurance);

/**
 * KioskIdField:
 *
 * What an identity card may say; what follows the date of issue only chips say. Dates are ISO 8601
 * (yyyy-mm-dd); a day or month that the register does not know is 00. Sex is "male" or "female".
 */
typedef enum {
  KIOSK_ID_FIELD_NUMBER,
  KIOSK_ID_FIELD_OLD_NUMBER,
  KIOSK_ID_FIELD_NAME,
  KIOSK_ID_FIELD_BIRTH_DATE,
  KIOSK_ID_FIELD_SEX,
  KIOSK_ID_FIELD_ADDRESS,
  KIOSK_ID_FIELD_ISSUE_DATE,
  KIOSK_ID_FIELD_EXPIRY_DATE,
  KIOSK_ID_FIELD_NATIONALITY,
  KIOSK_ID_FIELD_HOME_TOWN,
  KIOSK_ID_FIELD_FATHER,
  KIOSK_ID_FIELD_MOTHER,
  KIOSK_ID_FIELD_SPOUSE,
  KIOSK_ID_N_FIELDS,
} KioskIdField;

#define KIOSK_TYPE_ID_DOCUMENT (kiosk_id_document_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdDocument, kiosk_id_document, KIOSK, ID_DOCUMENT, GObject)

KioskIdDocument *kiosk_id_document_new           (KioskAssurance assurance) G_GNUC_WARN_UNUSED_RESULT;
void             kiosk_id_document_set           (KioskIdDocument *self, KioskIdField field, const char *value);
const char      *kiosk_id_document_get           (KioskIdDocument *self, KioskIdField field);
KioskAssurance   kiosk_id_document_get_assurance (KioskIdDocument *self);
const char      *kiosk_id_field_to_string        (KioskIdField field);

G_END_DECLS
