/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/signature.h"

G_BEGIN_DECLS

/* The QR of a receipt: "<TRACK URL>/R/" + base32 (RFC 4648, no padding) of a COSE_Sign1 (RFC 9052,
 * tag 18, EdDSA) over a CBOR map: {1: kiosk (tstr), 2: submission id (bstr 16), 3: provisional (tstr),
 * 4: procedure (tstr), 5: issued at (uint, s), 6: assurance (uint), 7: official number (tstr, if known)}.
 * Only capitals, digits and $%*+-./: so that the code is alphanumeric. No name, no ID number. */

typedef struct {
  char   *kiosk;
  char   *submission_id;
  char   *provisional;
  char   *procedure;
  gint64  issued_at;
  guint   assurance;
  char   *official; /* (nullable) */
  char   *key_id;
} KioskReceiptCode;

#define KIOSK_RECEIPT_CODE_ERROR (kiosk_receipt_code_error_quark ())
GQuark kiosk_receipt_code_error_quark (void);

/**
 * KioskReceiptCodeError:
 * @KIOSK_RECEIPT_CODE_ERROR_MALFORMED: not a receipt of ours
 * @KIOSK_RECEIPT_CODE_ERROR_UNKNOWN_KEY: signed with a key that is not in the list
 * @KIOSK_RECEIPT_CODE_ERROR_FORGED: the signature does not fit
 */
typedef enum {
  KIOSK_RECEIPT_CODE_ERROR_MALFORMED,
  KIOSK_RECEIPT_CODE_ERROR_UNKNOWN_KEY,
  KIOSK_RECEIPT_CODE_ERROR_FORGED,
} KioskReceiptCodeError;

char             *kiosk_receipt_code_make   (const KioskReceiptCode *code, const char *track_url, KioskSigningKey *key) G_GNUC_WARN_UNUSED_RESULT;
KioskReceiptCode *kiosk_receipt_code_verify (const char *text, const GPtrArray *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* keys: (element-type KioskSigningKey) */
void              kiosk_receipt_code_free   (KioskReceiptCode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskReceiptCode, kiosk_receipt_code_free)

G_END_DECLS
