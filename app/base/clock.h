/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_CLOCK (kiosk_clock_get_type ())
G_DECLARE_FINAL_TYPE (KioskClock, kiosk_clock, KIOSK, CLOCK, GObject)

KioskClock *kiosk_clock_new           (void);
KioskClock *kiosk_clock_new_fake      (gint64 real_time_us);
void        kiosk_clock_advance       (KioskClock *self, gint64 by_us);
void        kiosk_clock_jump          (KioskClock *self, gint64 by_us);
gint64      kiosk_clock_get_real      (KioskClock *self);
gint64      kiosk_clock_get_monotonic (KioskClock *self);
const char *kiosk_clock_get_boot_id   (KioskClock *self);
GDateTime  *kiosk_clock_now           (KioskClock *self) G_GNUC_WARN_UNUSED_RESULT;
char       *kiosk_clock_now_rfc3339   (KioskClock *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
