/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "face-samples.h"

#include "identity/lds/tlv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <openjpeg.h>

/* Soft slopes: what even a picture that loses something keeps. */
guint8 *
sample_pixels (guint width, guint height)
{
  guint8 *rgb = g_malloc ((gsize) width * height * 3);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 *pixel = rgb + ((gsize) y * width + x) * 3;

        pixel[0] = (guint8) (x * 255 / width);
        pixel[1] = (guint8) (y * 255 / height);
        pixel[2] = (guint8) ((x + y) * 255 / (width + height));
      }

  return rgb;
}

static void
scatter (struct jpeg_compress_struct *info, jpeg_scan_info *script)
{
  *script++ = (jpeg_scan_info){ 3, { 0, 1, 2 }, 0, 0, 0, 0 };
  for (int i = 0; i < 3; i++)
    for (int k = 1; k < 64; k++)
      *script++ = (jpeg_scan_info){ 1, { i }, k, k, 0, 0 };
  info->num_scans = 1 + 3 * 63;
  info->scan_info = script - info->num_scans;
}

GByteArray *
sample_jpeg (guint width, guint height, SampleScans scans)
{
  g_autofree guint8 *rgb = sample_pixels (width, height);
  GByteArray *jpeg = g_byte_array_new ();
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr errors;
  jpeg_scan_info script[1 + 3 * 63];
  guchar *data = NULL;
  gulong length = 0;

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &length);
  info.image_width = width;
  info.image_height = height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 95, TRUE);
  if (scans == SAMPLE_SCANS_USUAL)
    jpeg_simple_progression (&info);
  if (scans == SAMPLE_SCANS_MANY)
    scatter (&info, script);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < height)
    {
      JSAMPROW row = rgb + (gsize) info.next_scanline * width * 3;

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  g_byte_array_append (jpeg, data, (guint) length);
  free (data);

  return jpeg;
}

typedef struct
{
  GByteArray *bytes;
  gsize at;
} Output;

static OPJ_BOOL
on_seek (OPJ_OFF_T at, void *user_data)
{
  Output *self = user_data;

  self->at = (gsize) at;
  if (self->at > self->bytes->len)
    g_byte_array_set_size (self->bytes, (guint) self->at);

  return OPJ_TRUE;
}

static OPJ_OFF_T
on_skip (OPJ_OFF_T n, void *user_data)
{
  Output *self = user_data;

  on_seek ((OPJ_OFF_T) self->at + n, self);

  return n;
}

static OPJ_SIZE_T
on_write (void *data, OPJ_SIZE_T n, void *user_data)
{
  Output *self = user_data;

  if (self->at + n > self->bytes->len)
    g_byte_array_set_size (self->bytes, (guint) (self->at + n));
  memcpy (self->bytes->data + self->at, data, n);
  self->at += n;

  return n;
}

static opj_image_t *
make_image (guint width, guint height, const SampleStyle *style)
{
  g_autofree guint8 *rgb = sample_pixels (width, height);
  guint n = style->n_components == 1 ? 1 : 3;
  guint precision = style->precision == 0 ? 8 : style->precision;
  opj_image_cmptparm_t parameters[3] = { 0 };
  opj_image_t *image;

  for (guint i = 0; i < n; i++)
    {
      guint half = style->is_ycc && i > 0 ? 2 : 1;

      parameters[i].dx = parameters[i].dy = half;
      parameters[i].w = (width + half - 1) / half;
      parameters[i].h = (height + half - 1) / half;
      parameters[i].prec = precision;
    }
  image = opj_image_create (n, parameters,
                            style->is_ycc ? OPJ_CLRSPC_SYCC
                                          : (n == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB));
  image->x1 = width;
  image->y1 = height;
  for (guint i = 0; i < n; i++)
    for (guint y = 0; y < parameters[i].h; y++)
      for (guint x = 0; x < parameters[i].w; x++)
        {
          guint8 sample
              = rgb[((gsize) y * parameters[i].dy * width + x * parameters[i].dx) * 3 + i];

          /* No colour at all, so that only the brightness is left to compare. */
          if (style->is_ycc && i > 0)
            sample = 128;
          image->comps[i].data[y * parameters[i].w + x]
              = precision < 8 ? sample >> (8 - precision) : sample << (precision - 8);
        }

  return image;
}

