/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/virtual/virtual-chip-reader.h"
#include "drivers/virtual/virtual-code-reader.h"
#include "drivers/virtual/virtual-page-scanner.h"
#include "flow/flow.h"
#include "told-printer.h"

G_BEGIN_DECLS

#define VISIT_NOON_US (G_GINT64_CONSTANT (1795496400) * G_USEC_PER_SEC) /* 2026-11-24T12:00:00+07:00 */
#define VISIT_RESIDENCE "residence.vi.json"
#define VISIT_BIRTH "birth.vi.json"

/** Visit: a flow with the real assets and a real outbox, and hands that do what a citizen does. */
typedef struct
{
  char *folder;
  KioskOffice office;
  KioskFlowParts parts;
  KioskVirtualCodeReader *reader;
  KioskVirtualChipReader *chip_reader; /* only after visit_plug_chip_reader() */
  KioskVirtualPageScanner *scanner;
  ToldPrinter *printer;
  KioskFlow *flow;
  guint n_pictures;
} Visit;

typedef gboolean (*VisitCondition) (Visit *self);

void visit_set_up      (Visit *self, gconstpointer data);
void visit_tear_down   (Visit *self, gconstpointer data);
void visit_plug_chip_reader (Visit *self); /* renews the flow */
void visit_lay_card    (Visit *self, const char *json);
void visit_renew_flow  (Visit *self); /* after parts were changed */

/* Bounded waiting, which names what it waited for. */
void visit_wait        (Visit *self, const char *what, VisitCondition condition);
void visit_wait_state  (Visit *self, KioskFlowState state);
void visit_settle      (Visit *self); /* until nothing is left to do at once */

/* What a citizen does; journeys are those of tests/journey/journeys. */
void visit_choose      (Visit *self, const char *journey);
void visit_show_card   (Visit *self, const char *journey);
void visit_fill        (Visit *self, const char *journey); /* every answer; every paper to the counter */
void visit_go_to       (Visit *self, const char *journey, KioskFlowState state);
void visit_submit      (Visit *self, const char *journey); /* to the receipt */
void visit_lay_picture (Visit *self);

KioskForm *visit_get_form (Visit *self);

/* What the province does to the entry that the citizen has just submitted. */
void visit_sign        (Visit *self);
void visit_number      (Visit *self, const char *official);

G_END_DECLS
