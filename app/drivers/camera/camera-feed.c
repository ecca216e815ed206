/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/camera-feed.h"

#include "drivers/camera/guide.h"
#include "drivers/camera/pipeline.h"

#include <gst/video/video.h>

#include <string.h>

/* A code that stays in sight is not read out again and again. */
#define REPEAT_US (3 * G_USEC_PER_SEC)
/* A device that gives no picture for so long is gone, whatever it says. */
#define SILENCE_US (5 * G_USEC_PER_SEC)
#define LOOK_ROUND_MS 1000

/**
 * KioskCameraFeed:
 *
 * One run of a camera. Opening a camera, and even loading what is needed for it, can take seconds, and
 * closing one can too; so a thread of the feed's own does it, and the main loop only hears events.
 *
 * The threads of the pipeline read and shrink the frames. What they found goes to the main context as
 * events; after kiosk_camera_feed_stop() those that are still under way are dropped there.
 */
struct _KioskCameraFeed
{
  gatomicrefcount ref_count;

  /* unchanging */
  char *source;              /* (owned) */
  KioskCameraFeed *previous; /* (owned) (nullable): lets the device go before it is opened again */
  GMainContext *context;     /* (owned) */
  KioskCameraFeedEvents events; /* called on the main context only */
  gpointer user_data;
  GThread *thread; /* (owned) (nullable): of the main context */

  /* of the main context */
  gboolean muted;

  /* shared */
  GMutex lock;
  gboolean stopping; /* under lock */
  GstBus *bus;       /* (owned) (nullable) under lock */
  gint n_under_way;  /* atomic: frames that the main context has not seen yet */
  gint n_looked;     /* atomic: how many frames there were, at least */

  /* of the thread that reads */
  KioskGuide guide;
  KioskSecret *last; /* (owned) (nullable): what was read in the last seconds */
  gint64 last_us;
};

typedef enum
{
  EVENT_FRAME,
  EVENT_SCANNED,
  EVENT_GUIDANCE,
  EVENT_ENDED
} EventKind;

typedef struct
{
  KioskCameraFeed *feed; /* (owned) */
  EventKind kind;
  KioskViewfinderFrame *frame; /* (owned) (nullable) */
  KioskSecret *text;           /* (owned) (nullable) */
  char *why;                   /* (owned) (nullable) */
  KioskGuidance guidance;
} Event;

static void
release (KioskCameraFeed *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->last, kiosk_secret_unref);
  g_clear_object (&self->bus);
  g_mutex_clear (&self->lock);
  g_main_context_unref (self->context);
  g_free (self->source);
  g_free (self);
}

static void
free_event (gpointer data)
{
  Event *event = data;

  if (event->kind == EVENT_FRAME)
    g_atomic_int_set (&event->feed->n_under_way, 0);
  g_clear_pointer (&event->frame, kiosk_viewfinder_frame_unref);
  g_clear_pointer (&event->text, kiosk_secret_unref);
  g_free (event->why);
  release (event->feed);
  g_free (event);
}

static gboolean
on_event (gpointer data)
{
  Event *event = data;
  KioskCameraFeed *self = event->feed;

  if (self->muted)
    return G_SOURCE_REMOVE;
  switch (event->kind)
    {
    case EVENT_FRAME:
      self->events.frame (self->user_data, event->frame);
      break;
    case EVENT_SCANNED:
      self->events.scanned (self->user_data, event->text);
      break;
    case EVENT_GUIDANCE:
      self->events.guidance (self->user_data, event->guidance);
      break;
    case EVENT_ENDED:
    default:
      self->events.ended (self->user_data, event->why);
      break;
    }

  return G_SOURCE_REMOVE;
}

static Event *
event_new (KioskCameraFeed *self, EventKind kind)
{
  Event *event = g_new0 (Event, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  event->feed = self;
  event->kind = kind;

  return event;
}

/* Not g_main_context_invoke(), which would call from this thread while nobody runs the context. */
static void
post (Event *event)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_event, event, free_event);
  g_source_attach (source, event->feed->context);
  g_source_unref (source);
}

