/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"

G_BEGIN_DECLS

/** Workbench: a folder of its own, and the virtual printers that were started in it. */
typedef struct {
  char        *folder;
  GSubprocess *process; /* (nullable) */
} Workbench;

void               workbench_set_up        (Workbench *self, gconstpointer unused);
void               workbench_tear_down     (Workbench *self, gconstpointer unused);
char              *workbench_path          (Workbench *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void               workbench_save          (Workbench *self, const char *name, GBytes *bytes);
char              *workbench_read          (Workbench *self, const char *name) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
char              *workbench_run           (const char *program, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char              *workbench_start_escpos  (Workbench *self, const char *scenario) G_GNUC_WARN_UNUSED_RESULT; /* its address */
char              *workbench_start_ipp     (Workbench *self, const char *scenario, const char *formats) G_GNUC_WARN_UNUSED_RESULT;
void               workbench_stop          (Workbench *self);
KioskPrintOutcome  workbench_print         (KioskPrinter *printer, KioskPaper *paper, GCancellable *cancellable, GError **error);
void               workbench_await_state   (KioskPrinter *printer, KioskPrinterState state);
void               workbench_drop          (KioskPrinter *printer); /* waits for its polls, then checks that it goes */
void               workbench_assert_code   (const char *picture, const char *text); /* zbarimg and ZXingReader agree */

G_END_DECLS
