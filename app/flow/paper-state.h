/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/printer.h"
#include "failure/failure.h"

G_BEGIN_DECLS

/** KioskPaperState: how far the citizen's paper has come. */
typedef enum {
  KIOSK_PAPER_NONE,
  KIOSK_PAPER_PRINTING,
  KIOSK_PAPER_PRINTED, /* the device said so */
  KIOSK_PAPER_SENT,    /* all that a queue can tell */
  KIOSK_PAPER_FAILED,  /* surely not on paper */
  KIOSK_PAPER_UNSURE,  /* ask the citizen; never print again by itself */
} KioskPaperState;

KioskPaperState   kiosk_paper_state_for         (KioskPrintOutcome outcome);
KioskPrintOutcome kiosk_paper_state_better_of   (KioskPrintOutcome a, KioskPrintOutcome b);
gboolean          kiosk_paper_state_get_failure (KioskPaperState state, KioskFailure *failure);

G_END_DECLS
