/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/decode-jpeg.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

/* Each scan of a progressive picture costs as much as the picture is large, however few bytes it
 * has. Encoders write about ten. */
#define MAX_SCANS 64

/* The library leaves through longjmp, so all that has to be freed is in here. */
typedef struct
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;

  guint8 *rgb; /* (owned) (nullable) */
  gsize size;
  gboolean is_too_large;
} Decoding;

static void
leave (Decoding *self)
{
  longjmp (self->escape, 1);
}

static void
on_error (j_common_ptr info)
{
  leave (info->client_data);
}

/* Warnings are of pictures that are not whole; bytes too many in front of a marker harm nothing. */
static void
on_message (j_common_ptr info, int level)
{
  if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA)
    leave (info->client_data);
}

static void
on_output (j_common_ptr info)
{
}

static void
on_progress (j_common_ptr info)
{
  Decoding *self = info->client_data;

  if (self->info.input_scan_number <= MAX_SCANS)
    return;
  self->is_too_large = TRUE;
  leave (self);
}

static void
set_handlers (Decoding *self)
{
  self->info.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = on_error;
  self->errors.emit_message = on_message;
  self->errors.output_message = on_output;
  self->progress.progress_monitor = on_progress;
  self->info.client_data = self;
}

static void
read_header (Decoding *self)
{
  struct jpeg_decompress_struct *info = &self->info;

  jpeg_read_header (info, TRUE);
  if ((guint64) info->image_width * info->image_height > KIOSK_FACE_IMAGE_MAX_PIXELS)
    {
      self->is_too_large = TRUE;
      leave (self);
    }
  info->out_color_space = JCS_RGB;
}

static void
read_rows (Decoding *self)
{
  struct jpeg_decompress_struct *info = &self->info;
  gsize stride;

  jpeg_start_decompress (info);
  if (info->output_width != info->image_width || info->output_height != info->image_height
      || info->output_components != 3)
    leave (self);
  stride = (gsize) info->output_width * 3;
  self->size = stride * info->output_height;
  self->rgb = g_malloc (self->size);
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW row = self->rgb + info->output_scanline * stride;

      jpeg_read_scanlines (info, &row, 1);
    }
  jpeg_finish_decompress (info);
}

static gboolean
run (Decoding *self, const guint8 *data, gsize length)
{
  set_handlers (self);
  if (setjmp (self->escape) != 0)
    {
      jpeg_destroy_decompress (&self->info);
      return FALSE;
    }

  /* Clears all but the handlers and the pointer to us. */
  jpeg_create_decompress (&self->info);
  self->info.progress = &self->progress;
  jpeg_mem_src (&self->info, data, length);
  read_header (self);
  read_rows (self);
  jpeg_destroy_decompress (&self->info);

  return TRUE;
}

/**
 * kiosk_decode_jpeg:
 * @data: (array length=length): a picture
 * @length: how many bytes
 * @image: (out caller-allocates): the pixels
 * @error: a #KioskFaceImageError
 *
 * Half a picture is none. What the decoder frees of its own is not wiped; what it hands over is.
 *
 * Returns: whether there is a picture
 */
gboolean
kiosk_decode_jpeg (const guint8 *data, gsize length, KioskFaceImage *image, GError **error)
{
  Decoding decoding = { 0 };

  if (!run (&decoding, data, length))
    {
      kiosk_wipe (decoding.rgb, decoding.size);
      g_free (decoding.rgb);
      if (decoding.is_too_large)
        g_set_error_literal (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_TOO_LARGE,
                             "The picture would take more than a face may");
      else
        g_set_error_literal (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_BROKEN,
                             "The picture is no sound JPEG");
      return FALSE;
    }
  image->width = decoding.info.image_width;
  image->height = decoding.info.image_height;
  image->rgb = kiosk_secret_take (decoding.rgb, decoding.size);

  return TRUE;
}
