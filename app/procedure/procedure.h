/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"

G_BEGIN_DECLS

#define KIOSK_PROCEDURE_ERROR (kiosk_procedure_error_quark ())
GQuark kiosk_procedure_error_quark (void);

/**
 * KioskProcedureError:
 * @KIOSK_PROCEDURE_ERROR_NOT_JSON: the file is not JSON, or is larger than 1 MiB or nested deeper than 32
 * @KIOSK_PROCEDURE_ERROR_SHAPE: a member is missing, unknown or of the wrong kind; the message names it
 * @KIOSK_PROCEDURE_ERROR_REFERENCE: a rule names an answer, list or group that is not there
 * @KIOSK_PROCEDURE_ERROR_FORMAT: written for a newer kiosk
 */
typedef enum {
  KIOSK_PROCEDURE_ERROR_NOT_JSON,
  KIOSK_PROCEDURE_ERROR_SHAPE,
  KIOSK_PROCEDURE_ERROR_REFERENCE,
  KIOSK_PROCEDURE_ERROR_FORMAT,
} KioskProcedureError;

/** KioskProcedure: one administrative procedure, as its definition file says; immutable. */
typedef struct _KioskProcedure KioskProcedure;

KioskProcedure *kiosk_procedure_parse (const char *data, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskProcedure *kiosk_procedure_ref   (KioskProcedure *self);
void            kiosk_procedure_unref (KioskProcedure *self);

/** KioskProcedureInfo: what does not depend on answers. */
typedef struct {
  const char      *code;
  guint            version;
  const KioskText *title; /* official */
  const KioskText *plain;
  const KioskText *summary;
  const GPtrArray *who;      /* (element-type KioskText) */
  const GPtrArray *groups;   /* (element-type utf8) */
  const GPtrArray *keywords; /* (element-type utf8) */
  KioskLevel       level;
  const KioskText *agency;
  const KioskText *receiving; /* who takes it in */
  const char      *domain_code;
  const KioskText *domain_name;
  const char      *decision;
  guint            channels; /* bit (1 << KioskChannel) for each */
  KioskRole        role;
  gboolean         offline;      /* can be filed with the network down */
  const char      *receipt_form; /* "01", "CT04" */
  const KioskText *explain;      /* (nullable): why it can only be prepared here */
  const KioskText *result;
  const char      *result_code; /* (nullable) */
  const GPtrArray *left_to_do;  /* (element-type KioskLeftToDo) */
  const GPtrArray *times;       /* (element-type KioskTimeLimit) */
  const GPtrArray *fees;        /* (element-type KioskFee) */
  const GPtrArray *questions;   /* (element-type KioskQuestion) */
  const GPtrArray *components;  /* (element-type KioskComponent) */
  const GPtrArray *steps;       /* (element-type KioskStep) */
  const GPtrArray *basis;       /* (element-type utf8) */
  const GPtrArray *notes;       /* (element-type KioskText) */
} KioskProcedureInfo;

const KioskProcedureInfo *kiosk_procedure_get_info      (const KioskProcedure *self);
const KioskField         *kiosk_procedure_find_field    (const KioskProcedure *self, const char *id);
const KioskQuestion      *kiosk_procedure_find_question (const KioskProcedure *self, const char *id);
const KioskComponent     *kiosk_procedure_find_component (const KioskProcedure *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskProcedure, kiosk_procedure_unref)

G_END_DECLS
