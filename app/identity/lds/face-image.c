/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/face-image.h"

G_DEFINE_QUARK (kiosk-face-image-error-quark, kiosk_face_image_error)

/**
 * kiosk_face_image_free:
 * @self: (transfer full) (nullable): a picture
 *
 * The pixels are wiped when nobody else holds them.
 */
void
kiosk_face_image_free (KioskFaceImage *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->rgb, kiosk_secret_unref);
  g_free (self);
}
