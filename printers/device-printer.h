/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"
#include "printers/print-journal.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_DEVICE_PRINTER (kiosk_device_printer_get_type ())
G_DECLARE_DERIVABLE_TYPE (KioskDevicePrinter, kiosk_device_printer, KIOSK, DEVICE_PRINTER, GObject)

/* One way of talking to a device. Both are called in a worker thread, never at the same time, and may block. */
struct _KioskDevicePrinterClass
{
  GObjectClass parent_class;

  KioskPrinterState (*probe) (KioskDevicePrinter *self, GCancellable *cancellable);
  KioskPrintOutcome (*put)   (KioskDevicePrinter *self, KioskPaper *paper, GCancellable *cancellable, GError **error);
};

void  kiosk_device_printer_start        (KioskDevicePrinter *self);
void  kiosk_device_printer_set_journal  (KioskDevicePrinter *self, KioskPrintJournal *journal, const char *address);
void  kiosk_device_printer_set_patience (KioskDevicePrinter *self, guint milliseconds);

/* For the kinds of printers, from their worker thread. */
guint kiosk_device_printer_get_patience (KioskDevicePrinter *self);
void  kiosk_device_printer_note_state   (KioskDevicePrinter *self, KioskPrinterState state);
void  kiosk_device_printer_note_step    (KioskDevicePrinter *self, const KioskPaper *paper, KioskPrintStep step, gint64 job);

G_END_DECLS
