/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/viewfinder.h"
#include "base/secret.h"

G_BEGIN_DECLS

/** KioskCameraFeedEvents: what a feed says, always on the main context it was started on. */
typedef struct {
  void (*frame)    (gpointer user_data, KioskViewfinderFrame *frame);
  void (*scanned)  (gpointer user_data, KioskSecret *text);
  void (*guidance) (gpointer user_data, KioskGuidance guidance);
  void (*ended)    (gpointer user_data, const char *why); /* for the log; nothing follows */
} KioskCameraFeedEvents;

/** KioskCameraFeed: one run of a camera, from opening the device to letting it go, in threads of its own. */
typedef struct _KioskCameraFeed KioskCameraFeed;

KioskCameraFeed *kiosk_camera_feed_start (const char *source, KioskCameraFeed *previous, const KioskCameraFeedEvents *events, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void             kiosk_camera_feed_stop  (KioskCameraFeed *self);
void             kiosk_camera_feed_free  (KioskCameraFeed *self);

G_END_DECLS
