/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/qr.h"

#include <string.h>

#include <qrencode.h>

/* Version 40-Q holds 2420 alphanumeric characters; ours stay far below. */
#define MAX_LENGTH 2420

/**
 * KioskQr:
 *
 * A QR code as a square of modules (ISO/IEC 18004, level Q), without quiet zone.
 *
 * Level Q mends a quarter of the code words: a receipt is folded, and a worn thermal head drops columns.
 */
struct _KioskQr
{
  QRcode *code; /* owned */
};

/**
 * kiosk_qr_new:
 * @text: UTF-8; capitals, digits and `$%*+-./:` only give the smallest code (alphanumeric mode)
 *
 * Returns: (transfer full) (nullable): the smallest code that holds @text, or %NULL when none does
 */
KioskQr *
kiosk_qr_new (const char *text)
{
  KioskQr *self = NULL;
  QRcode *code = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0' || strlen (text) > MAX_LENGTH)
    return NULL;

  /* Asked for 8-bit mode, the library still takes alphanumeric and numeric mode for the runs that
   * allow it; case-sensitive, so that nothing is changed behind the signature. */
  code = QRcode_encodeString (text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
  if (code == NULL)
    return NULL;

  self = g_new0 (KioskQr, 1);
  self->code = code;
  return self;
}

/**
 * kiosk_qr_get_size:
 * @self: a code
 *
 * Returns: modules a side, without the quiet zone of four on each side
 */
guint
kiosk_qr_get_size (const KioskQr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->code->width;
}

/**
 * kiosk_qr_is_dark:
 * @self: a code
 * @x: column, from the left
 * @y: row, from the top
 *
 * Returns: whether the module is dark; outside the code all is light
 */
gboolean
kiosk_qr_is_dark (const KioskQr *self, guint x, guint y)
{
  guint size = kiosk_qr_get_size (self);

  if (x >= size || y >= size)
    return FALSE;

  return (self->code->data[y * size + x] & 1) != 0;
}

/**
 * kiosk_qr_free:
 * @self: (transfer full): a code
 */
void
kiosk_qr_free (KioskQr *self)
{
  g_return_if_fail (self != NULL);

  QRcode_free (self->code);
  g_free (self);
}