static void
set_parameters (opj_cparameters_t *parameters, const SampleStyle *style)
{
  opj_set_default_encoder_parameters (parameters);
  parameters->tcp_numlayers = 1;
  parameters->cp_disto_alloc = 1;
  parameters->tcp_mct = style->is_ycc || style->n_components == 1 ? 0 : 1;
  if (style->tile > 0)
    {
      parameters->tile_size_on = OPJ_TRUE;
      parameters->cp_tdx = parameters->cp_tdy = (int) style->tile;
    }
  if (style->n_resolutions > 0)
    parameters->numresolution = (int) style->n_resolutions;
  if (style->block > 0)
    parameters->cblockw_init = parameters->cblockh_init = (int) style->block;
  if (style->precinct > 0)
    {
      parameters->csty |= 1;
      parameters->res_spec = 1;
      parameters->prcw_init[0] = parameters->prch_init[0] = (int) style->precinct;
    }
}

GByteArray *
sample_jpeg2000 (guint width, guint height, const SampleStyle *style)
{
  Output output = { g_byte_array_new (), 0 };
  opj_image_t *image = make_image (width, height, style);
  opj_codec_t *codec = opj_create_compress (style->is_raw ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
  opj_stream_t *stream = opj_stream_create (65536, OPJ_FALSE);
  opj_cparameters_t parameters;

  set_parameters (&parameters, style);
  opj_stream_set_user_data (stream, &output, NULL);
  opj_stream_set_write_function (stream, on_write);
  opj_stream_set_skip_function (stream, on_skip);
  opj_stream_set_seek_function (stream, on_seek);
  g_assert_true (opj_setup_encoder (codec, &parameters, image));
  g_assert_true (opj_start_compress (codec, image, stream));
  g_assert_true (opj_encode (codec, stream));
  g_assert_true (opj_end_compress (codec, stream));
  opj_stream_destroy (stream);
  opj_destroy_codec (codec);
  opj_image_destroy (image);

  return output.bytes;
}

static void
append_number (GByteArray *array, guint n_bytes, guint number)
{
  for (guint i = n_bytes; i > 0; i--)
    {
      guint8 byte = (guint8) (number >> 8 * (i - 1));

      g_byte_array_append (array, &byte, 1);
    }
}

static guint
or_else (guint said, guint fits)
{
  if (said == G_MAXUINT)
    return 0;

  return said == 0 ? fits : said;
}

static GByteArray *
make_record (const GByteArray *picture, const SampleFace *face)
{
  static const guint8 none[20] = { 0 };
  GByteArray *record = g_byte_array_new ();
  guint face_length = 20 + 8 * face->n_points + 12 + picture->len;

  g_byte_array_append (record, (const guint8 *) "FAC", 4);
  g_byte_array_append (record, (const guint8 *) (face->version != NULL ? face->version : "010"), 4);
  append_number (record, 4, (guint) ((int) (14 + face_length) + face->record_more));
  append_number (record, 2, or_else (face->n_faces, 1));
  append_number (record, 4, (guint) ((int) face_length + face->face_more));
  append_number (record, 2, face->n_points);
  g_byte_array_append (record, none, 14);
  for (guint i = 0; i < face->n_points; i++)
    g_byte_array_append (record, none, 8);
  g_byte_array_append (record, none, 12);
  g_byte_array_append (record, picture->data, picture->len);

  return record;
}

GByteArray *
sample_dg2 (const GByteArray *picture, const SampleFace *face)
{
  const guint8 type = (guint8) or_else (face->type, 2);
  const guint8 count = (guint8) or_else (face->count, 1);
  g_autoptr (GByteArray) record = make_record (picture, face);
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GByteArray) template = g_byte_array_new ();
  g_autoptr (GByteArray) group = g_byte_array_new ();
  g_autoptr (GByteArray) outside = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();

  kiosk_tlv_append (header, 0x80, (const guint8 *) "\x01\x01", 2);
  kiosk_tlv_append (header, 0x81, &type, 1);
  kiosk_tlv_append (header, 0x87, (const guint8 *) "\x01\x01", 2);
  kiosk_tlv_append (header, 0x88, (const guint8 *) "\x00\x08", 2);
  kiosk_tlv_append (template, 0xA1, header->data, header->len);
  kiosk_tlv_append (template, or_else (face->tag, 0x5F2E), record->data, record->len);
  kiosk_tlv_append (group, 0x02, &count, 1);
  kiosk_tlv_append (group, 0x7F60, template->data, template->len);
  for (guint i = 1; i < count; i++)
    kiosk_tlv_append (group, 0x7F60, (const guint8 *) "\xA1\x00", 2);
  kiosk_tlv_append (outside, 0x7F61, group->data, group->len);
  kiosk_tlv_append (file, 0x75, outside->data, outside->len);

  return file;
}
