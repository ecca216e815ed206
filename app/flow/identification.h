/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"
#include "identity/id-document.h"

G_BEGIN_DECLS

/**
 * KioskIdentifyState:
 * @KIOSK_IDENTIFY_WAITING: show the card
 * @KIOSK_IDENTIFY_DONE: a document is there
 * @KIOSK_IDENTIFY_WRONG_CODE: something else was shown; the problem says what
 * @KIOSK_IDENTIFY_READER_GONE: no reader answers; type instead, or call staff
 * @KIOSK_IDENTIFY_TYPING: the citizen types
 */
typedef enum {
  KIOSK_IDENTIFY_WAITING,
  KIOSK_IDENTIFY_DONE,
  KIOSK_IDENTIFY_WRONG_CODE,
  KIOSK_IDENTIFY_READER_GONE,
  KIOSK_IDENTIFY_TYPING,
} KioskIdentifyState;

#define KIOSK_TYPE_IDENTIFICATION (kiosk_identification_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdentification, kiosk_identification, KIOSK, IDENTIFICATION, GObject)

/* Signals: "changed" (), "document" (KioskIdDocument *). */
KioskIdentification *kiosk_identification_new         (GPtrArray *code_readers) G_GNUC_WARN_UNUSED_RESULT;
void                 kiosk_identification_listen      (KioskIdentification *self, gboolean listen);
void                 kiosk_identification_take        (KioskIdentification *self, KioskIdDocument *document);
void                 kiosk_identification_set_typing  (KioskIdentification *self, gboolean typing);
void                 kiosk_identification_set_done    (KioskIdentification *self, gboolean done);
KioskIdentifyState   kiosk_identification_get_state   (KioskIdentification *self);
KioskIdDocument     *kiosk_identification_get_draft   (KioskIdentification *self);
int                  kiosk_identification_get_problem (KioskIdentification *self);

G_END_DECLS
