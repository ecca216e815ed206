/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_IDLE_GUARD (kiosk_idle_guard_get_type ())
G_DECLARE_FINAL_TYPE (KioskIdleGuard, kiosk_idle_guard, KIOSK, IDLE_GUARD, GObject)

/* Signals: "warning" (guint seconds_left; 0 when somebody touched), "expired" (). */
KioskIdleGuard *kiosk_idle_guard_new   (guint idle_seconds, guint warning_seconds) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_idle_guard_touch (KioskIdleGuard *self);
void            kiosk_idle_guard_stop  (KioskIdleGuard *self);
void            kiosk_idle_guard_hold  (KioskIdleGuard *self, gboolean hold);
void            kiosk_idle_guard_set_patience (KioskIdleGuard *self, guint seconds);

G_END_DECLS
