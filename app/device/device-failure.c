/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/device-failure.h"

/**
 * kiosk_device_failure_of_scanner:
 * @code: why a page did not come
 *
 * Returns: the failure; an unknown code is that of a scanner that is gone, which asks the least of it
 */
KioskFailure
kiosk_device_failure_of_scanner (KioskPageScannerError code)
{
  switch (code)
    {
    case KIOSK_PAGE_SCANNER_ERROR_NO_PAPER:
      return KIOSK_FAILURE_SCANNER_NO_PAPER;
    case KIOSK_PAGE_SCANNER_ERROR_JAM:
      return KIOSK_FAILURE_SCANNER_JAM;
    case KIOSK_PAGE_SCANNER_ERROR_COVER:
      return KIOSK_FAILURE_SCANNER_COVER_OPEN;
    case KIOSK_PAGE_SCANNER_ERROR_BUSY:
      return KIOSK_FAILURE_SCANNER_BUSY;
    case KIOSK_PAGE_SCANNER_ERROR_UNREADABLE:
      return KIOSK_FAILURE_SCANNER_PAGE_UNREADABLE;
    case KIOSK_PAGE_SCANNER_ERROR_OFFLINE:
    default:
      return KIOSK_FAILURE_SCANNER_GONE;
    }
}

/**
 * kiosk_device_failure_of_printer:
 * @state: of a printer
 * @failure: (out): what to tell; untouched when nothing is wrong
 *
 * Returns: whether something is to be told
 */
gboolean
kiosk_device_failure_of_printer (KioskPrinterState state, KioskFailure *failure)
{
  switch (state)
    {
    case KIOSK_PRINTER_READY:
      return FALSE;
    case KIOSK_PRINTER_NO_PAPER:
      *failure = KIOSK_FAILURE_PRINTER_NO_PAPER;
      break;
    case KIOSK_PRINTER_COVER:
      *failure = KIOSK_FAILURE_PRINTER_COVER_OPEN;
      break;
    case KIOSK_PRINTER_JAM:
      *failure = KIOSK_FAILURE_PRINTER_JAM;
      break;
    case KIOSK_PRINTER_BUSY:
      *failure = KIOSK_FAILURE_PRINTER_BUSY;
      break;
    case KIOSK_PRINTER_OFFLINE:
    default:
      *failure = KIOSK_FAILURE_PRINTER_GONE;
      break;
    }

  return TRUE;
}

/**
 * kiosk_device_failure_of_chip_reader:
 * @state: of a reader of chips
 * @failure: (out): what to tell; untouched when nothing is wrong
 *
 * Returns: whether something is to be told
 */
gboolean
kiosk_device_failure_of_chip_reader (KioskChipReaderState state, KioskFailure *failure)
{
  switch (state)
    {
    case KIOSK_CHIP_READER_EMPTY:
    case KIOSK_CHIP_READER_CARD:
      return FALSE;
    case KIOSK_CHIP_READER_NOT_AN_ID:
      *failure = KIOSK_FAILURE_CARD_NOT_AN_ID;
      break;
    case KIOSK_CHIP_READER_TWO_CARDS:
      *failure = KIOSK_FAILURE_TWO_CARDS;
      break;
    case KIOSK_CHIP_READER_NO_SERVICE:
      *failure = KIOSK_FAILURE_READER_DAEMON_GONE;
      break;
    case KIOSK_CHIP_READER_GONE:
    case KIOSK_CHIP_READER_BUSY:
    default:
      *failure = KIOSK_FAILURE_READER_GONE;
      break;
    }

  return TRUE;
}
