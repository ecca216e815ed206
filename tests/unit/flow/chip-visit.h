/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow-identify.h"
#include "visit.h"

G_BEGIN_DECLS

#define CHIP_NUMBER "038192004567" /* the card of VISIT_RESIDENCE */
#define CHIP_EXPIRY "2032-03-08"
#define CHIP_CAN "270196"

/* A visit on the identify page of a machine with one reader of chips. */
void             chip_visit_set_up      (Visit *self, gconstpointer data);

/* The card of VISIT_RESIDENCE, with more members of its own: "\"outcome\": \"chip\"". */
void             chip_visit_lay         (Visit *self, const char *more);
void             chip_visit_take_away   (Visit *self);
void             chip_visit_wait        (Visit *self, KioskIdentifyState state);
void             chip_visit_read        (Visit *self, const char *more); /* code, card, expiry; until it ends */

KioskIdDocument *chip_visit_get_document (Visit *self);
void             chip_visit_assert      (Visit *self, KioskIdentifyState state, KioskFailure failure);
void             chip_visit_assert_rung (Visit *self, KioskAssurance rung);

G_END_DECLS