static KioskViewfinderFrame *
copy_frame (const GstVideoFrame *picture)
{
  guint width = (guint) GST_VIDEO_FRAME_WIDTH (picture);
  guint height = (guint) GST_VIDEO_FRAME_HEIGHT (picture);
  gsize row = (gsize) width * 4;
  gsize stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (picture, 0);
  const guint8 *pixels = GST_VIDEO_FRAME_PLANE_DATA (picture, 0);
  guint8 *copy = g_malloc (row * height);

  for (guint y = 0; y < height; y++)
    memcpy (copy + y * row, pixels + y * stride, row);

  return kiosk_viewfinder_frame_new (copy, width, height);
}

/* On a thread of the pipeline. A main loop that is busy gets the next frame, not a queue of them. */
static void
on_view (gpointer user_data, const GstVideoFrame *picture)
{
  KioskCameraFeed *self = user_data;
  Event *event;

  if (!g_atomic_int_compare_and_exchange (&self->n_under_way, 0, 1))
    return;
  event = event_new (self, EVENT_FRAME);
  event->frame = copy_frame (picture);
  post (event);
}

static gboolean
is_repeated (KioskCameraFeed *self, KioskSecret *text, gint64 now)
{
  gsize length, last_length;
  const void *bytes = kiosk_secret_get_data (text, &length);
  const void *last_bytes;

  if (self->last == NULL)
    return FALSE;
  last_bytes = kiosk_secret_get_data (self->last, &last_length);

  return now - self->last_us < REPEAT_US && length == last_length
         && memcmp (bytes, last_bytes, length) == 0;
}

static void
take_text (KioskCameraFeed *self, KioskSecret *text)
{
  gint64 now = g_get_monotonic_time ();
  Event *event;

  if (is_repeated (self, text, now))
    return;
  g_clear_pointer (&self->last, kiosk_secret_unref);
  self->last = kiosk_secret_ref (text);
  self->last_us = now;
  event = event_new (self, EVENT_SCANNED);
  event->text = kiosk_secret_ref (text);
  post (event);
}

/* On the other thread of the pipeline, which may be slower than the camera: frames are dropped for it. */
static void
on_look (gpointer user_data, const GstVideoFrame *picture)
{
  KioskCameraFeed *self = user_data;
  KioskGreyImage image
      = { GST_VIDEO_FRAME_PLANE_DATA (picture, 0), (guint) GST_VIDEO_FRAME_WIDTH (picture),
          (guint) GST_VIDEO_FRAME_HEIGHT (picture),
          (guint) GST_VIDEO_FRAME_PLANE_STRIDE (picture, 0) };
  KioskGuidance before = self->guide.shown;
  gboolean first = self->guide.n_frames == 0;
  g_autoptr (KioskSecret) text = kiosk_guide_look (&self->guide, &image);

  g_atomic_int_inc (&self->n_looked);
  if (first || self->guide.shown != before)
    {
      Event *event = event_new (self, EVENT_GUIDANCE);

      event->guidance = self->guide.shown;
      post (event);
    }
  if (text != NULL)
    take_text (self, text);
}

/* Returns: whether the feed may go on with @bus, which kiosk_camera_feed_stop() then rings. */
static gboolean
offer_bus (KioskCameraFeed *self, GstBus *bus)
{
  gboolean go_on;

  g_mutex_lock (&self->lock);
  go_on = !self->stopping;
  if (go_on)
    self->bus = gst_object_ref (bus);
  g_mutex_unlock (&self->lock);

  return go_on;
}

static gboolean
is_stopping (KioskCameraFeed *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);

  return stopping;
}

static char *
tell_message (GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return g_strdup ("it gives no more pictures");
  gst_message_parse_error (message, &error, NULL);

  return g_strdup (error->message);
}

