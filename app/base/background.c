/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/background.h"

#include <sys/resource.h>
#include <unistd.h>

/* Enough to step back for the interface, not to starve beside somebody else's work. */
#define NICE 10

typedef struct
{
  GThreadFunc run;
  gpointer data;
} Work;

static gpointer
run_nicely (gpointer user_data)
{
  Work work = *(Work *) user_data;

  g_free (user_data);
  /* On Linux this is of one thread, whatever POSIX says (setpriority(2), «C library/kernel
   * differences»). It never fails for less than one has. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);

  return work.run (work.data);
}

/**
 * kiosk_background_new:
 * @name: of the thread
 * @run: what is done there
 * @data: (nullable): handed to @run
 *
 * Starts a thread that steps back whenever the interface has something to do: on a machine of two
 * cores the first page waited for what nobody had asked for yet.
 *
 * Returns: (transfer full): the thread, to be joined or let go
 */
GThread *
kiosk_background_new (const char *name, GThreadFunc run, gpointer data)
{
  Work *work = g_new (Work, 1);

  *work = (Work){ run, data };

  return g_thread_new (name, run_nicely, work);
}
