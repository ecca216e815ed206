/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/apdu.h"

#include "base/secret.h"

/**
 * kiosk_apdu_is_extended:
 * @self: a command
 *
 * Returns: whether it is written in the extended form (ISO/IEC 7816-4 §5.2)
 */
gboolean
kiosk_apdu_is_extended (const KioskApdu *self)
{
  return self->extended || self->length > 255 || self->expected > KIOSK_APDU_MAX_SHORT_ANSWER;
}

/**
 * kiosk_apdu_write:
 * @self: a command of at most 65,535 bytes of data
 * @command: appended to
 *
 * Writes the command in the shorter form that its lengths fit, unless told otherwise. The largest @expected of a form is
 * written as zero.
 */
void
kiosk_apdu_write (const KioskApdu *self, GByteArray *command)
{
  const guint8 header[] = { self->cla, self->ins, self->p1, self->p2 };
  const guint8 lc[] = { 0, (guint8) (self->length >> 8), (guint8) self->length };
  const guint8 le[] = { 0, (guint8) (self->expected >> 8), (guint8) self->expected };
  gboolean extended = kiosk_apdu_is_extended (self);

  g_return_if_fail (self->length <= 65535);
  g_return_if_fail (self->expected <= KIOSK_APDU_MAX_EXTENDED_ANSWER);

  g_byte_array_append (command, header, sizeof header);
  if (self->length > 0)
    {
      g_byte_array_append (command, extended ? lc : lc + 2, extended ? 3 : 1);
      g_byte_array_append (command, self->data, (guint) self->length);
    }
  if (self->expected == 0)
    return;
  if (!extended)
    g_byte_array_append (command, le + 2, 1);
  else if (self->length > 0)
    g_byte_array_append (command, le + 1, 2);
  else
    g_byte_array_append (command, le, 3);
}

/**
 * kiosk_apdu_split_answer:
 * @answer: what the card answered; its status word is cut off
 * @sw: (out): the status word
 *
 * Returns: whether there was a status word
 */
gboolean
kiosk_apdu_split_answer (GByteArray *answer, guint16 *sw)
{
  guint n = answer->len;

  if (n < 2)
    return FALSE;
  *sw = (guint16) (answer->data[n - 2] << 8 | answer->data[n - 1]);
  g_byte_array_set_size (answer, n - 2);

  return TRUE;
}

/**
 * kiosk_apdu_wipe:
 * @bytes: (transfer full) (nullable): bytes that may be personal
 *
 * Wipes what is there now, and frees: for arrays that were given their size once.
 */
void
kiosk_apdu_wipe (GByteArray *bytes)
{
  if (bytes == NULL)
    return;
  kiosk_wipe (bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}
