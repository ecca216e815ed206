/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/clock.h"

#include <time.h>

#define HANOI_OFFSET_S (7 * 60 * 60)

/**
 * KioskClock:
 *
 * What time it is: the machine's clock, or one that a test moves.
 *
 * Whoever needs the time is given a clock, so that a deadline or a time-out can be tested without
 * waiting for it.
 */
struct _KioskClock
{
  GObject parent_instance;

  /* owned */
  GTimeZone *zone; /* Viet Nam, whatever the machine's own zone is */
  char *boot_id;

  /* state of a fake clock */
  gboolean fake;
  gint64 real_us;
  gint64 monotonic_us;
};

G_DEFINE_FINAL_TYPE (KioskClock, kiosk_clock, G_TYPE_OBJECT)

static char *
read_boot_id (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
    return g_strdup ("");

  return g_strdup (g_strstrip (text));
}

static void
kiosk_clock_finalize (GObject *object)
{
  KioskClock *self = KIOSK_CLOCK (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->boot_id, g_free);

  G_OBJECT_CLASS (kiosk_clock_parent_class)->finalize (object);
}

static void
kiosk_clock_class_init (KioskClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kiosk_clock_finalize;
}

static void
kiosk_clock_init (KioskClock *self)
{
  self->zone = g_time_zone_new_identifier ("Asia/Ho_Chi_Minh");
  if (self->zone == NULL)
    self->zone = g_time_zone_new_offset (HANOI_OFFSET_S);
}

/**
 * kiosk_clock_new:
 *
 * Returns: (transfer full): the machine's clock
 */
KioskClock *
kiosk_clock_new (void)
{
  KioskClock *self = g_object_new (KIOSK_TYPE_CLOCK, NULL);

  self->boot_id = read_boot_id ();

  return self;
}

/**
 * kiosk_clock_new_fake:
 * @real_time_us: microseconds since 1970 UTC at which it stands
 *
 * Returns: (transfer full): a clock that moves only when told to
 */
KioskClock *
kiosk_clock_new_fake (gint64 real_time_us)
{
  KioskClock *self = g_object_new (KIOSK_TYPE_CLOCK, NULL);

  self->fake = TRUE;
  self->real_us = real_time_us;
  self->monotonic_us = G_USEC_PER_SEC;
  self->boot_id = g_strdup ("00000000-0000-4000-8000-000000000000");

  return self;
}

/**
 * kiosk_clock_advance:
 * @self: a fake clock
 * @by_us: microseconds that pass, not negative
 */
void
kiosk_clock_advance (KioskClock *self, gint64 by_us)
{
  g_return_if_fail (KIOSK_IS_CLOCK (self) && self->fake);
  g_return_if_fail (by_us >= 0);

  self->real_us += by_us;
  self->monotonic_us += by_us;
}

/**
 * kiosk_clock_jump:
 * @self: a fake clock
 * @by_us: how far somebody sets the time of day, forwards or backwards
 *
 * The monotonic time does not move: no time passes.
 */
void
kiosk_clock_jump (KioskClock *self, gint64 by_us)
{
  g_return_if_fail (KIOSK_IS_CLOCK (self) && self->fake);

  self->real_us += by_us;
}

/**
 * kiosk_clock_get_real:
 * @self: a clock
 *
 * Returns: microseconds since 1970 UTC; may jump
 */
gint64
kiosk_clock_get_real (KioskClock *self)
{
  g_return_val_if_fail (KIOSK_IS_CLOCK (self), 0);

  return self->fake ? self->real_us : g_get_real_time ();
}

/**
 * kiosk_clock_get_monotonic:
 * @self: a clock
 *
 * Returns: microseconds since the machine started, time asleep included; never goes back within
 * one boot
 */
gint64
kiosk_clock_get_monotonic (KioskClock *self)
{
  struct timespec now;

  g_return_val_if_fail (KIOSK_IS_CLOCK (self), 0);

  if (self->fake)
    return self->monotonic_us;
  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time ();

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * kiosk_clock_get_boot_id:
 * @self: a clock
 *
 * Monotonic times can be compared only under one boot id.
 *
 * Returns: (transfer none): the kernel's UUID of this boot, empty when it gives none
 */
const char *
kiosk_clock_get_boot_id (KioskClock *self)
{
  g_return_val_if_fail (KIOSK_IS_CLOCK (self), NULL);

  return self->boot_id;
}

/**
 * kiosk_clock_now:
 * @self: a clock
 *
 * Returns: (transfer full): the time in Viet Nam, which is what offices and papers go by, whatever
 * TZ says
 */
GDateTime *
kiosk_clock_now (KioskClock *self)
{
  gint64 us;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) whole = NULL;

  g_return_val_if_fail (KIOSK_IS_CLOCK (self), NULL);

  us = kiosk_clock_get_real (self);
  utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0);
  whole = g_date_time_add (utc, us % G_USEC_PER_SEC);

  return g_date_time_to_timezone (whole, self->zone);
}

/**
 * kiosk_clock_now_rfc3339:
 * @self: a clock
 *
 * Returns: (transfer full): the time in Viet Nam to the second, such as 2026-11-25T09:41:07+07:00
 */
char *
kiosk_clock_now_rfc3339 (KioskClock *self)
{
  g_autoptr (GDateTime) now = kiosk_clock_now (self);

  g_return_val_if_fail (now != NULL, NULL);

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
}
