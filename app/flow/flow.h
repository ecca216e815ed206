/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"
#include "device/page-scanner.h"
#include "device/printer.h"
#include "form/terms.h"
#include "language/language.h"
#include "outbox/outbox.h"
#include "receipt/receipt.h"

G_BEGIN_DECLS

/** KioskFlowState: where the citizen is; the same word names the page, its folder and its picture. */
typedef enum {
  KIOSK_FLOW_IDLE,
  KIOSK_FLOW_LANGUAGE,
  KIOSK_FLOW_HOME,
  KIOSK_FLOW_PROCEDURES,
  KIOSK_FLOW_OVERVIEW,
  KIOSK_FLOW_IDENTIFY,
  KIOSK_FLOW_QUESTION,
  KIOSK_FLOW_FORM,
  KIOSK_FLOW_DOCUMENTS,
  KIOSK_FLOW_SCAN,
  KIOSK_FLOW_CHECK,
  KIOSK_FLOW_SUBMIT,
  KIOSK_FLOW_RECEIPT,
  KIOSK_FLOW_DONE,
  KIOSK_FLOW_OUT_OF_SERVICE,
  KIOSK_FLOW_N_STATES,
} KioskFlowState;

const char *kiosk_flow_state_to_string (KioskFlowState state);

/** KioskIdentifyState: what the identify page shows. */
typedef enum {
  KIOSK_IDENTIFY_WAITING,
  KIOSK_IDENTIFY_DONE,
  KIOSK_IDENTIFY_WRONG_CODE, /* kiosk_flow_get_identify_problem() says which */
  KIOSK_IDENTIFY_READER_GONE,
  KIOSK_IDENTIFY_TYPING,
} KioskIdentifyState;

/** KioskReceiptState: how far the dossier and its paper have come. */
typedef enum { KIOSK_DOSSIER_KEPT, KIOSK_DOSSIER_RECEIVED, KIOSK_DOSSIER_NUMBERED } KioskDossierState;
typedef enum { KIOSK_PAPER_NONE, KIOSK_PAPER_PRINTING, KIOSK_PAPER_PRINTED, KIOSK_PAPER_SENT, KIOSK_PAPER_FAILED, KIOSK_PAPER_UNSURE } KioskPaperState;

/** KioskFlowParts: what the flow works with; every member is borrowed for construction and then held. */
typedef struct {
  KioskClock       *clock;
  KioskLanguage    *language;
  KioskCatalogue   *catalogue;
  KioskCalendar    *calendar;
  KioskOutbox      *outbox;
  KioskIntakeKey   *intake;
  KioskSigningKey  *device_key;
  const KioskOffice *office; /* must outlive the flow */
  GPtrArray        *code_readers; /* (element-type KioskCodeReader) */
  KioskPageScanner *scanner;      /* (nullable) */
  GPtrArray        *printers;     /* (element-type KioskPrinter): each prints the receipt */
  guint             idle_seconds;
  guint             warning_seconds;
  guint             wait_for_province_ms; /* how long the receipt waits for the official number */
} KioskFlowParts;

#define KIOSK_TYPE_FLOW (kiosk_flow_get_type ())
G_DECLARE_FINAL_TYPE (KioskFlow, kiosk_flow, KIOSK, FLOW, GObject)

/* Signals: "state-changed" (), "updated" () when what a page shows may have changed, "problems" () after a
 * refused advance, "warning" (guint seconds_left, 0 ends it), "staff-called" (gboolean), "appended" (const char *id). */
KioskFlow      *kiosk_flow_new             (const KioskFlowParts *parts) G_GNUC_WARN_UNUSED_RESULT;
KioskFlowState  kiosk_flow_get_state       (KioskFlow *self);
KioskSession   *kiosk_flow_get_session     (KioskFlow *self);
const KioskFlowParts *kiosk_flow_get_parts (KioskFlow *self);

/* What the citizen does. */
void     kiosk_flow_touch           (KioskFlow *self); /* any input: the idle guard starts again */
void     kiosk_flow_start           (KioskFlow *self); /* idle -> language */
void     kiosk_flow_choose_language (KioskFlow *self, const char *code); /* on any page */
void     kiosk_flow_show_procedures (KioskFlow *self, gboolean to_file);
void     kiosk_flow_choose          (KioskFlow *self, const char *procedure_code);
void     kiosk_flow_print_checklist (KioskFlow *self);
void     kiosk_flow_advance         (KioskFlow *self); /* the primary button */
void     kiosk_flow_back            (KioskFlow *self);
void     kiosk_flow_edit            (KioskFlow *self, const char *id); /* from check: to the page of a question, field or component */
void     kiosk_flow_finish          (KioskFlow *self); /* wipe and go to done, then idle */
void     kiosk_flow_call_staff      (KioskFlow *self, gboolean call);

/* Identify. */
KioskIdentifyState kiosk_flow_get_identify         (KioskFlow *self);
int                kiosk_flow_get_identify_problem (KioskFlow *self); /* a KioskCardQrError */
void               kiosk_flow_type_identity        (KioskFlow *self, gboolean typing);
gboolean           kiosk_flow_identify_typed       (KioskFlow *self, const char *number, const char *name, const char *birth_date,
                                                    const char *sex, const char *address);
void               kiosk_flow_forget_identity      (KioskFlow *self); /* «not me» */

/* Where in questions and steps. */
const KioskQuestion *kiosk_flow_get_question (KioskFlow *self); /* (nullable) */
const KioskStep     *kiosk_flow_get_step     (KioskFlow *self); /* (nullable) */
const GPtrArray     *kiosk_flow_get_problems (KioskFlow *self); /* (element-type utf8): ids to mend, in page order */

/* Documents. */
const char *kiosk_flow_get_component  (KioskFlow *self); /* (nullable): being scanned */
guint       kiosk_flow_get_scan_page  (KioskFlow *self);
gboolean    kiosk_flow_is_scanning    (KioskFlow *self);
guint       kiosk_flow_get_scan_percent (KioskFlow *self);
const GError *kiosk_flow_get_scan_error (KioskFlow *self); /* (nullable) */
void        kiosk_flow_scan_component (KioskFlow *self, const char *component_id); /* documents -> scan */
void        kiosk_flow_scan_page      (KioskFlow *self); /* one more page */
void        kiosk_flow_rescan_page    (KioskFlow *self, guint page);
void        kiosk_flow_cancel_scan    (KioskFlow *self);

/* Submit and receipt. */
const GError           *kiosk_flow_get_submit_error (KioskFlow *self); /* (nullable) */
const KioskReceiptFacts *kiosk_flow_get_receipt     (KioskFlow *self); /* (nullable) */
KioskDossierState       kiosk_flow_get_dossier      (KioskFlow *self);
KioskPaperState         kiosk_flow_get_paper        (KioskFlow *self);
void                    kiosk_flow_print_again      (KioskFlow *self);
gboolean                kiosk_flow_has_network      (KioskFlow *self);
void                    kiosk_flow_set_network      (KioskFlow *self, gboolean online); /* wiring tells, from the link */
void                    kiosk_flow_entry_changed    (KioskFlow *self, const char *submission_id); /* wiring tells, from the link */

G_END_DECLS
