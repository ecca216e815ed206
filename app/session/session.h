/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "document/document-set.h"
#include "form/form.h"
#include "identity/chip/chip-reading.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SESSION (kiosk_session_get_type ())
G_DECLARE_FINAL_TYPE (KioskSession, kiosk_session, KIOSK, SESSION, GObject)

/* Everything one citizen has told us; finalizing it wipes all of it. */
KioskSession     *kiosk_session_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_session_choose        (KioskSession *self, KioskCatalogue *catalogue, KioskProcedure *procedure, GDateTime *today);
void              kiosk_session_set_document  (KioskSession *self, KioskIdDocument *document);
void              kiosk_session_set_reading   (KioskSession *self, KioskChipReading *reading);
KioskProcedure   *kiosk_session_get_procedure (KioskSession *self); /* (nullable) */
KioskIdDocument  *kiosk_session_get_document  (KioskSession *self); /* (nullable) */
KioskChipReading *kiosk_session_get_reading   (KioskSession *self); /* (nullable) */
KioskForm        *kiosk_session_get_form      (KioskSession *self); /* (nullable) */
KioskDocumentSet *kiosk_session_get_documents (KioskSession *self); /* (nullable) */

G_END_DECLS
