/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "receipt/receipt-code.h"
#include "receipt/receipt.h"

G_BEGIN_DECLS

/** SampleDossier: a citizen who never was, with a session ready for a receipt. */
typedef struct {
  KioskCatalogue    *catalogue;
  KioskLanguage     *language;
  KioskSession      *session;
  KioskOffice        office;
  KioskReceiptFacts  facts;
  KioskSigningKey   *key;
  char              *code;
} SampleDossier;

SampleDossier *sample_dossier_new       (const char *procedure, const char *language) G_GNUC_WARN_UNUSED_RESULT;
void           sample_dossier_identify  (SampleDossier *self, const char *name, KioskAssurance assurance);
void           sample_dossier_sign      (SampleDossier *self); /* the province signs */
void           sample_dossier_number    (SampleDossier *self); /* and numbers it */
KioskPaper    *sample_dossier_print     (SampleDossier *self) G_GNUC_WARN_UNUSED_RESULT;
KioskPaper    *sample_dossier_checklist (SampleDossier *self) G_GNUC_WARN_UNUSED_RESULT;
char          *sample_paper_text        (KioskPaper *paper, gboolean wide) G_GNUC_WARN_UNUSED_RESULT; /* all its words */
void           sample_dossier_free      (SampleDossier *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SampleDossier, sample_dossier_free)

G_END_DECLS
