/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/form.h"
#include "language/language.h"

G_BEGIN_DECLS

char *kiosk_words_problem (KioskLanguage *language, const KioskField *field, KioskProblem problem, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
