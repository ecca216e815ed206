/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/background.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

static gpointer
tell_nice (gpointer data)
{
  return GINT_TO_POINTER (getpriority (PRIO_PROCESS, (id_t) gettid ()) + GPOINTER_TO_INT (data));
}

static void
test_the_thread_steps_back_and_nobody_else (void)
{
  int before = getpriority (PRIO_PROCESS, (id_t) gettid ());
  GThread *thread = kiosk_background_new ("test", tell_nice, GINT_TO_POINTER (100));

  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, 100 + MAX (before, 10));
  g_assert_cmpint (getpriority (PRIO_PROCESS, (id_t) gettid ()), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/background/the-thread-steps-back-and-nobody-else",
                   test_the_thread_steps_back_and_nobody_else);

  return g_test_run ();
}
