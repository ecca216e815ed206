/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskBackoff: decorrelated jitter between two bounds, in milliseconds. */
typedef struct {
  guint min_ms;
  guint max_ms;
  guint last_ms;
} KioskBackoff;

void  kiosk_backoff_init  (KioskBackoff *self, guint min_ms, guint max_ms);
guint kiosk_backoff_next  (KioskBackoff *self);
void  kiosk_backoff_reset (KioskBackoff *self);

G_END_DECLS
