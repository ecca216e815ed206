/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskCondition: a rule over answers, such as {"answer": "q_rel", "in": ["father"]}. */
typedef struct _KioskCondition KioskCondition;

/** KioskTruth: @KIOSK_TRUTH_MAYBE is when an answer the rule needs has not been given. */
typedef enum { KIOSK_TRUTH_NO, KIOSK_TRUTH_YES, KIOSK_TRUTH_MAYBE } KioskTruth;

/** KioskLookup: gives the answer to @id, or %NULL when there is none (transfer none). */
typedef const char *(*KioskLookup) (gpointer user_data, const char *id);

KioskTruth kiosk_condition_evaluate (const KioskCondition *self, KioskLookup lookup, gpointer user_data);

G_END_DECLS
