/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a data group 2 holds, and whatever a picture is: pixels as many as were promised, or an
 * error. */

#include "identity/lds/dg2.h"
#include "identity/lds/face-decoder.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
decode (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskFaceImage) image = kiosk_face_decoder_run (data, size, &error);

  g_assert_true ((image == NULL) == (error != NULL));
  if (image == NULL)
    return;
  g_assert_cmpuint (image->width, >, 0);
  g_assert_cmpuint (image->height, >, 0);
  g_assert_cmpuint ((gsize) image->width * image->height, <=, KIOSK_FACE_IMAGE_MAX_PIXELS);
  g_assert_cmpuint (kiosk_secret_get_size (image->rgb), ==,
                    (gsize) image->width * image->height * 3);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecret) picture = kiosk_dg2_parse (data, size, &error);

  g_assert_true ((picture == NULL) == (error != NULL));
  if (picture != NULL)
    decode (kiosk_secret_get_data (picture, NULL), kiosk_secret_get_size (picture));
  decode (data, size);

  return 0;
}
