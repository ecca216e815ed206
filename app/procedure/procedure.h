/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"
#include "procedure/procedure-error.h"

G_BEGIN_DECLS

/** KioskProcedure: one administrative procedure, as its definition file says; immutable. */
typedef struct _KioskProcedure KioskProcedure;

KioskProcedure *kiosk_procedure_parse (const char *data, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskProcedure *kiosk_procedure_ref   (KioskProcedure *self);
void            kiosk_procedure_unref (KioskProcedure *self);

const KioskProcedureInfo *kiosk_procedure_get_info      (const KioskProcedure *self);
const KioskField         *kiosk_procedure_find_field    (const KioskProcedure *self, const char *id);
const KioskQuestion      *kiosk_procedure_find_question (const KioskProcedure *self, const char *id);
const KioskComponent     *kiosk_procedure_find_component (const KioskProcedure *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskProcedure, kiosk_procedure_unref)

G_END_DECLS
