/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/paper-state.h"
#include "outbox/outbox.h"
#include "receipt/receipt.h"

G_BEGIN_DECLS

/** KioskDossierState: how far the dossier has come. */
typedef enum {
  KIOSK_DOSSIER_KEPT,     /* sealed and durable here */
  KIOSK_DOSSIER_RECEIVED, /* the province has signed for it */
  KIOSK_DOSSIER_NUMBERED, /* it has its official number */
} KioskDossierState;

/** KioskFilingParts: what filing works with; the office must outlive it. */
typedef struct {
  KioskClock       *clock;
  KioskLanguage    *language;
  KioskCalendar    *calendar;
  KioskOutbox      *outbox;
  KioskIntakeKey   *intake;
  KioskSigningKey  *device_key;
  const KioskOffice *office;
  GPtrArray        *printers;
  guint             wait_for_province_ms;
} KioskFilingParts;

#define KIOSK_TYPE_FILING (kiosk_filing_get_type ())
G_DECLARE_FINAL_TYPE (KioskFiling, kiosk_filing, KIOSK, FILING, GObject)

/* Signals: "changed" (), "appended" (const char *submission_id). */
KioskFiling             *kiosk_filing_new           (const KioskFilingParts *parts) G_GNUC_WARN_UNUSED_RESULT;
void                     kiosk_filing_submit        (KioskFiling *self, KioskSession *session);
void                     kiosk_filing_thaw          (KioskFiling *self);
void                     kiosk_filing_forget        (KioskFiling *self);
void                     kiosk_filing_entry_changed (KioskFiling *self, const char *submission_id);
void                     kiosk_filing_print_again   (KioskFiling *self);
void                     kiosk_filing_print         (KioskFiling *self, KioskPaper *paper);
gboolean                 kiosk_filing_is_busy       (KioskFiling *self);
const GError            *kiosk_filing_get_error     (KioskFiling *self);
const KioskReceiptFacts *kiosk_filing_get_facts     (KioskFiling *self);
KioskDossierState        kiosk_filing_get_dossier   (KioskFiling *self);
KioskPaperState          kiosk_filing_get_paper     (KioskFiling *self);

G_END_DECLS
