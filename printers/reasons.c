/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/reasons.h"

#include <string.h>

/* printer-state-reasons (RFC 8011, 5.4.12; PWG 5100.9) that keep paper from coming out. What is only
 * low, or almost full, is the staff's business and not the citizen's. */
static const struct
{
  const char *keyword;
  KioskPrinterState state;
} blocking[] = {
  { "media-empty", KIOSK_PRINTER_NO_PAPER },
  { "media-needed", KIOSK_PRINTER_NO_PAPER },
  { "input-tray-missing", KIOSK_PRINTER_NO_PAPER },
  { "cover-open", KIOSK_PRINTER_COVER },
  { "door-open", KIOSK_PRINTER_COVER },
  { "interlock-open", KIOSK_PRINTER_COVER },
  { "media-jam", KIOSK_PRINTER_JAM },
  { "output-area-full", KIOSK_PRINTER_JAM },
  { "output-tray-missing", KIOSK_PRINTER_JAM },
  { "toner-empty", KIOSK_PRINTER_JAM },
  { "marker-supply-empty", KIOSK_PRINTER_JAM },
  { "marker-waste-full", KIOSK_PRINTER_JAM },
  { "fuser-over-temp", KIOSK_PRINTER_JAM },
  { "interpreter-resource-unavailable", KIOSK_PRINTER_JAM },
  { "shutdown", KIOSK_PRINTER_OFFLINE },
  { "offline", KIOSK_PRINTER_OFFLINE },
  { "paused", KIOSK_PRINTER_OFFLINE },
  { "stopped-partly", KIOSK_PRINTER_OFFLINE },
};

/**
 * kiosk_reason_is:
 * @reason: as a device says it, with a severity or without, and cut wherever the device cuts it
 * @keyword: without severity
 *
 * Devices write `-report`, `-warning` or `-error` as they please, and some cut the word at 31 bytes:
 * only the keyword in front is to be trusted.
 *
 * Returns: whether @reason is @keyword of any severity
 */
gboolean
kiosk_reason_is (const char *reason, const char *keyword)
{
  static const char *const severities[] = { "-report", "-warning", "-error" };
  gsize length = strlen (keyword);
  const char *rest = NULL;

  if (strncmp (reason, keyword, length) != 0)
    return FALSE;

  rest = reason + length;
  if (*rest == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    if (g_str_has_prefix (severities[i], rest))
      return TRUE;
  return FALSE;
}

/**
 * kiosk_reason_to_state:
 * @reason: one value of printer-state-reasons
 * @state: (out): what it means for paper
 *
 * Returns: whether it keeps paper from coming out
 */
gboolean
kiosk_reason_to_state (const char *reason, KioskPrinterState *state)
{
  g_return_val_if_fail (reason != NULL && state != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (blocking); i++)
    if (kiosk_reason_is (reason, blocking[i].keyword))
      {
        *state = blocking[i].state;
        return TRUE;
      }

  return FALSE;
}