/* Returns: (transfer full): why it ended; asked to stop is a reason too */
static char *
watch (KioskCameraFeed *self, GstBus *bus)
{
  gint n_before = 0;
  gint64 last_us = g_get_monotonic_time ();

  while (!is_stopping (self))
    {
      GstMessage *message = gst_bus_timed_pop_filtered (bus, LOOK_ROUND_MS * GST_MSECOND,
                                                        GST_MESSAGE_ERROR | GST_MESSAGE_EOS
                                                            | GST_MESSAGE_APPLICATION);
      gint n_now = g_atomic_int_get (&self->n_looked);

      if (message != NULL && GST_MESSAGE_TYPE (message) != GST_MESSAGE_APPLICATION)
        {
          char *why = tell_message (message);

          gst_message_unref (message);
          return why;
        }
      g_clear_pointer (&message, gst_message_unref);
      if (n_now != n_before)
        last_us = g_get_monotonic_time ();
      else if (g_get_monotonic_time () - last_us > SILENCE_US)
        return g_strdup ("it gives no pictures");
      n_before = n_now;
    }

  return g_strdup ("it is stopped");
}

static char *
run_pipeline (KioskCameraFeed *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstBus) bus = NULL;
  KioskPipelineSinks sinks = { on_view, on_look, self };
  char *why = NULL;

  pipeline = kiosk_pipeline_new (self->source, &sinks, &error);
  if (pipeline == NULL)
    return g_strdup (error->message);

  bus = gst_element_get_bus (pipeline);
  if (offer_bus (self, bus))
    {
      /* What it failed of stands on the bus. */
      gst_element_set_state (pipeline, GST_STATE_PLAYING);
      why = watch (self, bus);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_bus_set_flushing (bus, TRUE);

  return why != NULL ? why : g_strdup ("it is stopped");
}

static void
join (KioskCameraFeed *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  release (self);
}

static gpointer
run (gpointer data)
{
  KioskCameraFeed *self = data;
  Event *event;

  g_clear_pointer (&self->previous, join);
  event = event_new (self, EVENT_ENDED);
  event->why = run_pipeline (self);
  g_clear_pointer (&self->last, kiosk_secret_unref);
  memset (&self->guide, 0, sizeof self->guide);
  post (event);
  release (self);

  return NULL;
}

/**
 * kiosk_camera_feed_stop:
 * @self: a feed
 *
 * No event comes after this. The device is let go soon afterwards, without being waited for here.
 */
void
kiosk_camera_feed_stop (KioskCameraFeed *self)
{
  self->muted = TRUE;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  if (self->bus != NULL)
    gst_bus_post (self->bus, gst_message_new_application (NULL, gst_structure_new_empty ("stop")));
  g_mutex_unlock (&self->lock);
}

/**
 * kiosk_camera_feed_start:
 * @source: elements of GStreamer that give pictures, as gst-launch writes them
 * @previous: (transfer full) (nullable): a feed of the same device; it is stopped, and waited for in
 *   the new one's thread, because a camera serves one at a time
 * @events: whom to tell
 * @user_data: for @events; must stay until kiosk_camera_feed_stop()
 *
 * Does not wait for anything. Events come on the thread-default main context of the caller.
 *
 * Returns: (transfer full): a feed
 */
KioskCameraFeed *
kiosk_camera_feed_start (const char *source, KioskCameraFeed *previous,
                         const KioskCameraFeedEvents *events, gpointer user_data)
{
  KioskCameraFeed *self = g_new0 (KioskCameraFeed, 1);

  if (previous != NULL)
    kiosk_camera_feed_stop (previous);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->source = g_strdup (source);
  self->previous = previous;
  self->context = g_main_context_ref_thread_default ();
  self->events = *events;
  self->user_data = user_data;
  g_atomic_ref_count_inc (&self->ref_count);
  self->thread = g_thread_new ("camera", run, self);

  return self;
}

/**
 * kiosk_camera_feed_free:
 * @self: (transfer full): a feed
 *
 * Stops it and waits until the device has been let go.
 */
void
kiosk_camera_feed_free (KioskCameraFeed *self)
{
  kiosk_camera_feed_stop (self);
  join (self);
}
