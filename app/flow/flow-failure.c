/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-failure.h"

#include "document/document-set.h"
#include "identity/card-qr.h"

/**
 * kiosk_flow_failure_of_code:
 * @problem: the #KioskCardQrError of a code that is not a card
 *
 * Returns: what was shown instead
 */
KioskFailure
kiosk_flow_failure_of_code (int problem)
{
  switch ((KioskCardQrError) problem)
    {
    case KIOSK_CARD_QR_ERROR_PAYMENT:
      return KIOSK_FAILURE_CODE_PAYMENT;
    case KIOSK_CARD_QR_ERROR_URL:
      return KIOSK_FAILURE_CODE_URL;
    case KIOSK_CARD_QR_ERROR_RECEIPT:
      return KIOSK_FAILURE_CODE_RECEIPT;
    case KIOSK_CARD_QR_ERROR_INCOMPLETE:
      return KIOSK_FAILURE_CODE_INCOMPLETE;
    case KIOSK_CARD_QR_ERROR_MALFORMED:
    default:
      return KIOSK_FAILURE_CODE_OTHER;
    }
}

/**
 * kiosk_flow_failure_of_scan:
 * @error: why a page did not come, or was not kept
 *
 * Returns: the failure; of an error of another domain, that the scanner is gone
 */
KioskFailure
kiosk_flow_failure_of_scan (const GError *error)
{
  g_return_val_if_fail (error != NULL, KIOSK_FAILURE_SCANNER_GONE);

  if (error->domain == KIOSK_PAGE_SCANNER_ERROR)
    return kiosk_device_failure_of_scanner ((KioskPageScannerError) error->code);
  if (g_error_matches (error, KIOSK_DOCUMENT_ERROR, KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES))
    return KIOSK_FAILURE_SCANNER_PAGES_FULL;
  if (error->domain == KIOSK_DOCUMENT_ERROR)
    return KIOSK_FAILURE_SCANNER_PAGE_UNREADABLE;

  return KIOSK_FAILURE_SCANNER_GONE;
}
