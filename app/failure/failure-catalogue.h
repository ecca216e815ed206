/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "failure/failure.h"

G_BEGIN_DECLS

/**
 * KioskFailureAudience:
 * @KIOSK_AUDIENCE_CITIZEN: what is, and what to do next; at most two sentences
 * @KIOSK_AUDIENCE_STAFF: what to do with one's hands
 * @KIOSK_AUDIENCE_TECHNICIAN: the line in the log, the device, the likely causes
 */
typedef enum {
  KIOSK_AUDIENCE_CITIZEN,
  KIOSK_AUDIENCE_STAFF,
  KIOSK_AUDIENCE_TECHNICIAN,
} KioskFailureAudience;

/**
 * KioskFailureSeverity:
 * @KIOSK_SEVERITY_BLOCKING: this way is shut until somebody mends it; another way is offered
 * @KIOSK_SEVERITY_WARNING: the citizen can mend it, or goes on with something less
 * @KIOSK_SEVERITY_INFORMATION: it is told because it is so; nobody has to do anything now
 */
typedef enum {
  KIOSK_SEVERITY_BLOCKING,
  KIOSK_SEVERITY_WARNING,
  KIOSK_SEVERITY_INFORMATION,
} KioskFailureSeverity;

/** KioskFailureArea: which part of the kiosk it is met at. */
typedef enum {
  KIOSK_AREA_CARD,
  KIOSK_AREA_CODE,
  KIOSK_AREA_CAMERA,
  KIOSK_AREA_SCANNER,
  KIOSK_AREA_PRINTER,
  KIOSK_AREA_COURIER,
} KioskFailureArea;

#define KIOSK_FAILURE_CATALOGUE_ERROR (kiosk_failure_catalogue_error_quark ())
GQuark kiosk_failure_catalogue_error_quark (void);

/**
 * KioskFailureCatalogueError:
 * @KIOSK_FAILURE_CATALOGUE_ERROR_MISSING: there is no such file, or it cannot be read
 * @KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED: not such a file; the message names the entry and the member
 * @KIOSK_FAILURE_CATALOGUE_ERROR_INCOMPLETE: a failure has no entry; the message names it
 */
typedef enum {
  KIOSK_FAILURE_CATALOGUE_ERROR_MISSING,
  KIOSK_FAILURE_CATALOGUE_ERROR_MALFORMED,
  KIOSK_FAILURE_CATALOGUE_ERROR_INCOMPLETE,
} KioskFailureCatalogueError;

/** KioskFailureCatalogue: what is said of every failure, to whom, in which language; immutable. */
typedef struct _KioskFailureCatalogue KioskFailureCatalogue;

KioskFailureCatalogue *kiosk_failure_catalogue_load         (const char *assets, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskFailureCatalogue *kiosk_failure_catalogue_parse        (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskFailureCatalogue *kiosk_failure_catalogue_ref          (KioskFailureCatalogue *self);
void                   kiosk_failure_catalogue_unref        (KioskFailureCatalogue *self);
const char            *kiosk_failure_catalogue_get          (const KioskFailureCatalogue *self, KioskFailure failure, KioskFailureAudience audience, const char *language);
const char            *kiosk_failure_catalogue_get_title    (const KioskFailureCatalogue *self, KioskFailure failure, const char *language);
KioskFailureSeverity   kiosk_failure_catalogue_get_severity (const KioskFailureCatalogue *self, KioskFailure failure);
KioskFailureArea       kiosk_failure_catalogue_get_area     (const KioskFailureCatalogue *self, KioskFailure failure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskFailureCatalogue, kiosk_failure_catalogue_unref)

G_END_DECLS
