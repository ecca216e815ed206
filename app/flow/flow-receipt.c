/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-receipt.h"

/**
 * kiosk_flow_get_submit_error:
 * @self: a flow
 *
 * Returns: (nullable): why the submission was not kept; it may be tried again
 */
const GError *
kiosk_flow_get_submit_error (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_filing_get_error (kiosk_flow_get_filing (self));
}

/**
 * kiosk_flow_get_receipt:
 * @self: a flow
 *
 * Returns: (nullable): what the receipt says, once the submission is durable
 */
const KioskReceiptFacts *
kiosk_flow_get_receipt (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_filing_get_facts (kiosk_flow_get_filing (self));
}

/**
 * kiosk_flow_get_dossier:
 * @self: a flow
 *
 * Returns: how far the dossier has come
 */
KioskDossierState
kiosk_flow_get_dossier (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_DOSSIER_KEPT);

  return kiosk_filing_get_dossier (kiosk_flow_get_filing (self));
}

/**
 * kiosk_flow_get_paper:
 * @self: a flow
 *
 * Returns: how far the paper has come
 */
KioskPaperState
kiosk_flow_get_paper (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_PAPER_NONE);

  return kiosk_filing_get_paper (kiosk_flow_get_filing (self));
}

/**
 * kiosk_flow_print_again:
 * @self: a flow on the receipt page
 */
void
kiosk_flow_print_again (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_filing_print_again (kiosk_flow_get_filing (self));
}

/**
 * kiosk_flow_print_checklist:
 * @self: a flow with a procedure
 *
 * Prints the slip that says what to bring; it holds nothing personal. One at a time.
 */
void
kiosk_flow_print_checklist (KioskFlow *self)
{
  g_autoptr (KioskPaper) paper = NULL;

  g_return_if_fail (KIOSK_IS_FLOW (self));
  g_return_if_fail (kiosk_session_get_form (kiosk_flow_get_session (self)) != NULL);

  if (kiosk_flow_get_paper (self) == KIOSK_PAPER_PRINTING)
    return;
  paper = kiosk_receipt_compose_checklist (
      kiosk_session_get_form (kiosk_flow_get_session (self)), kiosk_flow_get_parts (self)->office,
      kiosk_flow_get_parts (self)->language, kiosk_flow_get_parts (self)->clock);
  kiosk_filing_print (kiosk_flow_get_filing (self), paper);
}

/**
 * kiosk_flow_entry_changed:
 * @self: a flow
 * @submission_id: the entry that the courier has touched
 */
void
kiosk_flow_entry_changed (KioskFlow *self, const char *submission_id)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_filing_entry_changed (kiosk_flow_get_filing (self), submission_id);
}
