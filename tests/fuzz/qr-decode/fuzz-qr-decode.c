/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever stands before the camera: what is read is no longer than a code can be, and advice is one of
 * the words there are. The first bytes are the sides of the picture, the rest its pixels, repeated. */

#include "drivers/camera/guide.h"
#include "drivers/camera/zxing.h"

#include <stdint.h>

#define HEADER 3
#define FRAMES 10

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KioskGuide guide = { 0 };
  KioskGreyImage image = { 0 };
  g_autofree guint8 *pixels = NULL;
  gsize length;

  if (size <= HEADER)
    return 0;
  image.width = data[0];
  image.height = data[1];
  image.stride = image.width + data[2] % 16;
  /* The last row ends where its pixels do, so that a step beyond it is noticed. */
  length = image.height > 0 ? (gsize) image.stride * (image.height - 1) + image.width : 0;
  pixels = g_malloc (MAX (length, 1));
  for (gsize i = 0; i < length; i++)
    pixels[i] = data[HEADER + i % (size - HEADER)];
  image.pixels = pixels;

  for (guint i = 0; i < FRAMES; i++)
    {
      g_autoptr (KioskSecret) text = kiosk_guide_look (&guide, &image);

      g_assert_true (
          text == NULL
          || (kiosk_secret_get_size (text) > 0 && kiosk_secret_get_size (text) <= KIOSK_ZXING_MAX));
      g_assert_cmpint (guide.shown, >=, KIOSK_GUIDANCE_NONE);
      g_assert_cmpint (guide.shown, <=, KIOSK_GUIDANCE_WRONG_CODE);
    }

  return 0;
}
