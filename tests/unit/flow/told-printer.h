/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"

G_BEGIN_DECLS

#define TOLD_TYPE_PRINTER (told_printer_get_type ())
G_DECLARE_FINAL_TYPE (ToldPrinter, told_printer, TOLD, PRINTER, GObject)

/* A printer that takes papers, keeps them to be looked at, and answers when and what it is told. */
ToldPrinter     *told_printer_new         (void) G_GNUC_WARN_UNUSED_RESULT;
guint            told_printer_count       (ToldPrinter *self); /* papers taken so far */
guint            told_printer_get_waiting (ToldPrinter *self); /* papers not yet answered */
KioskPaper      *told_printer_get_paper   (ToldPrinter *self, guint n);
gboolean         told_printer_paper_says  (ToldPrinter *self, guint n, const char *text);
void             told_printer_answer      (ToldPrinter *self, KioskPrintOutcome outcome); /* the oldest paper waiting */

G_END_DECLS
