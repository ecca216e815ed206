/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/sodium-start.h"

#include <sodium.h>

/**
 * kiosk_sodium_start:
 *
 * Lets libsodium choose its implementations before the first use, once, from any thread.
 *
 * Every file of this folder that calls libsodium begins with it, so that no program has to
 * remember to.
 */
void
kiosk_sodium_start (void)
{
  static gsize started = 0;

  if (!g_once_init_enter (&started))
    return;

  /* It can only fail when the kernel gives no random numbers at all, and then it waits or the
   * first randombytes_buf ends the process: there is no answer that would be safe. */
  if (sodium_init () < 0)
    g_critical ("libsodium could not start: the kernel gives no random numbers");
  g_once_init_leave (&started, 1);
}
