/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-document"

#include "document/compress.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

/* A3 at 300 dpi; more than that is no page. */
#define MAX_PIXELS (3508u * 4961u)

/* What is kept; print of 6 points is still readable at it. */
#define KEPT_DPI 200

/* A page whose darkest and lightest thousandth are nearer than this has nothing on it. */
#define BLANK_CONTRAST 24

G_DEFINE_QUARK (kiosk-compress-error-quark, kiosk_compress_error)

/** Picture: pixels of one page, three or one byte each, wiped when it goes. */
typedef struct
{
  guint8 *pixels;
  guint width;
  guint height;
  guint n_channels;
} Picture;

typedef struct
{
  struct jpeg_error_mgr manager;
  jmp_buf escape;
} JpegError;

static void
picture_free (Picture *self)
{
  if (self->pixels != NULL)
    kiosk_wipe (self->pixels, (gsize) self->width * self->height * self->n_channels);
  g_free (self->pixels);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

static Picture *
picture_new (guint width, guint height, guint n_channels)
{
  Picture *self = g_new0 (Picture, 1);

  self->width = width;
  self->height = height;
  self->n_channels = n_channels;
  self->pixels = g_malloc ((gsize) width * height * n_channels);

  return self;
}

static guint8
luminance (const guint8 *rgb)
{
  return (guint8) ((rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29) >> 8);
}

static void
average_box (const guint8 *rgb, gsize stride, const guint box[4], guint8 *out)
{
  guint sum[3] = { 0, 0, 0 };
  guint n = (box[1] - box[0]) * (box[3] - box[2]);

  for (guint y = box[2]; y < box[3]; y++)
    for (guint x = box[0]; x < box[1]; x++)
      for (guint c = 0; c < 3; c++)
        sum[c] += rgb[y * stride + x * 3 + c];
  for (guint c = 0; c < 3; c++)
    out[c] = (guint8) (sum[c] / n);
}

/* Averages every source pixel that falls into a kept one, so that thin strokes grow pale, not lost. */
static Picture *
scale_to_kept (const guint8 *rgb, guint width, guint height, gsize stride, guint dpi)
{
  guint kept_width = dpi > KEPT_DPI ? MAX (1, width * KEPT_DPI / dpi) : width;
  guint kept_height = dpi > KEPT_DPI ? MAX (1, height * KEPT_DPI / dpi) : height;
  Picture *picture = picture_new (kept_width, kept_height, 3);

  for (guint y = 0; y < kept_height; y++)
    for (guint x = 0; x < kept_width; x++)
      {
        const guint box[4] = {
          (guint) ((guint64) x * width / kept_width),
          (guint) (((guint64) x + 1) * width / kept_width),
          (guint) ((guint64) y * height / kept_height),
          (guint) (((guint64) y + 1) * height / kept_height),
        };

        average_box (rgb, stride, box, picture->pixels + ((gsize) y * kept_width + x) * 3);
      }

  return picture;
}

static Picture *
to_grey (const Picture *colour)
{
  Picture *grey = picture_new (colour->width, colour->height, 1);

  for (gsize i = 0; i < (gsize) colour->width * colour->height; i++)
    grey->pixels[i] = luminance (colour->pixels + i * 3);

  return grey;
}

static gboolean
is_blank (const Picture *grey)
{
  gsize histogram[256] = { 0 };
  gsize n = (gsize) grey->width * grey->height;
  gsize sum = 0;
  guint low = 0;
  guint high = 255;

  for (gsize i = 0; i < n; i++)
    histogram[grey->pixels[i]]++;
  for (sum = histogram[low]; sum < n / 1000 && low < 255; sum += histogram[low])
    low++;
  for (sum = histogram[high]; sum < n / 1000 && high > 0; sum += histogram[high])
    high--;

  return high <= low || high - low < BLANK_CONTRAST;
}

static void
on_jpeg_error (j_common_ptr info)
{
  JpegError *error = (JpegError *) info->err;

  longjmp (error->escape, 1);
}

/* libjpeg reports errors only by leaving through longjmp, so this function owns nothing that needs
 * freeing but the buffer libjpeg made. */
static gboolean
write_jpeg (const Picture *picture, int quality, guchar **data, gulong *length)
{
  struct jpeg_compress_struct info = { 0 };
  JpegError error;

  *data = NULL;
  *length = 0;
  info.err = jpeg_std_error (&error.manager);
  error.manager.error_exit = on_jpeg_error;
  if (setjmp (error.escape) != 0)
    {
      jpeg_destroy_compress (&info);
      return FALSE;
    }

  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, data, length);
  info.image_width = picture->width;
  info.image_height = picture->height;
  info.input_components = (int) picture->n_channels;
  info.in_color_space = picture->n_channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, quality, TRUE);
  info.optimize_coding = TRUE;
  info.density_unit = 1;
  info.X_density = KEPT_DPI;
  info.Y_density = KEPT_DPI;
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row
          = picture->pixels + (gsize) info.next_scanline * picture->width * picture->n_channels;

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);

  return TRUE;
}

