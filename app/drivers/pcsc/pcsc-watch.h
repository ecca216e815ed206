/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskPcscWatch:
 *
 * A thread that waits for what the service tells. Reference-counted: the thread holds a reference of
 * its own, so that nobody has to wait for it to end.
 */
typedef struct _KioskPcscWatch KioskPcscWatch;

/** KioskPcscNews: called in the thread, with what is known now. */
typedef void (*KioskPcscNews) (gboolean connected, GPtrArray *slots, gpointer user_data);

KioskPcscWatch *kiosk_pcsc_watch_start (KioskPcscNews news, gpointer user_data, GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_pcsc_watch_stop  (KioskPcscWatch *self);

G_END_DECLS
