/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/escpos-answer.h"

#include <string.h>

#define ID_HEAD 0x37
#define ID_MARK 0x22
#define ID_LENGTH (2 + KIOSK_ESCPOS_ID_SIZE + 1)

/**
 * kiosk_escpos_answers_init:
 * @self: answers
 */
void
kiosk_escpos_answers_init (KioskEscposAnswers *self)
{
  memset (self, 0, sizeof *self);
}

static gboolean
take_id (KioskEscposAnswers *self)
{
  const guint8 *bytes = self->pending;

  if (bytes[1] != ID_MARK || bytes[ID_LENGTH - 1] != 0)
    return FALSE;

  for (guint i = 0; i < KIOSK_ESCPOS_ID_SIZE; i++)
    if (bytes[2 + i] < 0x20 || bytes[2 + i] > 0x7e)
      return FALSE;

  memcpy (self->ids[self->n_ids % G_N_ELEMENTS (self->ids)], bytes + 2, KIOSK_ESCPOS_ID_SIZE);
  self->n_ids++;
  return TRUE;
}

/**
 * kiosk_escpos_answers_feed:
 * @self: answers
 * @byte: the next byte from the printer; hostile, for anything may stand at the other end
 *
 * Tells a process id (37h 22h, four characters, 00h) from a real-time status (bits 0 1 4 7 are 0 1 1 0)
 * and from the answer to the barrier (bits 4 and 7 are 0). Any other byte is dropped.
 *
 * Returns: whether an answer is complete with this byte
 */
gboolean
kiosk_escpos_answers_feed (KioskEscposAnswers *self, guint8 byte)
{
  if (self->n_pending > 0)
    {
      gboolean complete = FALSE;

      self->pending[self->n_pending++] = byte;
      if (self->n_pending == 2 && byte != ID_MARK)
        {
          self->n_pending = 0;
          return byte == ID_HEAD ? kiosk_escpos_answers_feed (self, byte) : FALSE;
        }
      if (self->n_pending < ID_LENGTH)
        return FALSE;
      complete = take_id (self);
      self->n_pending = 0;
      return complete;
    }

  if (byte == ID_HEAD)
    {
      self->pending[self->n_pending++] = byte;
      return FALSE;
    }
  if ((byte & 0x93) == 0x12)
    {
      self->status = byte;
      self->has_status = TRUE;
      return TRUE;
    }
  if ((byte & 0x90) == 0)
    {
      self->passed_barrier = TRUE;
      return TRUE;
    }

  return FALSE;
}

/**
 * kiosk_escpos_answers_has:
 * @self: answers
 * @id: a process id that was asked for
 *
 * Returns: whether the printer has said it, among the last four
 */
gboolean
kiosk_escpos_answers_has (const KioskEscposAnswers *self, const char id[KIOSK_ESCPOS_ID_SIZE])
{
  for (guint i = 0; i < MIN (self->n_ids, G_N_ELEMENTS (self->ids)); i++)
    if (memcmp (self->ids[i], id, KIOSK_ESCPOS_ID_SIZE) == 0)
      return TRUE;

  return FALSE;
}

/**
 * kiosk_escpos_status_state:
 * @asked: which status was asked for
 * @status: the byte that came
 *
 * Returns: what it says of the printer; a roll that is only near its end is still ready
 */
KioskPrinterState
kiosk_escpos_status_state (KioskEscposStatus asked, guint8 status)
{
  switch (asked)
    {
    case KIOSK_ESCPOS_STATUS_PAPER:
      return (status & 0x60) != 0 ? KIOSK_PRINTER_NO_PAPER : KIOSK_PRINTER_READY;
    case KIOSK_ESCPOS_STATUS_OFFLINE:
      if ((status & 0x04) != 0)
        return KIOSK_PRINTER_COVER;
      if ((status & 0x20) != 0)
        return KIOSK_PRINTER_NO_PAPER;
      return (status & 0x40) != 0 ? KIOSK_PRINTER_JAM : KIOSK_PRINTER_READY;
    case KIOSK_ESCPOS_STATUS_FAULT:
      return (status & 0x6c) != 0 ? KIOSK_PRINTER_JAM : KIOSK_PRINTER_READY;
    case KIOSK_ESCPOS_STATUS_PRINTER:
      return (status & 0x08) != 0 ? KIOSK_PRINTER_OFFLINE : KIOSK_PRINTER_READY;
    default:
      return KIOSK_PRINTER_OFFLINE;
    }
}
