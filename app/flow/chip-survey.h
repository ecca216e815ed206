/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/chip-reader.h"
#include "failure/failure.h"

G_BEGIN_DECLS

/** KioskChipSurvey: what all readers of chips together say. */
typedef struct
{
  KioskChipReader *card; /* (borrowed) (nullable): the reader with the one card that can be read */
  guint n_cards;
  guint n_ready;        /* readers that answer */
  KioskFailure lies;    /* what is wrong with what lies there; KIOSK_N_FAILURES for nothing */
  KioskFailure absence; /* why no reader answers; KIOSK_N_FAILURES when one does, or none is wanted */
} KioskChipSurvey;

KioskChipSurvey kiosk_chip_survey_make (GPtrArray *readers);

G_END_DECLS
