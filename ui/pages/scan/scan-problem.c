/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/scan/scan-problem.h"

#include "device/page-scanner.h"
#include "document/document-set.h"

static const char *
document_key (int code)
{
  if (code == KIOSK_DOCUMENT_ERROR_TOO_MANY_PAGES)
    return "scan.problem_full";
  return "scan.problem_unreadable";
}

static const char *
scanner_key (int code)
{
  switch ((KioskPageScannerError) code)
    {
    case KIOSK_PAGE_SCANNER_ERROR_NO_PAPER:
      return "scan.problem_no_paper";
    case KIOSK_PAGE_SCANNER_ERROR_JAM:
      return "scan.problem_jam";
    case KIOSK_PAGE_SCANNER_ERROR_COVER:
      return "scan.problem_cover";
    case KIOSK_PAGE_SCANNER_ERROR_BUSY:
      return "scan.problem_busy";
    case KIOSK_PAGE_SCANNER_ERROR_UNREADABLE:
      return "scan.problem_unreadable";
    case KIOSK_PAGE_SCANNER_ERROR_OFFLINE:
    default:
      return "scan.problem_offline";
    }
}

/**
 * kiosk_scan_problem_key:
 * @error: of a scan
 *
 * Returns: (transfer none): key of the words that say what is and what to do
 */
const char *
kiosk_scan_problem_key (const GError *error)
{
  if (error->domain == KIOSK_PAGE_SCANNER_ERROR)
    return scanner_key (error->code);
  if (error->domain == KIOSK_DOCUMENT_ERROR)
    return document_key (error->code);
  return "scan.problem_offline";
}
