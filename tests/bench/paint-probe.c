/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stops the clock when a pixel of a display takes a colour, or leaves it.
 *
 *   paint-probe start X Y RRGGBB SECONDS COMMAND...   ms from fork to the pixel having that colour
 *   paint-probe click N AX AY BX BY PX PY             N times: press and release at A, wait for the
 *                                                     pixel P to change, then at B, and back again
 *
 * The rule is the same for every program measured: what a person would see on the glass. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_MS 250
#define LIMIT_MS 30000
#define TOLERANCE 8

typedef struct
{
  Display *display;
  Window root;
  Damage damage;
  int damage_event;
} Probe;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static unsigned long
get_pixel (Probe *probe, int x, int y)
{
  XImage *image = XGetImage (probe->display, probe->root, x, y, 1, 1, AllPlanes, ZPixmap);
  unsigned long pixel = 0;

  if (image == NULL)
    return 0;
  pixel = XGetPixel (image, 0, 0) & 0xffffff;
  XDestroyImage (image);

  return pixel;
}

static int
wait_for_damage (Probe *probe, int limit_ms)
{
  struct pollfd fd = { ConnectionNumber (probe->display), POLLIN, 0 };
  int damaged = 0;

  if (XPending (probe->display) == 0 && poll (&fd, 1, limit_ms) <= 0)
    return 0;
  while (XPending (probe->display) > 0)
    {
      XEvent event;

      XNextEvent (probe->display, &event);
      damaged |= event.type == probe->damage_event;
    }
  if (damaged)
    XDamageSubtract (probe->display, probe->damage, None, None);

  return 1;
}

/* A gradient may stand where another program paints one flat colour. */
static int
is_near (unsigned long a, unsigned long b)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (labs ((long) ((a >> shift) & 0xff) - (long) ((b >> shift) & 0xff)) > TOLERANCE)
      return 0;

  return 1;
}

/* Waits until the pixel is (equal) or is no longer (!equal) @colour; -1 when it never is. */
static double
wait_for_pixel (Probe *probe, int x, int y, unsigned long colour, int equal, double start)
{
  while (now_ms () - start < LIMIT_MS)
    {
      if (is_near (get_pixel (probe, x, y), colour) == equal)
        return now_ms () - start;
      wait_for_damage (probe, 20);
    }

  return -1;
}

static int
open_probe (Probe *probe)
{
  int event_base, error_base;

  probe->display = XOpenDisplay (NULL);
  if (probe->display == NULL || !XDamageQueryExtension (probe->display, &event_base, &error_base))
    {
      fprintf (stderr, "paint-probe: no display with the DAMAGE extension\n");
      return 0;
    }
  probe->root = DefaultRootWindow (probe->display);
  probe->damage_event = event_base + XDamageNotify;
  probe->damage = XDamageCreate (probe->display, probe->root, XDamageReportNonEmpty);

  return 1;
}

static int
measure_start (Probe *probe, char *argv[])
{
  int x = (int) strtol (argv[2], NULL, 10);
  int y = (int) strtol (argv[3], NULL, 10);
  unsigned long colour = strtoul (argv[4], NULL, 16);
  double start, took;
  pid_t child;

  start = now_ms ();
  child = fork ();
  if (child == 0)
    {
      setpgid (0, 0);
      execvp (argv[6], argv + 6);
      _exit (127);
    }

  took = wait_for_pixel (probe, x, y, colour, 1, start);
  printf ("%.2f\n", took);
  kill (-child, SIGTERM);
  for (int i = 0; i < 200 && waitpid (child, NULL, WNOHANG) == 0; i++)
    usleep (10000);
  kill (-child, SIGKILL);
  waitpid (child, NULL, 0);

  return took < 0;
}

static double
click_and_wait (Probe *probe, int x, int y, int px, int py)
{
  unsigned long before;
  double start;

  XTestFakeMotionEvent (probe->display, -1, x, y, 0);
  XSync (probe->display, False);
  usleep (PAUSE_MS * 1000);
  while (XPending (probe->display) > 0)
    wait_for_damage (probe, 0);

  before = get_pixel (probe, px, py);
  start = now_ms ();
  XTestFakeButtonEvent (probe->display, 1, True, 0);
  XTestFakeButtonEvent (probe->display, 1, False, 0);
  XFlush (probe->display);

  return wait_for_pixel (probe, px, py, before, 0, start);
}

static int
measure_clicks (Probe *probe, char *argv[])
{
  int n = (int) strtol (argv[2], NULL, 10);
  int at[6];

  for (int i = 0; i < 6; i++)
    at[i] = (int) strtol (argv[3 + i], NULL, 10);
  for (int i = 0; i < n; i++)
    for (int side = 0; side < 2; side++)
      {
        double took = click_and_wait (probe, at[side * 2], at[side * 2 + 1], at[4], at[5]);

        if (took < 0)
          return 1;
        printf ("%.2f\n", took);
      }

  return 0;
}

int
main (int argc, char *argv[])
{
  Probe probe = { 0 };

  if (argc >= 7 && strcmp (argv[1], "start") == 0)
    return !open_probe (&probe) || measure_start (&probe, argv);
  if (argc == 9 && strcmp (argv[1], "click") == 0)
    return !open_probe (&probe) || measure_clicks (&probe, argv);

  fprintf (stderr, "paint-probe start X Y RRGGBB SECONDS COMMAND... | click N AX AY BX BY PX PY\n");
  return 2;
}
