/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/language.h"
#include "receipt/paper.h"
#include "receipt/receipt-facts.h"
#include "submission/submission.h"

G_BEGIN_DECLS

KioskPaper *kiosk_receipt_compose           (const KioskReceiptFacts *facts, KioskSession *session, const KioskOffice *office,
                                             KioskLanguage *language) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper *kiosk_receipt_compose_checklist (KioskForm *form, const KioskOffice *office, KioskLanguage *language,
                                             KioskClock *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
