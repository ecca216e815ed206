/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "drivers/camera/camera.h"

#include "payloads.h"
#include "scene.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <string.h>

#define REPEAT_US (3 * G_USEC_PER_SEC)

/* A picture file is the camera; taking it away pulls the camera out. */
typedef struct
{
  char *folder;
  char *picture;
  char *source;
  KioskCamera *camera;
  KioskCodeReader *reader;
  GPtrArray *scans; /* (element-type KioskSecret) */
  gint64 scan_us;   /* when the last one came */
  guint n_frames;
  KioskViewfinderFrame *frame; /* the last one */
  guint n_online_changes;
  guint n_guidances;
  KioskGuidance guidance;
  gboolean stop_at_first;
} Fixture;

static GString *logged;

static void
on_scanned (KioskCodeReader *reader, KioskSecret *text, Fixture *fixture)
{
  g_ptr_array_add (fixture->scans, kiosk_secret_ref (text));
  fixture->scan_us = g_get_monotonic_time ();
  if (fixture->stop_at_first)
    kiosk_code_reader_stop (reader);
}

static void
on_frame (KioskViewfinder *viewfinder, KioskViewfinderFrame *frame, Fixture *fixture)
{
  fixture->n_frames++;
  g_clear_pointer (&fixture->frame, kiosk_viewfinder_frame_unref);
  fixture->frame = kiosk_viewfinder_frame_ref (frame);
}

static void
on_guidance (KioskViewfinder *viewfinder, KioskGuidance guidance, Fixture *fixture)
{
  fixture->n_guidances++;
  fixture->guidance = guidance;
  g_assert_cmpint (guidance, ==, kiosk_viewfinder_get_guidance (viewfinder));
}

static void
on_online_changed (KioskCodeReader *reader, Fixture *fixture)
{
  fixture->n_online_changes++;
}

static void
show (Fixture *fixture, const KioskScene *scene)
{
  g_autofree char *fresh = g_build_filename (fixture->folder, "fresh.png", NULL);
  g_autofree guint8 *greys = kiosk_scene_draw (scene);
  g_autofree guint8 *rgb = g_malloc (3 * KIOSK_SCENE_WIDTH * KIOSK_SCENE_HEIGHT);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  for (guint i = 0; i < KIOSK_SCENE_WIDTH * KIOSK_SCENE_HEIGHT; i++)
    rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = greys[i];
  pixbuf = gdk_pixbuf_new_from_data (rgb, GDK_COLORSPACE_RGB, FALSE, 8, KIOSK_SCENE_WIDTH,
                                     KIOSK_SCENE_HEIGHT, 3 * KIOSK_SCENE_WIDTH, NULL, NULL);
  g_assert_true (gdk_pixbuf_save (pixbuf, fresh, "png", NULL, "compression", "1", NULL));
  g_assert_cmpint (g_rename (fresh, fixture->picture), ==, 0);
}

static void
plug (Fixture *fixture)
{
  KioskScene scene = { .payload = KIOSK_PAYLOAD_SHORT, .noise = 3 };

  show (fixture, &scene);
}

static void
use_source (Fixture *fixture, const char *source)
{
  fixture->camera = kiosk_camera_new (source);
  fixture->reader = KIOSK_CODE_READER (fixture->camera);
  g_signal_connect (fixture->camera, "scanned", G_CALLBACK (on_scanned), fixture);
  g_signal_connect (fixture->camera, "frame", G_CALLBACK (on_frame), fixture);
  g_signal_connect (fixture->camera, "guidance", G_CALLBACK (on_guidance), fixture);
  g_signal_connect (fixture->camera, "online-changed", G_CALLBACK (on_online_changed), fixture);
}

