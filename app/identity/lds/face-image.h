/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

/* A face that is stored is some 413 x 531. */
#define KIOSK_FACE_IMAGE_MAX_PIXELS (4u * 1024 * 1024)

#define KIOSK_FACE_IMAGE_ERROR (kiosk_face_image_error_quark ())
GQuark kiosk_face_image_error_quark (void);

/**
 * KioskFaceImageError:
 * @KIOSK_FACE_IMAGE_ERROR_FORMAT: neither JPEG nor JPEG 2000
 * @KIOSK_FACE_IMAGE_ERROR_TOO_LARGE: would take more memory or time than a face may
 * @KIOSK_FACE_IMAGE_ERROR_BROKEN: such a picture, but not a whole or a sound one
 */
typedef enum {
  KIOSK_FACE_IMAGE_ERROR_FORMAT,
  KIOSK_FACE_IMAGE_ERROR_TOO_LARGE,
  KIOSK_FACE_IMAGE_ERROR_BROKEN,
} KioskFaceImageError;

/** KioskFaceImage: pixels of a face. */
typedef struct
{
  KioskSecret *rgb; /* (owned): three bytes a pixel, rows behind each other without a gap */
  guint width;
  guint height;
} KioskFaceImage;

void kiosk_face_image_free (KioskFaceImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskFaceImage, kiosk_face_image_free)

G_END_DECLS
