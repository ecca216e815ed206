/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"
#include "device/viewfinder.h"

G_BEGIN_DECLS

/* The usual one, in the format that carries the most pictures a second over USB. */
#define KIOSK_CAMERA_DEFAULT_SOURCE "v4l2src device=/dev/video0 ! image/jpeg,width=1280 ! jpegdec"

#define KIOSK_TYPE_CAMERA (kiosk_camera_get_type ())
G_DECLARE_FINAL_TYPE (KioskCamera, kiosk_camera, KIOSK, CAMERA, GObject)

KioskCamera *kiosk_camera_new (const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
