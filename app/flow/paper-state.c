/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/paper-state.h"

/**
 * kiosk_paper_state_for:
 * @outcome: the best answer of all printers
 *
 * Returns: what is told of the paper
 */
KioskPaperState
kiosk_paper_state_for (KioskPrintOutcome outcome)
{
  switch (outcome)
    {
    case KIOSK_PRINT_PRINTED:
      return KIOSK_PAPER_PRINTED;
    case KIOSK_PRINT_SENT:
      return KIOSK_PAPER_SENT;
    case KIOSK_PRINT_UNKNOWN:
      return KIOSK_PAPER_UNSURE;
    case KIOSK_PRINT_NOT_PRINTED:
    default:
      return KIOSK_PAPER_FAILED;
    }
}

/**
 * kiosk_paper_state_better_of:
 * @a: the answer of a printer
 * @b: the answer of another one
 *
 * One paper in the citizen's hand is what counts: the best answer of all printers is shown.
 *
 * Returns: the better one
 */
KioskPrintOutcome
kiosk_paper_state_better_of (KioskPrintOutcome a, KioskPrintOutcome b)
{
  static const guint rank[] = {
    [KIOSK_PRINT_PRINTED] = 3,
    [KIOSK_PRINT_SENT] = 2,
    [KIOSK_PRINT_UNKNOWN] = 1,
    [KIOSK_PRINT_NOT_PRINTED] = 0,
  };

  return rank[a] >= rank[b] ? a : b;
}

/**
 * kiosk_paper_state_get_failure:
 * @state: how far the paper has come
 * @failure: (out): what people are told; untouched when nothing is wrong
 *
 * Returns: whether something is to be told
 */
gboolean
kiosk_paper_state_get_failure (KioskPaperState state, KioskFailure *failure)
{
  if (state != KIOSK_PAPER_FAILED && state != KIOSK_PAPER_UNSURE)
    return FALSE;

  *failure = state == KIOSK_PAPER_FAILED ? KIOSK_FAILURE_PRINTER_SLIP_MISSING
                                         : KIOSK_FAILURE_PRINTER_SLIP_UNCONFIRMED;

  return TRUE;
}
