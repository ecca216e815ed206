/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/idle-guard.h"

/**
 * KioskIdleGuard:
 *
 * Notices that nobody is there any more, says so, and then says that it is over.
 *
 * It has one timer at a time: a long one while it waits, one a second only while the countdown is
 * on screen, so that an untouched page costs no wake-ups.
 */
struct _KioskIdleGuard
{
  GObject parent_instance;

  /* set once */
  guint idle_seconds;
  guint warning_seconds;

  /* state */
  guint source_id;
  guint seconds_left; /* 0: not warning */
  guint patience;     /* seconds more than idle_seconds */
  gboolean held;
};

G_DEFINE_FINAL_TYPE (KioskIdleGuard, kiosk_idle_guard, G_TYPE_OBJECT)

enum
{
  SIGNAL_WARNING,
  SIGNAL_EXPIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_countdown (gpointer user_data)
{
  KioskIdleGuard *self = KIOSK_IDLE_GUARD (user_data);

  self->seconds_left--;
  if (self->seconds_left > 0)
    {
      g_signal_emit (self, signals[SIGNAL_WARNING], 0, self->seconds_left);
      return G_SOURCE_CONTINUE;
    }

  self->source_id = 0;
  g_signal_emit (self, signals[SIGNAL_WARNING], 0, 0);
  g_signal_emit (self, signals[SIGNAL_EXPIRED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
on_idle (gpointer user_data)
{
  KioskIdleGuard *self = KIOSK_IDLE_GUARD (user_data);

  self->seconds_left = self->warning_seconds;
  self->source_id = g_timeout_add_seconds (1, on_countdown, self);
  g_signal_emit (self, signals[SIGNAL_WARNING], 0, self->seconds_left);

  return G_SOURCE_REMOVE;
}

static void
kiosk_idle_guard_dispose (GObject *object)
{
  KioskIdleGuard *self = KIOSK_IDLE_GUARD (object);

  g_clear_handle_id (&self->source_id, g_source_remove);

  G_OBJECT_CLASS (kiosk_idle_guard_parent_class)->dispose (object);
}

static void
kiosk_idle_guard_class_init (KioskIdleGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kiosk_idle_guard_dispose;

  signals[SIGNAL_WARNING] = g_signal_new ("warning", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_EXPIRED] = g_signal_new ("expired", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kiosk_idle_guard_init (KioskIdleGuard *self)
{
}

/**
 * kiosk_idle_guard_new:
 * @idle_seconds: how long nobody may touch before the warning, in seconds
 * @warning_seconds: how long the countdown lasts, in seconds; WCAG 2.2.1 wants at least 20
 *
 * A new guard sleeps until the first kiosk_idle_guard_touch().
 *
 * Returns: (transfer full): a guard
 */
KioskIdleGuard *
kiosk_idle_guard_new (guint idle_seconds, guint warning_seconds)
{
  KioskIdleGuard *self = g_object_new (KIOSK_TYPE_IDLE_GUARD, NULL);

  self->idle_seconds = MAX (idle_seconds, 1);
  self->warning_seconds = MAX (warning_seconds, 1);

  return self;
}

/**
 * kiosk_idle_guard_touch:
 * @self: a guard
 *
 * Somebody is there: ends a countdown with "warning" 0 and waits anew.
 */
void
kiosk_idle_guard_touch (KioskIdleGuard *self)
{
  gboolean was_warning;

  g_return_if_fail (KIOSK_IS_IDLE_GUARD (self));

  was_warning = self->seconds_left > 0;
  g_clear_handle_id (&self->source_id, g_source_remove);
  self->seconds_left = 0;
  if (!self->held)
    self->source_id = g_timeout_add_seconds (self->idle_seconds + self->patience, on_idle, self);
  if (was_warning)
    g_signal_emit (self, signals[SIGNAL_WARNING], 0, 0);
}

/**
 * kiosk_idle_guard_stop:
 * @self: a guard
 *
 * Nobody needs guarding: no timer runs until the next touch.
 */
void
kiosk_idle_guard_stop (KioskIdleGuard *self)
{
  g_return_if_fail (KIOSK_IS_IDLE_GUARD (self));

  g_clear_handle_id (&self->source_id, g_source_remove);
  self->seconds_left = 0;
  self->patience = 0;
  self->held = FALSE;
}

/**
 * kiosk_idle_guard_hold:
 * @self: a guard
 * @hold: %TRUE while the machine itself is at work or staff is on the way
 *
 * While held the time does not run: the citizen is not hurried by our own waiting.
 */
void
kiosk_idle_guard_hold (KioskIdleGuard *self, gboolean hold)
{
  g_return_if_fail (KIOSK_IS_IDLE_GUARD (self));

  self->held = hold;
  kiosk_idle_guard_touch (self);
}

/**
 * kiosk_idle_guard_set_patience:
 * @self: a guard
 * @seconds: how much longer than usual nobody may touch, in seconds; 0 is as usual
 *
 * Somebody has a reason to wait, such as staff on the way; a visit left behind still ends.
 */
void
kiosk_idle_guard_set_patience (KioskIdleGuard *self, guint seconds)
{
  g_return_if_fail (KIOSK_IS_IDLE_GUARD (self));

  self->patience = seconds;
  kiosk_idle_guard_touch (self);
}
