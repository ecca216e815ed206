/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/problem.h"
#include "procedure/catalogue.h"

G_BEGIN_DECLS

KioskProblem kiosk_check_question (const KioskQuestion *question, const char *value);
KioskProblem kiosk_check_field    (const KioskField *field, const char *value, const GPtrArray *list, const GDate *today);

G_END_DECLS
