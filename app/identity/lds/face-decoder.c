/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/face-decoder.h"

#include "identity/lds/codestream.h"
#include "identity/lds/decode-jpeg.h"
#include "identity/lds/decode-jpeg2000.h"

#include <string.h>

static gboolean
is_jpeg (const guint8 *data, gsize length)
{
  return length >= 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0;
}

/**
 * kiosk_face_decoder_knows:
 * @data: (array length=length): any bytes
 * @length: how many
 *
 * Returns: whether @data begins like a picture of a kind that can be decoded
 */
gboolean
kiosk_face_decoder_knows (const guint8 *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return is_jpeg (data, length) || kiosk_codestream_is_known (data, length);
}

/**
 * kiosk_face_decoder_run:
 * @data: (array length=length): JPEG, JP2 or a bare codestream of JPEG 2000
 * @length: how many bytes
 * @error: a #KioskFaceImageError
 *
 * Decodes in memory, at most %KIOSK_FACE_IMAGE_MAX_PIXELS, which are counted before anything is
 * decoded. A face as cards store it takes 2 to 20 ms, the largest some 300: for a worker thread.
 *
 * Returns: (transfer full): the pixels, or %NULL
 */
KioskFaceImage *
kiosk_face_decoder_run (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (KioskFaceImage) self = g_new0 (KioskFaceImage, 1);
  gboolean good;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (is_jpeg (data, length))
    good = kiosk_decode_jpeg (data, length, self, error);
  else if (kiosk_codestream_is_known (data, length))
    good = kiosk_decode_jpeg2000 (data, length, self, error);
  else
    {
      g_set_error_literal (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_FORMAT,
                           "The picture is neither JPEG nor JPEG 2000");
      return NULL;
    }

  return good ? g_steal_pointer (&self) : NULL;
}
