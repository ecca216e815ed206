/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>
#include <gst/video/video.h>

G_BEGIN_DECLS

#define KIOSK_PIPELINE_ERROR (kiosk_pipeline_error_quark ())
GQuark kiosk_pipeline_error_quark (void);

/**
 * KioskPipelineError:
 * @KIOSK_PIPELINE_ERROR_SOURCE: the source of the configuration cannot be used; mend it
 * @KIOSK_PIPELINE_ERROR_GSTREAMER: GStreamer or one of its plugins is missing; install it
 */
typedef enum { KIOSK_PIPELINE_ERROR_SOURCE, KIOSK_PIPELINE_ERROR_GSTREAMER } KioskPipelineError;

/** KioskPipelineSink: takes one picture, lent for the call, on a thread of the pipeline. */
typedef void (*KioskPipelineSink) (gpointer user_data, const GstVideoFrame *picture);

/** KioskPipelineSinks: where the pictures go. */
typedef struct {
  KioskPipelineSink view; /* small and in colour (RGBA) */
  KioskPipelineSink look; /* as large as they come, in greys */
  gpointer          user_data;
} KioskPipelineSinks;

GstElement *kiosk_pipeline_new (const char *source, const KioskPipelineSinks *sinks, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
