/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/pipeline.h"

#include <gst/app/gstappsink.h>

/* No side of the viewfinder has more pixels: they are all painted by the processor. */
#define VIEW_WIDTH 640
#define VIEW_HEIGHT 360

/* clocksync gives the frames of a file the pace of a camera; without it they would race through the
 * leaky queues and most would be lost. A camera's own are on time already. */
#define TAIL                                                                                       \
  "clocksync name=in ! tee name=t "                                                                \
  "t. ! queue max-size-buffers=1 max-size-bytes=0 max-size-time=0 leaky=downstream"                \
  " ! videoscale ! videoconvert ! appsink name=view sync=false max-buffers=1 drop=true "           \
  "t. ! queue max-size-buffers=1 max-size-bytes=0 max-size-time=0 leaky=downstream"                \
  " ! videoconvert ! appsink name=look sync=false max-buffers=1 drop=true"

typedef struct
{
  KioskPipelineSink take;
  gpointer user_data;
} Taker;

G_DEFINE_QUARK (kiosk-pipeline-error-quark, kiosk_pipeline_error)

static GstFlowReturn
on_sample (GstAppSink *sink, gpointer user_data)
{
  Taker *taker = user_data;
  GstSample *sample = gst_app_sink_pull_sample (sink);
  GstVideoInfo info;
  GstVideoFrame picture;

  if (sample == NULL)
    return GST_FLOW_EOS;
  if (gst_sample_get_buffer (sample) != NULL && gst_sample_get_caps (sample) != NULL
      && gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      && gst_video_frame_map (&picture, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      taker->take (taker->user_data, &picture);
      gst_video_frame_unmap (&picture);
    }
  gst_sample_unref (sample);

  return GST_FLOW_OK;
}

static void
set_sink (GstBin *tail, const char *name, GstCaps *caps, KioskPipelineSink take, gpointer user_data)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (tail, name);
  GstAppSinkCallbacks callbacks = { .new_sample = on_sample };
  Taker *taker = g_new (Taker, 1);

  *taker = (Taker){ take, user_data };
  gst_app_sink_set_caps (GST_APP_SINK (sink), caps);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, taker, g_free);
  gst_caps_unref (caps);
}

/* The shape of the picture is kept: scaling chooses within the ranges. */
static GstCaps *
make_view_caps (void)
{
  return gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGBA", "width",
                              GST_TYPE_INT_RANGE, 1, VIEW_WIDTH, "height", GST_TYPE_INT_RANGE, 1,
                              VIEW_HEIGHT, "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
}

static GstElement *
make_tail (const KioskPipelineSinks *sinks, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GstElement *tail = gst_parse_bin_from_description_full (
      TAIL, FALSE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &local_error);
  GstElement *in;
  GstPad *pad;

  if (tail == NULL)
    {
      g_set_error (error, KIOSK_PIPELINE_ERROR, KIOSK_PIPELINE_ERROR_GSTREAMER,
                   "GStreamer is not complete: %s", local_error->message);
      return NULL;
    }

  in = gst_bin_get_by_name (GST_BIN (tail), "in");
  pad = gst_element_get_static_pad (in, "sink");
  gst_element_add_pad (tail, gst_ghost_pad_new ("sink", pad));
  gst_object_unref (pad);
  gst_object_unref (in);
  set_sink (GST_BIN (tail), "view", make_view_caps (), sinks->view, sinks->user_data);
  set_sink (GST_BIN (tail), "look",
            gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "GRAY8", NULL),
            sinks->look, sinks->user_data);

  return tail;
}

/* The pictures are of identity cards: a source that sends them anywhere else is refused. The element at
 * the end lets a source end in a format, as one writes it by hand. */
static GstElement *
make_head (const char *source, GError **error)
{
  g_autofree char *description = g_strconcat (source, " ! identity silent=true", NULL);
  g_autoptr (GError) local_error = NULL;
  GstElement *head = gst_parse_bin_from_description_full (
      description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &local_error);
  GstPad *pad;

  if (head == NULL)
    {
      g_set_error (error, KIOSK_PIPELINE_ERROR, KIOSK_PIPELINE_ERROR_SOURCE,
                   "its source cannot be used: %s", local_error->message);
      return NULL;
    }
  gst_object_ref_sink (head);
  pad = gst_element_get_static_pad (head, "src");
  if (pad == NULL || head->numsinkpads > 0 || head->numsrcpads != 1
      || GST_OBJECT_FLAG_IS_SET (head, GST_ELEMENT_FLAG_SINK))
    {
      g_set_error_literal (error, KIOSK_PIPELINE_ERROR, KIOSK_PIPELINE_ERROR_SOURCE,
                           "its source must be one chain of elements with an open end");
      gst_clear_object (&head);
    }
  gst_clear_object (&pad);

  return head;
}

/**
 * kiosk_pipeline_new:
 * @source: elements that give pictures, as gst-launch writes them, with one open end
 * @sinks: where the pictures go
 * @error: a #KioskPipelineError
 *
 * Loads GStreamer when it is the first; that can take seconds, so not on the main loop.
 *
 * Returns: (transfer full): a pipeline that does not run yet, or %NULL with @error set
 */
GstElement *
kiosk_pipeline_new (const char *source, const KioskPipelineSinks *sinks, GError **error)
{
  g_autoptr (GstElement) head = NULL;
  g_autoptr (GError) local_error = NULL;
  GstElement *pipeline, *tail;

  g_return_val_if_fail (source != NULL && sinks != NULL, NULL);

  if (!gst_init_check (NULL, NULL, &local_error))
    {
      g_set_error (error, KIOSK_PIPELINE_ERROR, KIOSK_PIPELINE_ERROR_GSTREAMER,
                   "GStreamer does not start: %s",
                   local_error != NULL ? local_error->message : "no reason given");
      return NULL;
    }
  head = make_head (source, error);
  if (head == NULL)
    return NULL;
  tail = make_tail (sinks, error);
  if (tail == NULL)
    return NULL;

  pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (pipeline), GST_ELEMENT (gst_object_ref (head)), tail, NULL);
  if (!gst_element_link (head, tail))
    {
      g_set_error_literal (error, KIOSK_PIPELINE_ERROR, KIOSK_PIPELINE_ERROR_SOURCE,
                           "its source gives no raw video");
      gst_clear_object (&pipeline);
    }

  return pipeline;
}
