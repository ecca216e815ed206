/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/camera.h"

#include "base/backoff.h"
#include "drivers/camera/camera-feed.h"
#include "failure/failure.h"

#include <unistd.h>

#define REOPEN_MIN_MS 250
#define REOPEN_MAX_MS 5000

/**
 * KioskCamera:
 *
 * A camera before which a card is held: a code reader that shows what it sees.
 *
 * Nothing of GStreamer is loaded before the first start, and the device is open only between start and
 * stop. What is read is never logged, and no picture outlives its frame.
 */
struct _KioskCamera
{
  GObject parent_instance;

  char *source; /* (owned): elements of GStreamer */
  char *device; /* (owned) (nullable): path of the device, when the source names one */

  /* state */
  gboolean started;
  gboolean lost;         /* it failed, and has given no picture since */
  gboolean told;         /* the reason for being offline has been logged */
  guint n_stops;         /* tells a handler that it was stopped meanwhile */
  KioskCameraFeed *feed; /* (owned) (nullable): the running one, or the last */
  KioskGuidance guidance;
  KioskBackoff backoff;

  /* sources */
  guint reopen_id;
};

static void kiosk_camera_code_reader_init (KioskCodeReaderInterface *iface);
static void kiosk_camera_viewfinder_init (KioskViewfinderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskCamera, kiosk_camera, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_CODE_READER,
                                                      kiosk_camera_code_reader_init)
                                   G_IMPLEMENT_INTERFACE (KIOSK_TYPE_VIEWFINDER,
                                                          kiosk_camera_viewfinder_init))

static void open_feed (KioskCamera *self);

static void
set_guidance (KioskCamera *self, KioskGuidance guidance)
{
  if (self->guidance == guidance)
    return;

  self->guidance = guidance;
  g_signal_emit_by_name (self, "guidance", guidance);
}

/* The first thing a feed gives is a picture, and only that shows that the camera works. */
static void
note_alive (KioskCamera *self)
{
  kiosk_backoff_reset (&self->backoff);
  self->told = FALSE;
  if (!self->lost)
    return;

  self->lost = FALSE;
  g_info ("The camera gives pictures again");
  g_signal_emit_by_name (self, "online-changed");
}

static void
on_frame (gpointer user_data, KioskViewfinderFrame *frame)
{
  g_autoptr (KioskCamera) self = g_object_ref (KIOSK_CAMERA (user_data));
  guint n_stops = self->n_stops;

  note_alive (self);
  if (self->n_stops == n_stops)
    g_signal_emit_by_name (self, "frame", frame);
}

static void
on_scanned (gpointer user_data, KioskSecret *text)
{
  g_autoptr (KioskCamera) self = g_object_ref (KIOSK_CAMERA (user_data));
  guint n_stops = self->n_stops;

  note_alive (self);
  if (self->n_stops == n_stops)
    g_signal_emit_by_name (self, "scanned", text);
}

static void
on_guidance (gpointer user_data, KioskGuidance guidance)
{
  g_autoptr (KioskCamera) self = g_object_ref (KIOSK_CAMERA (user_data));
  guint n_stops = self->n_stops;

  note_alive (self);
  if (self->n_stops == n_stops)
    set_guidance (self, guidance);
}

static gboolean
on_reopen (gpointer user_data)
{
  KioskCamera *self = KIOSK_CAMERA (user_data);

  self->reopen_id = 0;
  open_feed (self);

  return G_SOURCE_REMOVE;
}

static void
on_ended (gpointer user_data, const char *why)
{
  g_autoptr (KioskCamera) self = g_object_ref (KIOSK_CAMERA (user_data));
  guint n_stops = self->n_stops;
  gboolean was_lost = self->lost;

  if (!self->told)
    {
      g_message ("The camera is offline: %s", why);
      kiosk_failure_log (KIOSK_FAILURE_CAMERA_GONE, NULL, NULL);
    }
  self->told = TRUE;
  self->lost = TRUE;
  self->reopen_id = g_timeout_add (kiosk_backoff_next (&self->backoff), on_reopen, self);
  set_guidance (self, KIOSK_GUIDANCE_NONE);
  if (!was_lost && self->n_stops == n_stops)
    g_signal_emit_by_name (self, "online-changed");
}