static void
set_up_without_source (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("kiosk-camera-XXXXXX", NULL);
  fixture->picture = g_build_filename (fixture->folder, "picture.png", NULL);
  fixture->scans = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_secret_unref);
  g_string_truncate (logged, 0);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  set_up_without_source (fixture, unused);
  fixture->source
      = g_strdup_printf ("multifilesrc location=%s loop=true caps=image/png,framerate=10/1"
                         " ! pngdec ! videoconvert",
                         fixture->picture);
  use_source (fixture, fixture->source);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->camera != NULL)
    g_assert_finalize_object (fixture->camera);
  g_clear_pointer (&fixture->frame, kiosk_viewfinder_frame_unref);
  g_ptr_array_unref (fixture->scans);
  g_unlink (fixture->picture);
  g_rmdir (fixture->folder);
  g_free (fixture->source);
  g_free (fixture->picture);
  g_free (fixture->folder);
}

static gboolean
on_too_long (gpointer user_data)
{
  g_error ("Waited too long for: %s; logged: %s", (const char *) user_data, logged->str);

  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(what, condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint too_long = g_timeout_add_seconds (40, on_too_long, (gpointer) (what));                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (too_long);                                                                    \
  }                                                                                                \
  G_STMT_END

static gboolean
on_passed (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean passed = FALSE;

  g_timeout_add (ms, on_passed, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
scan (Fixture *fixture, guint i)
{
  return kiosk_secret_get_text (g_ptr_array_index (fixture->scans, i));
}

/* Must run first: afterwards GStreamer is there. */
static void
test_nothing_of_gstreamer_is_loaded_before_the_first_start (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (gst_is_initialized ());
  g_assert_false (kiosk_viewfinder_get_guidance (KIOSK_VIEWFINDER (fixture->camera)));
}

static void
test_frames_come_small_and_the_text_exact (Fixture *fixture, gconstpointer unused)
{
  const guint8 *pixels;
  gsize size;

  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("frames and the scan", fixture->n_frames >= 3 && fixture->scans->len > 0);

  g_assert_cmpstr (scan (fixture, 0), ==, KIOSK_PAYLOAD_SHORT);
  g_assert_true (kiosk_code_reader_is_online (fixture->reader));
  g_assert_cmpuint (fixture->n_online_changes, ==, 0);
  g_assert_cmpuint (fixture->frame->width, ==, 640);
  g_assert_cmpuint (fixture->frame->height, ==, 360);
  pixels = g_bytes_get_data (fixture->frame->rgba, &size);
  g_assert_cmpuint (size, ==, (gsize) fixture->frame->stride * fixture->frame->height);
  /* A dark table above, a light card on the left below, in full opacity. */
  g_assert_cmpuint (pixels[4 * 320 + fixture->frame->stride * 20 + 1], <, 130);
  g_assert_cmpuint (pixels[4 * 380 + fixture->frame->stride * 300 + 1], >, 150);
  g_assert_cmpuint (pixels[3], ==, 255);
}

static void
test_a_code_that_stays_is_read_out_once_in_three_seconds (Fixture *fixture, gconstpointer unused)
{
  gint64 first_us;

  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len == 1);
  first_us = fixture->scan_us;
  WAIT_FOR ("the scan again", fixture->scans->len == 2);

  /* What was waited for in the queue of the main loop may shorten it a little. */
  g_assert_cmpint (fixture->scan_us - first_us, >, REPEAT_US - 500 * 1000);
  g_assert_cmpuint (fixture->n_frames, >, 5);
}

static void
test_another_code_need_not_wait (Fixture *fixture, gconstpointer unused)
{
  KioskScene other = { .payload = KIOSK_PAYLOAD_LONG };
  gint64 first_us;

  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len == 1);
  first_us = fixture->scan_us;
  show (fixture, &other);
  WAIT_FOR ("the other scan", fixture->scans->len >= 2);

  g_assert_cmpstr (scan (fixture, fixture->scans->len - 1), ==, KIOSK_PAYLOAD_LONG);
  g_test_message ("after %" G_GINT64_FORMAT " ms", (fixture->scan_us - first_us) / 1000);
}

static void
test_nothing_comes_after_a_stop (Fixture *fixture, gconstpointer unused)
{
  guint n_frames;

  fixture->stop_at_first = TRUE;
  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len == 1);
  n_frames = fixture->n_frames;
  let_pass (1000);
  g_assert_cmpuint (fixture->n_frames, ==, n_frames);
  g_assert_cmpuint (fixture->scans->len, ==, 1);
  g_assert_cmpint (kiosk_viewfinder_get_guidance (KIOSK_VIEWFINDER (fixture->camera)), ==,
                   KIOSK_GUIDANCE_NONE);

  /* The next citizen's card is read at once, even if it is the same one. */
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan after the start", fixture->scans->len == 2);
  g_assert_cmpstr (scan (fixture, 1), ==, KIOSK_PAYLOAD_SHORT);
}

