/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/printer.h"

/**
 * KioskPrinter:
 *
 * A machine that puts a paper out, and knows whether it did.
 *
 * Implementations live in printers/. The difference between "printed" and "sent" is the device's own
 * word: a spooler's "completed" is not one.
 */
G_DEFINE_QUARK (kiosk-printer-error-quark, kiosk_printer_error)
G_DEFINE_INTERFACE (KioskPrinter, kiosk_printer, G_TYPE_OBJECT)

static void
kiosk_printer_default_init (KioskPrinterInterface *iface)
{
  /**
   * KioskPrinter::state-changed:
   * @self: the printer
   *
   * What kiosk_printer_get_state() answers has changed. Emitted on the main context.
   */
  g_signal_new ("state-changed", KIOSK_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

/**
 * kiosk_printer_print_async:
 * @self: a printer
 * @paper: what to print; held until the callback
 * @cancellable: (nullable): stops waiting; what the printer already has may still come out
 * @callback: called once, on the caller's main context
 * @user_data: data for @callback
 *
 * Prints one paper now or not at all: nothing is kept for later.
 */
void
kiosk_printer_print_async (KioskPrinter *self, KioskPaper *paper, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KIOSK_IS_PRINTER (self));
  g_return_if_fail (paper != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  KIOSK_PRINTER_GET_IFACE (self)->print_async (self, paper, cancellable, callback, user_data);
}

/**
 * kiosk_printer_print_finish:
 * @self: a printer
 * @result: the result given to the callback
 * @error: a #KioskPrinterError or #GIOError: why the outcome is not %KIOSK_PRINT_PRINTED
 *
 * Returns: what is known of the paper, always
 */
KioskPrintOutcome
kiosk_printer_print_finish (KioskPrinter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_PRINTER (self), KIOSK_PRINT_UNKNOWN);
  g_return_val_if_fail (error == NULL || *error == NULL, KIOSK_PRINT_UNKNOWN);

  return KIOSK_PRINTER_GET_IFACE (self)->print_finish (self, result, error);
}

/**
 * kiosk_printer_get_state:
 * @self: a printer
 *
 * Returns: how it was when last asked, a few seconds ago at most; does not wait for the device
 */
KioskPrinterState
kiosk_printer_get_state (KioskPrinter *self)
{
  g_return_val_if_fail (KIOSK_IS_PRINTER (self), KIOSK_PRINTER_OFFLINE);

  return KIOSK_PRINTER_GET_IFACE (self)->get_state (self);
}
