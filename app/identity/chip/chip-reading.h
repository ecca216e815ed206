/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"
#include "identity/chip/chip-verdict.h"
#include "identity/id-document.h"

G_BEGIN_DECLS

#define KIOSK_CHIP_READING_ERROR (kiosk_chip_reading_error_quark ())
GQuark kiosk_chip_reading_error_quark (void);

/**
 * KioskChipReadingError:
 * @KIOSK_CHIP_READING_ERROR_NOT_AN_ID: the card has no application of an identity document
 * @KIOSK_CHIP_READING_ERROR_WRONG_KEY: the chip refused the key, or opens with another kind of key
 *   only: ask for one again
 * @KIOSK_CHIP_READING_ERROR_BLOCKED: the chip takes no more tries for a while
 * @KIOSK_CHIP_READING_ERROR_REMOVED: the card was taken away: lay it down again
 * @KIOSK_CHIP_READING_ERROR_NO_ANSWER: the card lies there and says nothing: lay it down again
 * @KIOSK_CHIP_READING_ERROR_READER: the reader or its service failed; another card will do no better
 * @KIOSK_CHIP_READING_ERROR_PROTOCOL: the chip broke the protocol
 * @KIOSK_CHIP_READING_ERROR_UNREADABLE: a file of the chip is not what the standard says
 * @KIOSK_CHIP_READING_ERROR_DISAGREES: two files of the chip name different people
 * @KIOSK_CHIP_READING_ERROR_UNSUPPORTED: the chip wants an algorithm that is not spoken here
 * @KIOSK_CHIP_READING_ERROR_INTERNAL: our own fault, which says nothing about the card
 *
 * Why nothing was read. What was read and is not genuine is no error, but a verdict.
 */
typedef enum {
  KIOSK_CHIP_READING_ERROR_NOT_AN_ID,
  KIOSK_CHIP_READING_ERROR_WRONG_KEY,
  KIOSK_CHIP_READING_ERROR_BLOCKED,
  KIOSK_CHIP_READING_ERROR_REMOVED,
  KIOSK_CHIP_READING_ERROR_NO_ANSWER,
  KIOSK_CHIP_READING_ERROR_READER,
  KIOSK_CHIP_READING_ERROR_PROTOCOL,
  KIOSK_CHIP_READING_ERROR_UNREADABLE,
  KIOSK_CHIP_READING_ERROR_DISAGREES,
  KIOSK_CHIP_READING_ERROR_UNSUPPORTED,
  KIOSK_CHIP_READING_ERROR_INTERNAL,
} KioskChipReadingError;

#define KIOSK_TYPE_CHIP_READING (kiosk_chip_reading_get_type ())
G_DECLARE_FINAL_TYPE (KioskChipReading, kiosk_chip_reading, KIOSK, CHIP_READING, GObject)

KioskIdDocument      *kiosk_chip_reading_get_document    (KioskChipReading *self);
KioskChipVerdict      kiosk_chip_reading_get_verdict     (KioskChipReading *self, KioskChipCheck check, KioskChipReason *reason);
gboolean              kiosk_chip_reading_is_refuted      (KioskChipReading *self);
KioskSecret          *kiosk_chip_reading_get_face        (KioskChipReading *self);
const KioskChipFacts *kiosk_chip_reading_get_facts       (KioskChipReading *self);
GHashTable           *kiosk_chip_reading_get_files       (KioskChipReading *self);

const char           *kiosk_chip_reading_error_to_string (KioskChipReadingError error);

G_END_DECLS
