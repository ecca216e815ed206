/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "printers/device-printer.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_ESCPOS_PRINTER (kiosk_escpos_printer_get_type ())
G_DECLARE_FINAL_TYPE (KioskEscposPrinter, kiosk_escpos_printer, KIOSK, ESCPOS_PRINTER, KioskDevicePrinter)

KioskEscposPrinter *kiosk_escpos_printer_new (const char *address, guint width_dots) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
