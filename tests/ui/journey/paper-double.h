/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"

G_BEGIN_DECLS

#define PAPER_TYPE_DOUBLE (paper_double_get_type ())
G_DECLARE_FINAL_TYPE (PaperDouble, paper_double, PAPER, DOUBLE, GObject)

/** PaperDouble: a printer whose outcome the test decides. */
PaperDouble *paper_double_new         (void);
void         paper_double_set_outcome (PaperDouble *self, KioskPrintOutcome outcome);
guint        paper_double_get_printed (PaperDouble *self);

G_END_DECLS
