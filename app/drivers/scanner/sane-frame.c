/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/scanner/sane-frame.h"

#include "document/compress.h"

#include <string.h>

/* What libjpeg fills in where a picture was cut off, and what airscan adds around a smaller one. */
#define LOST_LEVEL 128
#define PADDING_LEVEL 255

static gboolean
is_all (const guint8 *samples, gsize n, guint8 level)
{
  for (gsize i = 0; i < n; i++)
    if (samples[i] != level)
      return FALSE;

  return TRUE;
}

/* A network scanner's JPEG may end too soon without SANE saying so: the rest is then one exact grey, as no
 * paper, lid or roller is from edge to edge. Half a row is looked at, for the other half may be padding. A
 * cut within the last sixteen lines, two millimetres of margin, is not seen. */
static gboolean
lost_its_end (const guint8 *pixels, gsize row_bytes, guint height, gsize stride)
{
  while (height > 1 && is_all (pixels + (height - 1) * stride, row_bytes, PADDING_LEVEL))
    height--;

  return is_all (pixels + (height - 1) * stride, row_bytes / 2, LOST_LEVEL);
}

static KioskScan *
compress_grey (const guint8 *grey, guint width, guint height, gsize stride, guint dpi,
               GError **error)
{
  gsize n_bytes = (gsize) width * height * 3;
  g_autofree guint8 *rgb = g_malloc (n_bytes);
  KioskScan *scan;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      memset (rgb + ((gsize) y * width + x) * 3, grey[y * stride + x], 3);
  scan = kiosk_compress_page (rgb, width, height, (gsize) width * 3, dpi, error);
  kiosk_wipe (rgb, n_bytes);

  return scan;
}

/**
 * kiosk_sane_frame_to_scan:
 * @parameters: what SANE said of the frame; its number of lines is not believed
 * @raw: all bytes of the frame; the caller wipes them
 * @dpi: the resolution it was scanned in
 *
 * Makes the page that is kept of a frame, in colour or in grey with 8 bits a sample.
 *
 * Returns: (transfer full): a page, or %NULL with %KIOSK_PAGE_SCANNER_ERROR_UNREADABLE when the frame has
 *   another form, is blank, is cut off or cannot be made small enough
 */
KioskScan *
kiosk_sane_frame_to_scan (const SANE_Parameters *parameters, const GByteArray *raw, guint dpi,
                          GError **error)
{
  guint width = (guint) MAX (parameters->pixels_per_line, 0);
  gsize stride = (gsize) MAX (parameters->bytes_per_line, 0);
  guint height = stride > 0 ? (guint) (raw->len / stride) : 0;
  gsize row_bytes = parameters->format == SANE_FRAME_RGB ? (gsize) width * 3 : width;
  g_autoptr (GError) local_error = NULL;
  KioskScan *scan = NULL;

  if (parameters->depth != 8 || width == 0 || height == 0 || stride < row_bytes)
    {
      g_set_error_literal (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE,
                           "The scanner gave no picture with 8 bits a sample");
      return NULL;
    }
  if (lost_its_end (raw->data, row_bytes, height, stride))
    {
      g_set_error_literal (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE,
                           "The picture ends before the page does");
      return NULL;
    }

  if (parameters->format == SANE_FRAME_RGB)
    scan = kiosk_compress_page (raw->data, width, height, stride, dpi, &local_error);
  else if (parameters->format == SANE_FRAME_GRAY)
    scan = compress_grey (raw->data, width, height, stride, dpi, &local_error);

  if (scan == NULL)
    g_set_error (error, KIOSK_PAGE_SCANNER_ERROR, KIOSK_PAGE_SCANNER_ERROR_UNREADABLE, "%s",
                 local_error != NULL ? local_error->message : "The frame has an unknown format");

  return scan;
}
