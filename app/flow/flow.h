/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/capture.h"
#include "flow/flow-parts.h"
#include "flow/flow-state.h"
#include "flow/flow-type.h"
#include "flow/identification.h"
#include "flow/itinerary.h"

G_BEGIN_DECLS

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
void     kiosk_flow_advance         (KioskFlow *self); /* the primary button */
void     kiosk_flow_back            (KioskFlow *self);
void     kiosk_flow_edit            (KioskFlow *self, const char *id); /* from check: to the page of a question, field or component */
void     kiosk_flow_finish          (KioskFlow *self); /* wipe and go to done, then idle */
void     kiosk_flow_call_staff      (KioskFlow *self, gboolean call);

void     kiosk_flow_forget_identity  (KioskFlow *self); /* «not me» */
void     kiosk_flow_scan_component  (KioskFlow *self, const char *component_id); /* documents -> scan */

/* Where the citizen is, and what must be mended there. */
KioskStop        kiosk_flow_get_stop     (KioskFlow *self);
const GPtrArray *kiosk_flow_get_problems (KioskFlow *self); /* (element-type utf8): ids, in page order */

/* What flow-identify, flow-scan and flow-receipt show. */
KioskIdentification *kiosk_flow_get_identification (KioskFlow *self);
KioskCapture        *kiosk_flow_get_capture        (KioskFlow *self);
KioskFiling         *kiosk_flow_get_filing         (KioskFlow *self);

/* What wiring tells, from the link to the courier. */
gboolean kiosk_flow_has_network (KioskFlow *self);
void     kiosk_flow_set_network (KioskFlow *self, gboolean online);
void kiosk_flow_set_catalogue (KioskFlow *self, KioskCatalogue *catalogue);

G_END_DECLS
