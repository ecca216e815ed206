/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/code-reader.h"

/**
 * KioskCodeReader:
 *
 * Something that reads printed codes and says what they hold, whoever shows them.
 *
 * Implementations live in drivers/; nothing above this file knows which one is in use.
 */
G_DEFINE_INTERFACE (KioskCodeReader, kiosk_code_reader, G_TYPE_OBJECT)

static void
kiosk_code_reader_default_init (KioskCodeReaderInterface *iface)
{
  /**
   * KioskCodeReader::scanned:
   * @self: a reader
   * @text: (transfer none) (type gpointer): the #KioskSecret of what the code holds, any bytes;
   *   take a reference to keep it
   */
  g_signal_new ("scanned", KIOSK_TYPE_CODE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * KioskCodeReader::online-changed:
   * @self: a reader
   *
   * It was plugged in or pulled out; kiosk_code_reader_is_online() says which.
   */
  g_signal_new ("online-changed", KIOSK_TYPE_CODE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

/**
 * kiosk_code_reader_start:
 * @self: a reader
 *
 * From now on it emits what it reads. A device that is not there is waited for. Starting twice is
 * starting once.
 */
void
kiosk_code_reader_start (KioskCodeReader *self)
{
  g_return_if_fail (KIOSK_IS_CODE_READER (self));

  KIOSK_CODE_READER_GET_IFACE (self)->start (self);
}

/**
 * kiosk_code_reader_stop:
 * @self: a reader
 *
 * After it has returned nothing is emitted, and what was half read is wiped.
 */
void
kiosk_code_reader_stop (KioskCodeReader *self)
{
  g_return_if_fail (KIOSK_IS_CODE_READER (self));

  KIOSK_CODE_READER_GET_IFACE (self)->stop (self);
}

/**
 * kiosk_code_reader_is_online:
 * @self: a reader
 *
 * Returns: whether a code shown now would be read
 */
gboolean
kiosk_code_reader_is_online (KioskCodeReader *self)
{
  g_return_val_if_fail (KIOSK_IS_CODE_READER (self), FALSE);

  return KIOSK_CODE_READER_GET_IFACE (self)->is_online (self);
}
