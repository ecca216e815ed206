/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "receipt/composer.h"
#include "session/session.h"

G_BEGIN_DECLS

/* How the facts of a dossier are said on paper. */
const KioskSaying *kiosk_say_moment     (KioskComposer *self, GDateTime *when);
const KioskSaying *kiosk_say_day        (KioskComposer *self, GDateTime *when);
const KioskSaying *kiosk_say_clock      (KioskComposer *self, GDateTime *when);
const KioskSaying *kiosk_say_limit      (KioskComposer *self, guint amount, KioskTimeUnit unit, const char *cutoff);
const KioskSaying *kiosk_say_time       (KioskComposer *self, const KioskTimeLimit *limit);
const KioskSaying *kiosk_say_doubt      (KioskComposer *self, gboolean doubtful, const KioskSaying *figure);
const KioskSaying *kiosk_say_fee        (KioskComposer *self, const KioskFeeLine *line);
const KioskSaying *kiosk_say_price      (KioskComposer *self, const KioskFeeLine *line);
const KioskSaying *kiosk_say_exemptions (KioskComposer *self, const KioskFeeLine *line); /* (nullable) */
const KioskSaying *kiosk_say_capital    (KioskComposer *self, const KioskSaying *saying);
const KioskSaying *kiosk_say_small      (KioskComposer *self, const KioskSaying *saying);
const KioskSaying *kiosk_say_masked     (KioskComposer *self, const char *name, const char *number);
const KioskSaying *kiosk_say_assurance  (KioskComposer *self, KioskAssurance assurance);
const char        *kiosk_find_answer    (KioskForm *form, const char *prefill, KioskFieldKind kind); /* (nullable) */

G_END_DECLS