static void
open_feed (KioskCamera *self)
{
  static const KioskCameraFeedEvents events = { on_frame, on_scanned, on_guidance, on_ended };

  self->feed = kiosk_camera_feed_start (self->source, g_steal_pointer (&self->feed), &events, self);
}

static void
kiosk_camera_start (KioskCodeReader *reader)
{
  KioskCamera *self = KIOSK_CAMERA (reader);

  if (self->started)
    return;

  self->started = TRUE;
  self->told = FALSE;
  kiosk_backoff_reset (&self->backoff);
  open_feed (self);
}

/* The last feed stays until the next start waits for it, so that nothing is waited for here. */
static void
kiosk_camera_stop (KioskCodeReader *reader)
{
  KioskCamera *self = KIOSK_CAMERA (reader);

  self->started = FALSE;
  self->n_stops++;
  self->guidance = KIOSK_GUIDANCE_NONE;
  g_clear_handle_id (&self->reopen_id, g_source_remove);
  if (self->feed != NULL)
    kiosk_camera_feed_stop (self->feed);
}

/* A camera that is not started is asked for only by its name: opening it would light its lamp. While
 * it opens it counts as there, unless it failed before. */
static gboolean
kiosk_camera_is_online (KioskCodeReader *reader)
{
  KioskCamera *self = KIOSK_CAMERA (reader);

  if (!self->started && self->device != NULL)
    return access (self->device, R_OK) == 0;

  return !self->lost;
}

static KioskGuidance
kiosk_camera_get_guidance (KioskViewfinder *viewfinder)
{
  return KIOSK_CAMERA (viewfinder)->guidance;
}

static void
kiosk_camera_code_reader_init (KioskCodeReaderInterface *iface)
{
  iface->start = kiosk_camera_start;
  iface->stop = kiosk_camera_stop;
  iface->is_online = kiosk_camera_is_online;
}

static void
kiosk_camera_viewfinder_init (KioskViewfinderInterface *iface)
{
  iface->get_guidance = kiosk_camera_get_guidance;
}

static void
kiosk_camera_finalize (GObject *object)
{
  KioskCamera *self = KIOSK_CAMERA (object);

  g_clear_handle_id (&self->reopen_id, g_source_remove);
  g_clear_pointer (&self->feed, kiosk_camera_feed_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->device, g_free);

  G_OBJECT_CLASS (kiosk_camera_parent_class)->finalize (object);
}

static void
kiosk_camera_class_init (KioskCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_camera_finalize;
}

static void
kiosk_camera_init (KioskCamera *self)
{
  kiosk_backoff_init (&self->backoff, REOPEN_MIN_MS, REOPEN_MAX_MS);
}

static char *
find_device (const char *source)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\bdevice=(/[^ !]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, source, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/**
 * kiosk_camera_new:
 * @source: (nullable): elements of GStreamer that give pictures, as gst-launch writes them, with one
 *   open end; %NULL for %KIOSK_CAMERA_DEFAULT_SOURCE
 *
 * A source that cannot be used makes a camera that stays offline and says why in the log. Finalizing
 * waits until the device has been let go.
 *
 * Returns: (transfer full): a camera that is stopped
 */
KioskCamera *
kiosk_camera_new (const char *source)
{
  KioskCamera *self = g_object_new (KIOSK_TYPE_CAMERA, NULL);

  self->source = g_strdup (source != NULL ? source : KIOSK_CAMERA_DEFAULT_SOURCE);
  self->device = find_device (self->source);

  return self;
}
