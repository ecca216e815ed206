/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow.h"

G_BEGIN_DECLS

/* What came of the submission, and its paper. */
const GError           *kiosk_flow_get_submit_error (KioskFlow *self); /* (nullable) */
const KioskReceiptFacts *kiosk_flow_get_receipt     (KioskFlow *self); /* (nullable) */
KioskDossierState       kiosk_flow_get_dossier      (KioskFlow *self);
KioskPaperState         kiosk_flow_get_paper        (KioskFlow *self);
void                    kiosk_flow_print_again      (KioskFlow *self);
void     kiosk_flow_print_checklist (KioskFlow *self);
void                    kiosk_flow_entry_changed    (KioskFlow *self, const char *submission_id); /* wiring tells, from the link */

G_END_DECLS
