/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much of a core the camera's frames take: "with MS" and "without MS" for each frame of 1280 x 720 that has a
 * code or none, and "preview FPS CORES" of the whole driver over five seconds of a camera of 30 frames
 * a second. */

#include "drivers/camera/camera.h"
#include "drivers/camera/guide.h"

#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define ROUNDS 60
#define PREVIEW_SECONDS 5
#define PAYLOAD "079090123456|023456789|NGUYEN THI ANH|01021990|NU|AP DONG, XA AN BINH|31122021"
#define SOURCE                                                                                     \
  "videotestsrc is-live=true pattern=ball ! "                                                      \
  "video/x-raw,format=I420,width=1280,height=720,framerate=30/1"

static const KioskScene with[] = {
  { .payload = PAYLOAD, .noise = 3 },
  { .payload = PAYLOAD, .side_px = 240, .degrees = 20, .noise = 5, .blur = 0.6 },
  { .payload = PAYLOAD, .tilt_x = 0.2, .shade = 0.4, .noise = 3 },
};

static const KioskScene without[] = {
  { .payload = NULL, .noise = 3 },
  { .payload = NULL, .noise = 8, .shade = 0.6 },
  { .payload = PAYLOAD, .side_px = 48, .noise = 3 }, /* too small */
  { .payload = PAYLOAD, .blur = 5, .noise = 3 },
};

/* Of this thread, so that what else the machine does is not measured. */
static double
own_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
time_scene (const char *name, const KioskScene *scene)
{
  g_autofree guint8 *picture = kiosk_scene_draw (scene);
  KioskGreyImage image = { picture, KIOSK_SCENE_WIDTH, KIOSK_SCENE_HEIGHT, KIOSK_SCENE_WIDTH };
  KioskGuide guide = { 0 };

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = own_ms ();
      KioskSecret *text = kiosk_guide_look (&guide, &image);

      printf ("%s %.3f\n", name, own_ms () - start);
      if ((text != NULL) != g_str_equal (name, "with"))
        fprintf (stderr, "frame %u of a scene %s a code was taken for the other\n", i, name);
      g_clear_pointer (&text, kiosk_secret_unref);
    }
}

static double
cpu_seconds (void)
{
  struct rusage used;

  getrusage (RUSAGE_SELF, &used);

  return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec)
         + (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void
on_frame (KioskViewfinder *viewfinder, KioskViewfinderFrame *frame, guint *n_frames)
{
  ++*n_frames;
}

static gboolean
on_time (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
time_preview (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (KioskCamera) camera = kiosk_camera_new (SOURCE);
  guint n_frames = 0;
  double cpu;
  gint64 start;

  g_signal_connect (camera, "frame", G_CALLBACK (on_frame), &n_frames);
  kiosk_code_reader_start (KIOSK_CODE_READER (camera));
  while (n_frames == 0 && kiosk_code_reader_is_online (KIOSK_CODE_READER (camera)))
    g_main_context_iteration (NULL, TRUE);
  if (n_frames == 0)
    return FALSE;

  n_frames = 0;
  cpu = cpu_seconds ();
  start = g_get_monotonic_time ();
  g_timeout_add_seconds (PREVIEW_SECONDS, on_time, loop);
  g_main_loop_run (loop);
  cpu = cpu_seconds () - cpu;
  kiosk_code_reader_stop (KIOSK_CODE_READER (camera));
  printf ("preview %.2f %.3f\n", n_frames * 1e6 / (double) (g_get_monotonic_time () - start),
          cpu * 1e6 / (double) (g_get_monotonic_time () - start));

  return TRUE;
}

int
main (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (with); i++)
    time_scene ("with", &with[i]);
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    time_scene ("without", &without[i]);

  return time_preview () ? EXIT_SUCCESS : EXIT_FAILURE;
}