static void
test_many_quick_starts_and_stops_do_no_harm (Fixture *fixture, gconstpointer unused)
{
  plug (fixture);
  for (guint i = 0; i < 20; i++)
    {
      kiosk_code_reader_start (fixture->reader);
      kiosk_code_reader_start (fixture->reader);
      if (i % 3 == 0)
        let_pass (i * 10);
      kiosk_code_reader_stop (fixture->reader);
    }
  g_ptr_array_set_size (fixture->scans, 0);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len > 0);

  g_assert_cmpuint (fixture->n_online_changes, ==, 0);
}

static void
test_a_camera_pulled_out_and_plugged_in_again_reads_on (Fixture *fixture, gconstpointer unused)
{
  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len > 0);
  g_unlink (fixture->picture);
  WAIT_FOR ("the unplug", fixture->n_online_changes == 1);
  g_assert_false (kiosk_code_reader_is_online (fixture->reader));
  g_assert_cmpint (fixture->guidance, ==, KIOSK_GUIDANCE_NONE);

  g_ptr_array_set_size (fixture->scans, 0);
  plug (fixture);
  WAIT_FOR ("the replug", fixture->n_online_changes == 2);
  g_assert_true (kiosk_code_reader_is_online (fixture->reader));
  WAIT_FOR ("the scan", fixture->scans->len > 0);
  g_assert_cmpstr (scan (fixture, 0), ==, KIOSK_PAYLOAD_SHORT);
}

static const char *const bad_sources[] = {
  "nosuchelement ! jpegdec",
  "videotestsrc !",
  "videotestsrc nosuchproperty=1",
  "(",
  "",
  "audiotestsrc",
  "fakesink",
  "videotestsrc ! fakesink",
  "videotestsrc ! tee name=t ! queue ! fakesink t. ! queue",
  "videotestsrc videotestsrc",
  "videoconvert",
  "v4l2src device=/nonexistent/video0 ! image/jpeg ! jpegdec",
  "videotestsrc num-buffers=0",
};

static void
test_a_source_that_cannot_be_used_is_offline_and_says_why (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_sources); i++)
    {
      g_test_message ("%s", bad_sources[i]);
      fixture->n_online_changes = fixture->n_frames = 0;
      g_string_truncate (logged, 0);
      use_source (fixture, bad_sources[i]);
      kiosk_code_reader_start (fixture->reader);
      WAIT_FOR ("the camera to be offline", fixture->n_online_changes == 1);

      g_assert_false (kiosk_code_reader_is_online (fixture->reader));
      g_assert_cmpuint (fixture->n_frames, ==, 0);
      g_assert_nonnull (strstr (logged->str, "The camera is offline: "));
      g_assert_finalize_object (fixture->camera);
      fixture->camera = NULL;
    }
}

static void
test_a_camera_that_gives_no_pictures_is_offline (Fixture *fixture, gconstpointer unused)
{
  use_source (fixture,
              "appsrc is-live=true caps=video/x-raw,format=GRAY8,width=64,height=64,framerate=5/1");
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the camera to be offline", fixture->n_online_changes == 1);

  g_assert_nonnull (strstr (logged->str, "it gives no pictures"));
}

