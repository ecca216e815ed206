/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/id-document.h"

G_BEGIN_DECLS

#define KIOSK_CARD_QR_ERROR (kiosk_card_qr_error_quark ())
GQuark kiosk_card_qr_error_quark (void);

/**
 * KioskCardQrError:
 * @KIOSK_CARD_QR_ERROR_MALFORMED: nothing we know; show the card's code again
 * @KIOSK_CARD_QR_ERROR_PAYMENT: a bank's payment code (EMVCo); say that it is not the card
 * @KIOSK_CARD_QR_ERROR_URL: a web address
 * @KIOSK_CARD_QR_ERROR_RECEIPT: a receipt of a kiosk
 * @KIOSK_CARD_QR_ERROR_INCOMPLETE: a card, but a field that every card has is missing or broken
 */
typedef enum {
  KIOSK_CARD_QR_ERROR_MALFORMED,
  KIOSK_CARD_QR_ERROR_PAYMENT,
  KIOSK_CARD_QR_ERROR_URL,
  KIOSK_CARD_QR_ERROR_RECEIPT,
  KIOSK_CARD_QR_ERROR_INCOMPLETE,
} KioskCardQrError;

KioskIdDocument *kiosk_card_qr_parse (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
