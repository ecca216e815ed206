/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* Answers whatever a page asks with the first thing that will do, by what is on the screen. */
void walk_to_identify (Stage *stage, const char *language, const char *procedure);
void walk_question    (Stage *stage);
void walk_form        (Stage *stage);
void walk_documents   (Stage *stage);
void walk_to          (Stage *stage, KioskFlowState state, const char *shots);
void walk_fill        (Stage *stage, const KioskField *field);

G_END_DECLS
