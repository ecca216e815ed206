/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/problem.h"
#include "identity/id-document.h"
#include "procedure/catalogue.h"

G_BEGIN_DECLS

/** KioskAnswerSource: where a value comes from; the citizen sees «from the card» beside it. */
typedef enum {
  KIOSK_ANSWER_NONE,
  KIOSK_ANSWER_TYPED,
  KIOSK_ANSWER_CARD,
  KIOSK_ANSWER_INITIAL,
} KioskAnswerSource;

#define KIOSK_TYPE_FORM (kiosk_form_get_type ())
G_DECLARE_FINAL_TYPE (KioskForm, kiosk_form, KIOSK, FORM, GObject)

/* The answers to one procedure, wiped when it goes. Signal "changed" (const char *id). */
KioskForm         *kiosk_form_new            (KioskCatalogue *catalogue, KioskProcedure *procedure, GDateTime *today) G_GNUC_WARN_UNUSED_RESULT;
KioskProcedure    *kiosk_form_get_procedure  (KioskForm *self);
KioskCatalogue    *kiosk_form_get_catalogue  (KioskForm *self);
void               kiosk_form_set            (KioskForm *self, const char *id, const char *value);
const char        *kiosk_form_get            (KioskForm *self, const char *id);
KioskAnswerSource  kiosk_form_get_source     (KioskForm *self, const char *id);
void               kiosk_form_prefill        (KioskForm *self, KioskIdDocument *document);
KioskProblem       kiosk_form_check          (KioskForm *self, const char *id);
gboolean           kiosk_form_applies        (KioskForm *self, const char *id);
gboolean           kiosk_form_is_locked      (KioskForm *self, const char *id);
const char        *kiosk_form_lookup         (gpointer form, const char *id); /* a KioskLookup */
KioskTruth         kiosk_form_evaluate       (KioskForm *self, const KioskCondition *condition);
GPtrArray         *kiosk_form_list_questions (KioskForm *self) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskQuestion): that apply, in order */
GPtrArray         *kiosk_form_list_steps     (KioskForm *self) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskStep) */
GPtrArray         *kiosk_form_list_fields    (KioskForm *self, const KioskStep *step) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskField) */
char              *kiosk_form_describe       (KioskForm *self, const char *id, const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
