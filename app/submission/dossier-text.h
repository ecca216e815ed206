/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/terms.h"
#include "submission/submission.h"

G_BEGIN_DECLS

/** KioskDossierFacts: what a dossier says beside what the session holds; everything is borrowed. */
typedef struct {
  KioskSession      *session;
  const KioskOffice *office;
  const char        *id;
  const char        *language; /* the citizen's */
  const char        *clock;
  GDateTime         *created;
  GDateTime         *due;        /* (nullable) */
  GDateTime         *second_due; /* (nullable) */
} KioskDossierFacts;

/* A dossier goes over the counter's desk like one a citizen brings: the fees and times of that way. */
#define KIOSK_SUBMISSION_CHANNEL KIOSK_CHANNEL_DIRECT

KioskSecret *kiosk_dossier_text_write (const KioskDossierFacts *facts, gsize *number_at) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *kiosk_dossier_list_papers (KioskSession *session) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskComponent) */

G_END_DECLS
