/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/serial/frame.h"

#include <string.h>

/**
 * kiosk_frame_wipe:
 * @self: a frame
 *
 * Forgets what was half read.
 */
void
kiosk_frame_wipe (KioskFrame *self)
{
  kiosk_wipe (self->bytes, self->length);
  self->length = 0;
  self->dropping = FALSE;
}

/**
 * kiosk_frame_is_open:
 * @self: a frame
 *
 * Returns: whether a scan has begun and not ended
 */
gboolean
kiosk_frame_is_open (const KioskFrame *self)
{
  return self->length > 0 || self->dropping;
}

/**
 * kiosk_frame_end:
 * @self: a frame
 *
 * Ends the scan: its line has ended, or the gun has been silent for long enough.
 *
 * Returns: (transfer full) (nullable): the scan, or %NULL when it was empty or is thrown away
 */
KioskSecret *
kiosk_frame_end (KioskFrame *self)
{
  KioskSecret *scan = NULL;

  if (self->length > 0 && !self->dropping)
    scan = kiosk_secret_new (self->bytes, self->length);
  kiosk_frame_wipe (self);

  return scan;
}

static void
append (KioskFrame *self, guint8 byte)
{
  if (self->dropping)
    return;
  if (self->length == KIOSK_FRAME_MAX)
    {
      kiosk_frame_wipe (self);
      self->dropping = TRUE;
      self->n_dropped++;
      return;
    }
  self->bytes[self->length++] = byte;
}

/**
 * kiosk_frame_push:
 * @self: a frame
 * @data: (array length=length): what the gun sent
 * @length: how many bytes
 * @used: (out): how many of them this call has taken; call again with the rest
 *
 * CR and LF end a scan. One that is longer than %KIOSK_FRAME_MAX is thrown away up to its end, so
 * that its tail is not taken for a scan of its own.
 *
 * Returns: (transfer full) (nullable): a scan that has ended
 */
KioskSecret *
kiosk_frame_push (KioskFrame *self, const guint8 *data, gsize length, gsize *used)
{
  for (gsize i = 0; i < length; i++)
    {
      KioskSecret *scan;

      if (data[i] != '\r' && data[i] != '\n')
        {
          append (self, data[i]);
          continue;
        }
      scan = kiosk_frame_end (self);
      if (scan != NULL)
        {
          *used = i + 1;
          return scan;
        }
    }
  *used = length;

  return NULL;
}
