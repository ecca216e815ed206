/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "receipt/paper.h"

G_BEGIN_DECLS

/** KioskPrintOutcome: what is known of the paper; only the device itself can say printed. */
typedef enum {
  KIOSK_PRINT_PRINTED,
  KIOSK_PRINT_SENT,
  KIOSK_PRINT_NOT_PRINTED,
  KIOSK_PRINT_UNKNOWN,
} KioskPrintOutcome;

/** KioskPrinterState: whether paper should be promised now. */
typedef enum {
  KIOSK_PRINTER_READY,
  KIOSK_PRINTER_NO_PAPER,
  KIOSK_PRINTER_COVER,
  KIOSK_PRINTER_JAM,
  KIOSK_PRINTER_OFFLINE,
  KIOSK_PRINTER_BUSY,
} KioskPrinterState;

#define KIOSK_PRINTER_ERROR (kiosk_printer_error_quark ())
GQuark kiosk_printer_error_quark (void);

/**
 * KioskPrinterError:
 * @KIOSK_PRINTER_ERROR_NOT_READY: the device said so before anything was sent; its state says why
 * @KIOSK_PRINTER_ERROR_BUSY: another paper is being printed; try again when it is done
 * @KIOSK_PRINTER_ERROR_UNSUITABLE: this paper cannot be printed here (code too large, format not taken)
 * @KIOSK_PRINTER_ERROR_REFUSED: the device refused or gave up the job; nothing came out
 * @KIOSK_PRINTER_ERROR_UNCONFIRMED: the device has the job but did not say that it came out
 * @KIOSK_PRINTER_ERROR_ADDRESS: the address in the configuration is not one of a printer
 */
typedef enum {
  KIOSK_PRINTER_ERROR_NOT_READY,
  KIOSK_PRINTER_ERROR_BUSY,
  KIOSK_PRINTER_ERROR_UNSUITABLE,
  KIOSK_PRINTER_ERROR_REFUSED,
  KIOSK_PRINTER_ERROR_UNCONFIRMED,
  KIOSK_PRINTER_ERROR_ADDRESS,
} KioskPrinterError;

#define KIOSK_TYPE_PRINTER (kiosk_printer_get_type ())
G_DECLARE_INTERFACE (KioskPrinter, kiosk_printer, KIOSK, PRINTER, GObject)

/* Puts a paper out. Signal "state-changed". An outcome is always given; @error only says why it is not PRINTED. */
struct _KioskPrinterInterface
{
  GTypeInterface g_iface;

  void              (*print_async)  (KioskPrinter *self, KioskPaper *paper, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  KioskPrintOutcome (*print_finish) (KioskPrinter *self, GAsyncResult *result, GError **error);
  KioskPrinterState (*get_state)    (KioskPrinter *self);
};

void              kiosk_printer_print_async  (KioskPrinter *self, KioskPaper *paper, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KioskPrintOutcome kiosk_printer_print_finish (KioskPrinter *self, GAsyncResult *result, GError **error);
KioskPrinterState kiosk_printer_get_state    (KioskPrinter *self);

G_END_DECLS