static KioskScan *
try_qualities (const Picture *picture, const int *qualities, guint n_qualities)
{
  for (guint i = 0; i < n_qualities; i++)
    {
      g_autoptr (KioskSecret) jpeg = NULL;
      guchar *data = NULL;
      gulong length = 0;

      if (write_jpeg (picture, qualities[i], &data, &length) && length <= KIOSK_SCAN_MAX_BYTES)
        jpeg = kiosk_secret_new (data, length);
      if (data != NULL)
        {
          kiosk_wipe (data, length);
          free (data);
        }
      if (jpeg != NULL)
        return kiosk_scan_new (jpeg, picture->width, picture->height);
    }

  return NULL;
}

/**
 * kiosk_compress_page:
 * @rgb: pixels, three bytes each
 * @width: pixels a row
 * @height: rows
 * @stride: bytes from one row to the next
 * @dpi: dots per inch of @rgb
 * @error: a #KioskCompressError
 *
 * Makes a page as small as it may be on the wire: 200 dpi, first in colour, and in grey when colour
 * does not fit. Every copy of the pixels is wiped.
 *
 * Returns: (transfer full): the page, at most %KIOSK_SCAN_MAX_BYTES, or %NULL
 */
KioskScan *
kiosk_compress_page (const guint8 *rgb, guint width, guint height, gsize stride, guint dpi,
                     GError **error)
{
  static const int colour_qualities[] = { 80, 70, 60, 50 };
  static const int grey_qualities[] = { 70, 55, 40 };
  g_autoptr (Picture) colour = NULL;
  g_autoptr (Picture) grey = NULL;
  KioskScan *scan;

  g_return_val_if_fail (rgb != NULL, NULL);

  if (width == 0 || height == 0 || (guint64) width * height > MAX_PIXELS
      || stride < (gsize) width * 3)
    {
      g_set_error (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_TOO_LARGE,
                   "A picture of %u x %u pixels is no page; scan at 300 dpi or less", width,
                   height);
      return NULL;
    }

  colour = scale_to_kept (rgb, width, height, stride, MAX (dpi, 1));
  grey = to_grey (colour);
  if (is_blank (grey))
    {
      g_set_error_literal (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_BLANK,
                           "Nothing is on the page; turn it over");
      return NULL;
    }

  scan = try_qualities (colour, colour_qualities, G_N_ELEMENTS (colour_qualities));
  if (scan == NULL)
    scan = try_qualities (grey, grey_qualities, G_N_ELEMENTS (grey_qualities));
  if (scan == NULL)
    g_set_error (error, KIOSK_COMPRESS_ERROR, KIOSK_COMPRESS_ERROR_BUDGET,
                 "The page does not fit %d bytes and stay readable", KIOSK_SCAN_MAX_BYTES);

  return scan;
}
