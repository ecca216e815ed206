/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/pcsc/pcsc-slot.h"

#include <string.h>

/**
 * kiosk_pcsc_slot_new:
 * @name: what the service calls the reader
 * @card: whether something lies on it
 * @taken: whether a program has the card open
 *
 * Returns: (transfer full): a slot
 */
KioskPcscSlot *
kiosk_pcsc_slot_new (const char *name, gboolean card, gboolean taken)
{
  KioskPcscSlot *self = g_new0 (KioskPcscSlot, 1);

  self->name = g_strdup (name);
  self->card = card;
  self->taken = taken;

  return self;
}

/**
 * kiosk_pcsc_slot_free:
 * @self: (transfer full): a slot
 */
void
kiosk_pcsc_slot_free (KioskPcscSlot *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * kiosk_pcsc_reader_is_virtual:
 * @name: what the service calls a reader
 *
 * Whoever can reach the port of a reader that is only a program can be any card. A name is no proof;
 * the image of a kiosk also has no such program.
 *
 * Returns: whether the name is one that virtual readers have
 */
gboolean
kiosk_pcsc_reader_is_virtual (const char *name)
{
  static const char *const words[] = { "virtual", "vpcd", "vicc", "simulator" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}
