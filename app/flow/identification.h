/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "device/code-reader.h"
#include "failure/failure.h"
#include "flow/chip-watch.h"
#include "identity/id-document.h"

G_BEGIN_DECLS

/**
 * KioskIdentifyState:
 * @KIOSK_IDENTIFY_WAITING: show the card
 * @KIOSK_IDENTIFY_DONE: a document is there
 * @KIOSK_IDENTIFY_WRONG_CODE: something else was shown; the problem says what
 * @KIOSK_IDENTIFY_READER_GONE: no reader answers; type instead, or call staff
 * @KIOSK_IDENTIFY_TYPING: the citizen types
 * @KIOSK_IDENTIFY_KEY: a card was laid on the chip reader and its key is not known yet; it may be
 *   lifted to look for it. A document may be there already
 * @KIOSK_IDENTIFY_READING: the chip is being read
 * @KIOSK_IDENTIFY_FAILED: the chip gave nothing; the failure says why, a document that was there is
 *   there still
 */
typedef enum {
  KIOSK_IDENTIFY_WAITING,
  KIOSK_IDENTIFY_DONE,
  KIOSK_IDENTIFY_WRONG_CODE,
  KIOSK_IDENTIFY_READER_GONE,
  KIOSK_IDENTIFY_TYPING,
  KIOSK_IDENTIFY_KEY,
  KIOSK_IDENTIFY_READING,
  KIOSK_IDENTIFY_FAILED,
} KioskIdentifyState;

/**
 * KioskKeyWants:
 * @KIOSK_KEY_WANTS_CODE_OR_CAN: show the code of the card too, or type its access number
 * @KIOSK_KEY_WANTS_EXPIRY_OR_CAN: number and birth are known: the printed date of expiry is enough
 */
typedef enum {
  KIOSK_KEY_WANTS_CODE_OR_CAN,
  KIOSK_KEY_WANTS_EXPIRY_OR_CAN,
} KioskKeyWants;

#define KIOSK_TYPE_IDENTIFICATION (kiosk_identification_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdentification, kiosk_identification, KIOSK, IDENTIFICATION, GObject)

/* Signals: "changed" (), "document" (KioskIdDocument *), "read" (KioskChipReading *, refuted or not),
 * "progress" (), the machine is at work. */
KioskIdentification *kiosk_identification_new         (GPtrArray *code_readers, GPtrArray *chip_readers, KioskClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void                 kiosk_identification_listen      (KioskIdentification *self, gboolean codes, gboolean chips);
void                 kiosk_identification_take        (KioskIdentification *self, KioskIdDocument *document);
void                 kiosk_identification_set_typing  (KioskIdentification *self, gboolean typing);
void                 kiosk_identification_forget      (KioskIdentification *self);
KioskIdentifyState   kiosk_identification_get_state   (KioskIdentification *self);
KioskIdDocument     *kiosk_identification_get_draft   (KioskIdentification *self);
int                  kiosk_identification_get_problem (KioskIdentification *self);

/* The chip. */
KioskChipWatch      *kiosk_identification_get_watch   (KioskIdentification *self);
KioskFailure         kiosk_identification_get_failure (KioskIdentification *self);
KioskKeyWants        kiosk_identification_get_wants   (KioskIdentification *self);
gboolean             kiosk_identification_give_expiry (KioskIdentification *self, const char *iso_date);

G_END_DECLS
