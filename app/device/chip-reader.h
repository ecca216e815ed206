/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "identity/chip/chip-reading.h"
#include "identity/chip/chip-session.h"

G_BEGIN_DECLS

/**
 * KioskChipReaderState:
 * @KIOSK_CHIP_READER_GONE: no reader, or none that can be asked
 * @KIOSK_CHIP_READER_EMPTY: no card lies on it
 * @KIOSK_CHIP_READER_CARD: one card, which may be an identity card
 * @KIOSK_CHIP_READER_NOT_AN_ID: one card, which is none
 * @KIOSK_CHIP_READER_TWO_CARDS: several at once: nobody can say which is meant
 * @KIOSK_CHIP_READER_BUSY: another program holds the card
 * @KIOSK_CHIP_READER_NO_SERVICE: the service that readers are asked through is not there
 */
typedef enum {
  KIOSK_CHIP_READER_GONE,
  KIOSK_CHIP_READER_EMPTY,
  KIOSK_CHIP_READER_CARD,
  KIOSK_CHIP_READER_NOT_AN_ID,
  KIOSK_CHIP_READER_TWO_CARDS,
  KIOSK_CHIP_READER_BUSY,
  KIOSK_CHIP_READER_NO_SERVICE,
} KioskChipReaderState;

#define KIOSK_CHIP_READER_ERROR (kiosk_chip_reader_error_quark ())
GQuark kiosk_chip_reader_error_quark (void);

/**
 * KioskChipReaderError:
 * @KIOSK_CHIP_READER_ERROR_NO_SERVICE: the service that readers are asked through is not there
 * @KIOSK_CHIP_READER_ERROR_NO_READER: the service has no reader that may be used
 * @KIOSK_CHIP_READER_ERROR_NO_CARD: nothing lies on the reader
 * @KIOSK_CHIP_READER_ERROR_TWO_CARDS: several cards at once
 * @KIOSK_CHIP_READER_ERROR_BUSY: another program holds the card, or a reading is under way
 *
 * Why no conversation with a chip began; how one can fail says #KioskChipReadingError.
 */
typedef enum {
  KIOSK_CHIP_READER_ERROR_NO_SERVICE,
  KIOSK_CHIP_READER_ERROR_NO_READER,
  KIOSK_CHIP_READER_ERROR_NO_CARD,
  KIOSK_CHIP_READER_ERROR_TWO_CARDS,
  KIOSK_CHIP_READER_ERROR_BUSY,
} KioskChipReaderError;

#define KIOSK_TYPE_CHIP_READER (kiosk_chip_reader_get_type ())
G_DECLARE_INTERFACE (KioskChipReader, kiosk_chip_reader, KIOSK, CHIP_READER, GObject)

/* Something that reads the chips of cards. Signals: "state-changed"; "progress" (guint part, a
 * KioskChipPart that begins; guint of, how many parts this reading has). */
struct _KioskChipReaderInterface
{
  GTypeInterface g_iface;

  void                 (*start)       (KioskChipReader *self);
  void                 (*stop)        (KioskChipReader *self);
  KioskChipReaderState (*get_state)   (KioskChipReader *self);
  void                 (*read_async)  (KioskChipReader *self, KioskAccessKey *key, KioskChipReadFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  KioskChipReading    *(*read_finish) (KioskChipReader *self, GAsyncResult *result, GError **error);
};

void                 kiosk_chip_reader_start           (KioskChipReader *self);
void                 kiosk_chip_reader_stop            (KioskChipReader *self);
KioskChipReaderState kiosk_chip_reader_get_state       (KioskChipReader *self);
void                 kiosk_chip_reader_read_async      (KioskChipReader *self, KioskAccessKey *key, KioskChipReadFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KioskChipReading    *kiosk_chip_reader_read_finish     (KioskChipReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char          *kiosk_chip_reader_state_to_string (KioskChipReaderState state);
const char          *kiosk_chip_reader_error_to_string (KioskChipReaderError error);

G_END_DECLS
