/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskPcscSlot: one reader, as the service saw it last. */
typedef struct
{
  char *name;
  gboolean card;  /* something lies on it */
  gboolean taken; /* a program has the card open, be it us */
} KioskPcscSlot;

KioskPcscSlot *kiosk_pcsc_slot_new          (const char *name, gboolean card, gboolean taken) G_GNUC_WARN_UNUSED_RESULT;
void           kiosk_pcsc_slot_free         (KioskPcscSlot *self);
gboolean       kiosk_pcsc_reader_is_virtual (const char *name);

G_END_DECLS