static void
test_a_device_that_is_not_there_is_offline_without_being_opened (Fixture *fixture,
                                                                 gconstpointer unused)
{
  g_autofree char *source
      = g_strdup_printf ("v4l2src device=%s ! image/jpeg ! jpegdec", fixture->picture);

  use_source (fixture, source);
  g_assert_false (kiosk_code_reader_is_online (fixture->reader));
  plug (fixture);
  g_assert_true (kiosk_code_reader_is_online (fixture->reader));
}

static void
test_the_citizen_is_told_what_would_help (Fixture *fixture, gconstpointer unused)
{
  KioskScene blurred = { .payload = KIOSK_PAYLOAD_LONG, .blur = 4 };
  KioskScene empty = { .payload = NULL, .noise = 3 };

  show (fixture, &empty);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the first words", fixture->guidance == KIOSK_GUIDANCE_LOOKING);
  show (fixture, &blurred);
  WAIT_FOR ("other words", fixture->guidance == KIOSK_GUIDANCE_BLURRED);
  plug (fixture);
  WAIT_FOR ("the scan", fixture->scans->len > 0);
  WAIT_FOR ("silence", fixture->guidance == KIOSK_GUIDANCE_NONE);

  g_assert_cmpuint (fixture->n_guidances, <=, 6);
}

static void
test_nothing_of_a_scan_is_logged (Fixture *fixture, gconstpointer unused)
{
  plug (fixture);
  kiosk_code_reader_start (fixture->reader);
  WAIT_FOR ("the scan", fixture->scans->len > 0);
  g_unlink (fixture->picture);
  WAIT_FOR ("the unplug", fixture->n_online_changes == 1);

  g_assert_nonnull (strstr (logged->str, "The camera is offline"));
  g_assert_null (strstr (logged->str, "0790"));
  g_assert_null (strstr (logged->str, "Nguy"));
}

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append (logged, fields[i].value);
  /* What an element of GStreamer warns of is no fault of a test, but it must not be quiet either. */
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

#define ADD(name, start, function)                                                                 \
  g_test_add ("/drivers/camera/" name, Fixture, NULL, start, function, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);

  ADD ("nothing-of-gstreamer-is-loaded-before-the-first-start", set_up,
       test_nothing_of_gstreamer_is_loaded_before_the_first_start);
  ADD ("frames-come-small-and-the-text-exact", set_up, test_frames_come_small_and_the_text_exact);
  ADD ("a-code-that-stays-is-read-out-once-in-three-seconds", set_up,
       test_a_code_that_stays_is_read_out_once_in_three_seconds);
  ADD ("another-code-need-not-wait", set_up, test_another_code_need_not_wait);
  ADD ("nothing-comes-after-a-stop", set_up, test_nothing_comes_after_a_stop);
  ADD ("many-quick-starts-and-stops-do-no-harm", set_up,
       test_many_quick_starts_and_stops_do_no_harm);
  ADD ("a-camera-pulled-out-and-plugged-in-again-reads-on", set_up,
       test_a_camera_pulled_out_and_plugged_in_again_reads_on);
  ADD ("a-source-that-cannot-be-used-is-offline-and-says-why", set_up_without_source,
       test_a_source_that_cannot_be_used_is_offline_and_says_why);
  ADD ("a-camera-that-gives-no-pictures-is-offline", set_up_without_source,
       test_a_camera_that_gives_no_pictures_is_offline);
  ADD ("a-device-that-is-not-there-is-offline-without-being-opened", set_up_without_source,
       test_a_device_that_is_not_there_is_offline_without_being_opened);
  ADD ("the-citizen-is-told-what-would-help", set_up, test_the_citizen_is_told_what_would_help);
  ADD ("nothing-of-a-scan-is-logged", set_up, test_nothing_of_a_scan_is_logged);

  result = g_test_run ();
  if (gst_is_initialized ())
    gst_deinit ();
  g_string_free (logged, TRUE);

  return result;
}
