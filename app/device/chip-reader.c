/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/chip-reader.h"

G_DEFINE_QUARK (kiosk-chip-reader-error-quark, kiosk_chip_reader_error)

/**
 * KioskChipReader:
 *
 * Something that says whether a card lies on it, and reads the chip of one.
 *
 * Implementations live in drivers/; nothing above this file knows which one is in use.
 */
G_DEFINE_INTERFACE (KioskChipReader, kiosk_chip_reader, G_TYPE_OBJECT)

static void
kiosk_chip_reader_default_init (KioskChipReaderInterface *iface)
{
  /**
   * KioskChipReader::state-changed:
   * @self: a reader
   *
   * kiosk_chip_reader_get_state() says what it is now.
   */
  g_signal_new ("state-changed", KIOSK_TYPE_CHIP_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  /**
   * KioskChipReader::progress:
   * @self: a reader
   * @part: the #KioskChipPart that begins now; they come in the order of the type
   * @of: how many parts this reading has: one less without a face
   */
  g_signal_new ("progress", KIOSK_TYPE_CHIP_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

/**
 * kiosk_chip_reader_start:
 * @self: a reader
 *
 * From now on it says what lies on it. A device that is not there is waited for. Starting twice is
 * starting once.
 */
void
kiosk_chip_reader_start (KioskChipReader *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_READER (self));

  KIOSK_CHIP_READER_GET_IFACE (self)->start (self);
}

/**
 * kiosk_chip_reader_stop:
 * @self: a reader
 *
 * After it has returned no signal is emitted. A reading that is under way goes on until it is
 * cancelled.
 */
void
kiosk_chip_reader_stop (KioskChipReader *self)
{
  g_return_if_fail (KIOSK_IS_CHIP_READER (self));

  KIOSK_CHIP_READER_GET_IFACE (self)->stop (self);
}

/**
 * kiosk_chip_reader_get_state:
 * @self: a reader
 *
 * Returns: what lies on it; %KIOSK_CHIP_READER_GONE before it has been started
 */
KioskChipReaderState
kiosk_chip_reader_get_state (KioskChipReader *self)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READER (self), KIOSK_CHIP_READER_GONE);

  return KIOSK_CHIP_READER_GET_IFACE (self)->get_state (self);
}

/**
 * kiosk_chip_reader_read_async:
 * @self: a reader that was started
 * @key: what opens the chip; a reference is taken
 * @flags: what to read
 * @cancellable: (nullable): a reading stops before its next command to the chip
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads the one card that lies there; one reading at a time.
 */
void
kiosk_chip_reader_read_async (KioskChipReader *self, KioskAccessKey *key, KioskChipReadFlags flags,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (KIOSK_IS_CHIP_READER (self));
  g_return_if_fail (key != NULL);

  KIOSK_CHIP_READER_GET_IFACE (self)->read_async (self, key, flags, cancellable, callback,
                                                  user_data);
}

/**
 * kiosk_chip_reader_read_finish:
 * @self: a reader
 * @result: what the callback was given
 * @error: a #KioskChipReaderError when no conversation began, a #KioskChipReadingError when one
 *   failed, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was read, whose verdicts are to be asked for; %NULL with @error set
 */
KioskChipReading *
kiosk_chip_reader_read_finish (KioskChipReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KIOSK_IS_CHIP_READER (self), NULL);

  return KIOSK_CHIP_READER_GET_IFACE (self)->read_finish (self, result, error);
}

/**
 * kiosk_chip_reader_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name, for a log and the technician
 */
const char *
kiosk_chip_reader_state_to_string (KioskChipReaderState state)
{
  static const char *const names[] = {
    [KIOSK_CHIP_READER_GONE] = "gone",
    [KIOSK_CHIP_READER_EMPTY] = "empty",
    [KIOSK_CHIP_READER_CARD] = "card",
    [KIOSK_CHIP_READER_NOT_AN_ID] = "not-an-id",
    [KIOSK_CHIP_READER_TWO_CARDS] = "two-cards",
    [KIOSK_CHIP_READER_BUSY] = "busy",
    [KIOSK_CHIP_READER_NO_SERVICE] = "no-service",
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (names), "gone");

  return names[state];
}

/**
 * kiosk_chip_reader_error_to_string:
 * @error: why no conversation began
 *
 * Returns: (transfer none): its name, the one that the failure has in the catalogue where there is
 *   one
 */
const char *
kiosk_chip_reader_error_to_string (KioskChipReaderError error)
{
  static const char *const names[] = {
    [KIOSK_CHIP_READER_ERROR_NO_SERVICE] = "reader-daemon-gone",
    [KIOSK_CHIP_READER_ERROR_NO_READER] = "reader-gone",
    [KIOSK_CHIP_READER_ERROR_NO_CARD] = "no-card",
    [KIOSK_CHIP_READER_ERROR_TWO_CARDS] = "two-cards",
    [KIOSK_CHIP_READER_ERROR_BUSY] = "reader-busy",
  };

  g_return_val_if_fail ((guint) error < G_N_ELEMENTS (names), "reader-gone");

  return names[error];
}
