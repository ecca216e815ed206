/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/receipt.h"

#include "receipt/sections.h"

static KioskStanding
standing_of (const KioskReceiptFacts *facts, const KioskProcedureInfo *info)
{
  if (facts->official == NULL)
    return facts->received_at != NULL ? KIOSK_STANDING_SIGNED : KIOSK_STANDING_KEPT;

  return info->role == KIOSK_ROLE_PREPARE ? KIOSK_STANDING_PREPARED : KIOSK_STANDING_RECEIVED;
}

/**
 * kiosk_receipt_compose:
 * @facts: numbers and dates, and how far the dossier has come
 * @session: the citizen's session, with a procedure
 * @office: whose kiosk this is
 * @language: its current language is the citizen's; Vietnamese stands beside any other
 *
 * Says what the law lets the paper say now: before the province has signed and numbered the dossier
 * it is a slip that says it is not the official receipt; afterwards it is form 01 (Circular
 * 03/2025/TT-VPCP) or the form of the procedure's own law, with all their contents on a sheet and
 * with name and number masked on a roll. A dossier that can only be prepared here is never called done.
 *
 * Returns: (transfer full): the paper
 */
KioskPaper *
kiosk_receipt_compose (const KioskReceiptFacts *facts, KioskSession *session,
                       const KioskOffice *office, KioskLanguage *language)
{
  KioskReceipt receipt = { .facts = facts, .session = session, .office = office };

  g_return_val_if_fail (facts != NULL && facts->submission_id != NULL, NULL);
  g_return_val_if_fail (facts->provisional != NULL && facts->created != NULL, NULL);
  g_return_val_if_fail (KIOSK_IS_SESSION (session) && office != NULL, NULL);
  g_return_val_if_fail (kiosk_session_get_procedure (session) != NULL, NULL);

  receipt.form = kiosk_session_get_form (session);
  receipt.info = kiosk_procedure_get_info (kiosk_session_get_procedure (session));
  receipt.standing = standing_of (facts, receipt.info);
  kiosk_composer_init (&receipt.composer, facts->submission_id, language);

  kiosk_receipt_add_head (&receipt);
  kiosk_receipt_add_person (&receipt);
  kiosk_receipt_add_documents (&receipt);
  kiosk_receipt_add_terms (&receipt);
  kiosk_receipt_add_left (&receipt);
  kiosk_receipt_add_end (&receipt);
  return kiosk_composer_finish (&receipt.composer);
}
