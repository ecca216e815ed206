/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"
#include "printers/print-journal.h"

G_BEGIN_DECLS

KioskPrinter *kiosk_printer_open (const char *address, guint width_dots, const char *media, KioskPrintJournal *journal, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
