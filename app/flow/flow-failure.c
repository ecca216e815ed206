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

static KioskFailure
failure_of_reader (int code)
{
  switch ((KioskChipReaderError) code)
    {
    case KIOSK_CHIP_READER_ERROR_NO_SERVICE:
      return KIOSK_FAILURE_READER_DAEMON_GONE;
    case KIOSK_CHIP_READER_ERROR_NO_CARD:
      return KIOSK_FAILURE_CARD_REMOVED_EARLY;
    case KIOSK_CHIP_READER_ERROR_TWO_CARDS:
      return KIOSK_FAILURE_TWO_CARDS;
    case KIOSK_CHIP_READER_ERROR_NO_READER:
    case KIOSK_CHIP_READER_ERROR_BUSY:
    default:
      return KIOSK_FAILURE_READER_GONE;
    }
}

static KioskFailure
failure_of_reading (int code, KioskAccessKeyKind key)
{
  switch ((KioskChipReadingError) code)
    {
    case KIOSK_CHIP_READING_ERROR_NOT_AN_ID:
      return KIOSK_FAILURE_CARD_NOT_AN_ID;
    case KIOSK_CHIP_READING_ERROR_WRONG_KEY:
      return key == KIOSK_ACCESS_KEY_CAN ? KIOSK_FAILURE_CARD_ACCESS_REFUSED_CAN
                                         : KIOSK_FAILURE_CARD_ACCESS_REFUSED_EXPIRY;
    case KIOSK_CHIP_READING_ERROR_BLOCKED:
      return KIOSK_FAILURE_CARD_ACCESS_BLOCKED_FOR_A_WHILE;
    case KIOSK_CHIP_READING_ERROR_REMOVED:
      return KIOSK_FAILURE_CARD_REMOVED_EARLY;
    case KIOSK_CHIP_READING_ERROR_NO_ANSWER:
      return KIOSK_FAILURE_CARD_DOES_NOT_ANSWER;
    case KIOSK_CHIP_READING_ERROR_READER:
      return KIOSK_FAILURE_READER_GONE;
    case KIOSK_CHIP_READING_ERROR_DISAGREES:
      return KIOSK_FAILURE_CARD_DATA_DISAGREES;
    case KIOSK_CHIP_READING_ERROR_UNREADABLE:
    case KIOSK_CHIP_READING_ERROR_UNSUPPORTED:
      return KIOSK_FAILURE_CARD_DATA_UNREADABLE;
    case KIOSK_CHIP_READING_ERROR_PROTOCOL:
    case KIOSK_CHIP_READING_ERROR_INTERNAL:
    default:
      return KIOSK_FAILURE_CARD_PROTOCOL_BROKEN;
    }
}

/**
 * kiosk_flow_failure_of_chip:
 * @error: why a chip was not read
 * @key: what it was to be opened with, which the citizen may have to enter again
 *
 * Returns: the failure; of an error of another domain, that machine and chip lost their thread
 */
KioskFailure
kiosk_flow_failure_of_chip (const GError *error, KioskAccessKeyKind key)
{
  g_return_val_if_fail (error != NULL, KIOSK_FAILURE_CARD_PROTOCOL_BROKEN);

  if (error->domain == KIOSK_CHIP_READER_ERROR)
    return failure_of_reader (error->code);
  if (error->domain == KIOSK_CHIP_READING_ERROR)
    return failure_of_reading (error->code, key);

  return KIOSK_FAILURE_CARD_PROTOCOL_BROKEN;
}
