/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/open-printer.h"

#include "printers/escpos-link.h"
#include "printers/escpos-printer.h"
#include "printers/ipp-link.h"
#include "printers/ipp-printer.h"

#define DEFAULT_WIDTH 576
#define MIN_WIDTH 384
#define DEFAULT_MEDIA "iso_a5_148x210mm"
/* A sheet takes longer than a roll: engines warm up. */
#define SHEET_PATIENCE_MS 60000

static KioskPrinter *
fail (GError **error, const char *message)
{
  g_set_error_literal (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_ADDRESS, message);
  return NULL;
}

/**
 * kiosk_printer_open:
 * @address: `escpos+tcp://HOST[:PORT]`, `escpos+file:///PATH`, `ipp://HOST[:PORT]/PATH` or `ipps://...`
 * @width_dots: dots of a thermal head, 0 for 576; not used by IPP
 * @media: (nullable): size of a sheet, %NULL for `iso_a5_148x210mm`; not used by ESC/POS
 * @journal: (nullable): where each step of a printing goes
 * @error: %KIOSK_PRINTER_ERROR_ADDRESS
 *
 * Makes the printer that speaks the address's language. The device is not waited for: its state is
 * offline until it first answers, a moment later.
 *
 * Returns: (transfer full): the printer, or %NULL with @error set
 */
KioskPrinter *
kiosk_printer_open (const char *address, guint width_dots, const char *media,
                    KioskPrintJournal *journal, GError **error)
{
  KioskDevicePrinter *printer = NULL;

  if (kiosk_escpos_address_is_valid (address))
    {
      if (width_dots != 0 && width_dots < MIN_WIDTH)
        return fail (error, "A roll has 576, 512 or 384 dots");
      printer = KIOSK_DEVICE_PRINTER (
          kiosk_escpos_printer_new (address, width_dots != 0 ? width_dots : DEFAULT_WIDTH));
    }
  else if (kiosk_ipp_address_is_valid (address))
    {
      if (media != NULL && !kiosk_ipp_media_is_valid (media))
        return fail (error, "The media is not a PWG size name, such as iso_a5_148x210mm");
      printer = KIOSK_DEVICE_PRINTER (
          kiosk_ipp_printer_new (address, media != NULL ? media : DEFAULT_MEDIA));
      kiosk_device_printer_set_patience (printer, SHEET_PATIENCE_MS);
    }
  else
    return fail (
        error, "A printer's address starts with escpos+tcp://, escpos+file:///, ipp:// or ipps://");

  kiosk_device_printer_set_journal (printer, journal, address);
  return KIOSK_PRINTER (printer);
}
