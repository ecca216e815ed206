/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/shelf.h"

G_BEGIN_DECLS

/** KioskCondition: a rule over answers, such as {"answer": "q_rel", "in": ["father"]}. */
typedef struct _KioskCondition KioskCondition;

/** KioskTruth: @KIOSK_TRUTH_MAYBE is when an answer the rule needs has not been given. */
typedef enum { KIOSK_TRUTH_NO, KIOSK_TRUTH_YES, KIOSK_TRUTH_MAYBE } KioskTruth;

/**
 * KioskLookup:
 *
 * Gives the answer to @id (transfer none): %NULL while it is open, "" when it is not asked,
 * because its own rule says no.
 */
typedef const char *(*KioskLookup) (gpointer user_data, const char *id);

/** KioskConditionKind: the last three join other rules. */
typedef enum {
  KIOSK_CONDITION_IN,
  KIOSK_CONDITION_NOT_IN,
  KIOSK_CONDITION_AT_LEAST,
  KIOSK_CONDITION_ALL,
  KIOSK_CONDITION_ANY,
  KIOSK_CONDITION_NOT,
} KioskConditionKind;

/* Called for each comparison of a rule; @values is (element-type utf8), %NULL for AT_LEAST. */
typedef void (*KioskConditionFunc) (KioskConditionKind kind, const char *answer, const GPtrArray *values, gpointer user_data);

KioskTruth            kiosk_condition_evaluate     (const KioskCondition *self, KioskLookup lookup, gpointer user_data);
void                  kiosk_condition_foreach      (const KioskCondition *self, KioskConditionFunc func, gpointer user_data);
const KioskCondition *kiosk_condition_new_in       (KioskShelf *shelf, gboolean in, const char *answer, const GPtrArray *values);
const KioskCondition *kiosk_condition_new_at_least (KioskShelf *shelf, const char *answer, gint64 least);
const KioskCondition *kiosk_condition_new_group    (KioskShelf *shelf, KioskConditionKind kind, const GPtrArray *parts);

G_END_DECLS
