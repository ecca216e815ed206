/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/language.h"
#include "receipt/paper.h"
#include "submission/submission.h"

G_BEGIN_DECLS

/** KioskReceiptFacts: what a receipt adds to the session: numbers, and how far the dossier has come. */
typedef struct {
  const char *submission_id;
  const char *provisional;
  const char *official;    /* (nullable) */
  GDateTime  *received_at; /* (nullable): when the province signed for it */
  GDateTime  *created;
  GDateTime  *due;        /* (nullable) */
  GDateTime  *second_due; /* (nullable) */
  const char *code_text;  /* exact text of the QR */
  guint       copy;       /* 0: the first printing; n: the n-th printed again, and stamped so */
} KioskReceiptFacts;

KioskPaper *kiosk_receipt_compose           (const KioskReceiptFacts *facts, KioskSession *session, const KioskOffice *office,
                                             KioskLanguage *language) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper *kiosk_receipt_compose_checklist (KioskForm *form, const KioskOffice *office, KioskLanguage *language,
                                             KioskClock *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
