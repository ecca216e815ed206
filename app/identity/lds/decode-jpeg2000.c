/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/decode-jpeg2000.h"

#include "identity/lds/codestream.h"

#include <openjpeg.h>

#include <string.h>

#define BUFFER 65536

/* Where reading stands; nothing is owned. */
typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
} Memory;

static OPJ_SIZE_T
on_read (void *buffer, OPJ_SIZE_T n, void *user_data)
{
  Memory *self = user_data;

  n = MIN (n, self->length - self->at);
  if (n == 0)
    return (OPJ_SIZE_T) -1;
  memcpy (buffer, self->data + self->at, n);
  self->at += n;

  return n;
}

static OPJ_OFF_T
on_skip (OPJ_OFF_T n, void *user_data)
{
  Memory *self = user_data;

  if (n < 0 || (guint64) n > self->length - self->at)
    return -1;
  self->at += (gsize) n;

  return n;
}

static OPJ_BOOL
on_seek (OPJ_OFF_T at, void *user_data)
{
  Memory *self = user_data;

  if (at < 0 || (guint64) at > self->length)
    return OPJ_FALSE;
  self->at = (gsize) at;

  return OPJ_TRUE;
}

static opj_stream_t *
open_stream (Memory *memory)
{
  opj_stream_t *stream = opj_stream_create (BUFFER, OPJ_TRUE);

  opj_stream_set_user_data (stream, memory, NULL);
  opj_stream_set_user_data_length (stream, memory->length);
  opj_stream_set_read_function (stream, on_read);
  opj_stream_set_skip_function (stream, on_skip);
  opj_stream_set_seek_function (stream, on_seek);

  return stream;
}

static gboolean
is_as_measured (const opj_image_t *image, const KioskCodestream *stream)
{
  if (image->numcomps != stream->n_components || image->x1 - image->x0 != stream->width
      || image->y1 - image->y0 != stream->height)
    return FALSE;
  for (guint i = 0; i < image->numcomps; i++)
    if (image->comps[i].w == 0 || image->comps[i].h == 0 || image->comps[i].dx == 0
        || image->comps[i].dy == 0 || image->comps[i].prec == 0 || image->comps[i].prec > 16)
      return FALSE;

  return TRUE;
}

static gboolean
has_samples (const opj_image_t *image)
{
  for (guint i = 0; i < image->numcomps; i++)
    if (image->comps[i].data == NULL)
      return FALSE;

  return TRUE;
}

static void
free_image (opj_image_t *image)
{
  if (image == NULL)
    return;
  for (guint i = 0; i < image->numcomps; i++)
    kiosk_wipe (image->comps[i].data,
                (gsize) image->comps[i].w * image->comps[i].h * sizeof *image->comps[i].data);
  opj_image_destroy (image);
}

/* The library prints nothing of its own and answers every fault by a value. */
static opj_image_t *
run (const KioskCodestream *stream)
{
  Memory memory = { stream->data, stream->length, 0 };
  opj_codec_t *codec = opj_create_decompress (OPJ_CODEC_J2K);
  opj_stream_t *input = open_stream (&memory);
  opj_image_t *image = NULL;
  opj_dparameters_t parameters;
  gboolean good;

  opj_set_default_decoder_parameters (&parameters);
  good = opj_setup_decoder (codec, &parameters) && opj_decoder_set_strict_mode (codec, OPJ_TRUE)
         && opj_read_header (input, codec, &image) && is_as_measured (image, stream)
         && opj_decode (codec, input, image) && is_as_measured (image, stream)
         && has_samples (image);
  opj_destroy_codec (codec);
  opj_stream_destroy (input);
  if (!good)
    g_clear_pointer (&image, free_image);

  return image;
}

/* One sample, brought to eight bits. */
static guint8
get_sample (const opj_image_comp_t *component, guint x, guint y)
{
  guint column = MIN (x / component->dx, component->w - 1);
  guint row = MIN (y / component->dy, component->h - 1);
  gint64 most = (1 << component->prec) - 1;
  gint64 value = component->data[(gsize) row * component->w + column];

  if (component->sgnd)
    value += 1 << (component->prec - 1);

  return (guint8) (CLAMP (value, 0, most) * 255 / most);
}

static guint8
clamp (int value)
{
  return (guint8) CLAMP (value, 0, 255);
}

/* ITU-R BT.601 in full range, as sYCC has it. */
static void
to_rgb (guint8 *pixel)
{
  int y = pixel[0];
  int blue = pixel[1] - 128;
  int red = pixel[2] - 128;

  pixel[0] = clamp (y + 359 * red / 256);
  pixel[1] = clamp (y - (88 * blue + 183 * red) / 256);
  pixel[2] = clamp (y + 454 * blue / 256);
}

static KioskSecret *
make_pixels (const opj_image_t *image, const KioskCodestream *stream)
{
  gsize size = (gsize) stream->width * stream->height * 3;
  guint8 *rgb = g_malloc (size);
  guint8 *pixel = rgb;

  for (guint y = 0; y < stream->height; y++)
    for (guint x = 0; x < stream->width; x++, pixel += 3)
      {
        for (guint i = 0; i < 3; i++)
          pixel[i] = get_sample (&image->comps[i % image->numcomps], x, y);
        if (stream->is_ycc && image->numcomps == 3)
          to_rgb (pixel);
      }

  return kiosk_secret_take (rgb, size);
}

/**
 * kiosk_decode_jpeg2000:
 * @data: (array length=length): a codestream, or a file of JP2 around one
 * @length: how many bytes
 * @image: (out caller-allocates): the pixels
 * @error: a #KioskFaceImageError
 *
 * What the decoder will need is known, and refused, before it is called. What it frees of its own is
 * not wiped; what it hands over is.
 *
 * Returns: whether there is a picture
 */
gboolean
kiosk_decode_jpeg2000 (const guint8 *data, gsize length, KioskFaceImage *image, GError **error)
{
  KioskCodestream stream;
  KioskCodestreamVerdict verdict
      = kiosk_codestream_find (data, length, KIOSK_FACE_IMAGE_MAX_PIXELS, &stream);
  opj_image_t *decoded = verdict == KIOSK_CODESTREAM_TAME ? run (&stream) : NULL;

  if (verdict == KIOSK_CODESTREAM_WILD)
    {
      g_set_error_literal (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_TOO_LARGE,
                           "The picture would take more than a face may");
      return FALSE;
    }
  if (decoded == NULL)
    {
      g_set_error_literal (error, KIOSK_FACE_IMAGE_ERROR, KIOSK_FACE_IMAGE_ERROR_BROKEN,
                           "The picture is no sound JPEG 2000");
      return FALSE;
    }
  image->width = stream.width;
  image->height = stream.height;
  image->rgb = make_pixels (decoded, &stream);
  free_image (decoded);

  return TRUE;
}
