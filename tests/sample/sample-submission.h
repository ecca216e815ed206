/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "submission/submission.h"

G_BEGIN_DECLS

/* Planted in what is sealed; must be found nowhere in the clear. */
#define SAMPLE_NAME "TRUONG THI PLANTED"
#define SAMPLE_NUMBER "079188009911"
#define SAMPLE_MAGIC "\xff\xd8\xff\xe0PLANTED-JFIF"

KioskSubmission   *sample_submission_new         (KioskClock *clock, const char *id, guint n_pages, gsize page_size) G_GNUC_WARN_UNUSED_RESULT;
KioskSubmission   *sample_submission_new_assured (KioskClock *clock, KioskAssurance assurance) G_GNUC_WARN_UNUSED_RESULT;
const KioskOffice *sample_office_get             (void);

G_END_DECLS
