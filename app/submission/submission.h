/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "base/seal.h"
#include "base/signature.h"
#include "procedure/calendar.h"
#include "session/session.h"

G_BEGIN_DECLS

#define KIOSK_SUBMISSION_ERROR (kiosk_submission_error_quark ())
GQuark kiosk_submission_error_quark (void);

/**
 * KioskSubmissionError:
 * @KIOSK_SUBMISSION_ERROR_INCOMPLETE: an answer or paper is missing; the message names its id
 * @KIOSK_SUBMISSION_ERROR_CALENDAR: no appointment date can be given; the calendar has run out
 */
typedef enum { KIOSK_SUBMISSION_ERROR_INCOMPLETE, KIOSK_SUBMISSION_ERROR_CALENDAR } KioskSubmissionError;

/** KioskOffice: whose kiosk this is; from the configuration. */
typedef struct {
  char *kiosk;  /* "KIOSK7" */
  char *tenant; /* agency identifier of the province or office, "H99.018.02" */
  KioskText *parent; /* superior body, for the head of printed forms */
  KioskText *centre; /* name of the centre */
  KioskText *place;  /* "An Bình" in «An Bình, ngày ... » */
  KioskText *counter; /* where papers are handed in: «quầy 4» */
  KioskText *hours;
  char *telephone;
  char *track_url; /* "HTTPS://host" of receipt codes, upper case */
} KioskOffice;

/** KioskPart: one sealed file of a submission, before it is sealed. */
typedef struct {
  char              *kind;      /* "page" */
  char              *component; /* component id */
  guint              page;      /* from 0 */
  const KioskSecret *plain;     /* held by the submission */
} KioskPart;

KioskPart *kiosk_part_new  (const char *component, guint page, const KioskSecret *plain) G_GNUC_WARN_UNUSED_RESULT;
void       kiosk_part_free (KioskPart *self);

/** KioskSubmissionFacts: what a frozen submission is made of; everything is borrowed. */
typedef struct {
  const char     *id;        /* UUIDv7 */
  const char     *procedure; /* code */
  guint           version;   /* of the procedure */
  KioskAssurance  assurance;
  const char     *clock;     /* "synchronised", "unknown" */
  GDateTime      *created;
  GDateTime      *due;        /* (nullable) */
  GDateTime      *second_due; /* (nullable) */
  KioskSecret    *dossier;    /* canonical JSON, without its number */
  gsize           number_at;  /* where in it the member "provisional" belongs: behind the one before it */
  GPtrArray      *parts;      /* (element-type KioskPart) */
} KioskSubmissionFacts;

/** KioskSubmission: a session frozen into one canonical dossier; immutable, wiped when it goes. */
typedef struct _KioskSubmission KioskSubmission;

KioskSubmission   *kiosk_submission_freeze          (KioskSession *session, const KioskOffice *office, KioskCalendar *calendar,
                                                     KioskClock *clock, const char *language, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskSubmission   *kiosk_submission_new             (const KioskSubmissionFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
KioskSubmission   *kiosk_submission_ref             (KioskSubmission *self);
void               kiosk_submission_unref           (KioskSubmission *self);
const char        *kiosk_submission_get_id          (const KioskSubmission *self);
const KioskSecret *kiosk_submission_get_dossier     (const KioskSubmission *self); /* canonical JSON (RFC 8785), not yet numbered */
KioskSecret       *kiosk_submission_number_dossier  (const KioskSubmission *self, const char *provisional) G_GNUC_WARN_UNUSED_RESULT;
const GPtrArray   *kiosk_submission_get_parts       (const KioskSubmission *self); /* (element-type KioskPart) */
const char        *kiosk_submission_get_procedure   (const KioskSubmission *self);
guint              kiosk_submission_get_version     (const KioskSubmission *self);
KioskAssurance     kiosk_submission_get_assurance   (const KioskSubmission *self);
const char        *kiosk_submission_get_clock       (const KioskSubmission *self); /* "synchronised", "unknown" */
GDateTime         *kiosk_submission_get_created     (const KioskSubmission *self); /* (transfer none) */
GDateTime         *kiosk_submission_get_due         (const KioskSubmission *self); /* (transfer none) (nullable) */
GDateTime         *kiosk_submission_get_second_due  (const KioskSubmission *self); /* (transfer none) (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSubmission, kiosk_submission_unref)

G_END_DECLS
