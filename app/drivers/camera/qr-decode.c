/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/qr-decode.h"

#include "drivers/camera/zxing.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <zbar.h>

#include <string.h>

/* Smaller than a code of the least size at one pixel a module. */
#define MIN_SIDE 21
/* What this share of the pixels is darker (or lighter) than counts as black (or white): 0.5 %. */
#define TAIL_DIVISOR 200
/* A picture that already spans this many greys gains nothing by stretching. */
#define WIDE_RANGE 220
/* Of a stream every fifth frame has a second attempt, of two kinds in turn. */
#define SECOND_EVERY 5

G_DEFINE_QUARK (kiosk-qr-error-quark, kiosk_qr_error)

/**
 * kiosk_grey_image_is_sound:
 * @self: a picture
 *
 * Returns: whether its sides are such as a camera has; others are not looked at
 */
gboolean
kiosk_grey_image_is_sound (const KioskGreyImage *self)
{
  return self->pixels != NULL && self->width >= MIN_SIDE && self->width <= KIOSK_QR_MAX_SIDE
         && self->height >= MIN_SIDE && self->height <= KIOSK_QR_MAX_SIDE
         && self->width * self->height <= KIOSK_QR_MAX_PIXELS && self->stride >= self->width
         && self->stride <= G_MAXINT;
}

static KioskSecret *
try_zxing (const KioskGreyImage *image)
{
  guint8 content[KIOSK_ZXING_MAX];
  gsize length = kiosk_zxing_read (image->pixels, (int) image->width, (int) image->height,
                                   (int) image->stride, content);
  KioskSecret *text = length > 0 ? kiosk_secret_new (content, length) : NULL;

  kiosk_wipe (content, length);

  return text;
}

/* The greys between which all but the darkest and the lightest few pixels lie. */
static void
find_range (const KioskGreyImage *image, guint *black, guint *white)
{
  guint counts[256] = { 0 };
  guint tail = image->width * image->height / TAIL_DIVISOR;
  guint below = 0, above = 0;

  for (guint y = 0; y < image->height; y++)
    for (guint x = 0; x < image->width; x++)
      counts[image->pixels[(gsize) y * image->stride + x]]++;
  for (*black = 0; *black < 255 && (below += counts[*black]) <= tail; ++*black)
    ;
  for (*white = 255; *white > 0 && (above += counts[*white]) <= tail; --*white)
    ;
}

/* Returns: (transfer full) (nullable): the stretched pixels, or %NULL when it would be no gain */
static guint8 *
stretch (const KioskGreyImage *image)
{
  guint8 table[256];
  guint8 *stretched;
  guint black, white;

  find_range (image, &black, &white);
  if (white <= black || white - black >= WIDE_RANGE)
    return NULL;

  for (guint grey = 0; grey < 256; grey++)
    table[grey] = (guint8) ((CLAMP (grey, black, white) - black) * 255 / (white - black));
  stretched = g_malloc ((gsize) image->width * image->height);
  for (guint y = 0; y < image->height; y++)
    for (guint x = 0; x < image->width; x++)
      stretched[(gsize) y * image->width + x] = table[image->pixels[(gsize) y * image->stride + x]];

  return stretched;
}

static KioskSecret *
try_stretched (const KioskGreyImage *image)
{
  guint8 *pixels = stretch (image);
  KioskGreyImage stretched = { pixels, image->width, image->height, image->width };
  KioskSecret *text = NULL;

  if (pixels == NULL)
    return NULL;

  text = try_zxing (&stretched);
  kiosk_wipe (pixels, (gsize) image->width * image->height);
  g_free (pixels);

  return text;
}

static KioskSecret *
take_symbol (const zbar_image_t *image)
{
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL;
       symbol = zbar_symbol_next (symbol))
    {
      guint length = zbar_symbol_get_data_length (symbol);

      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE && length > 0 && length <= KIOSK_ZXING_MAX)
        return kiosk_secret_new (zbar_symbol_get_data (symbol), length);
    }

  return NULL;
}

/* In its text mode zbar guesses a character set, and turns every third Vietnamese name into
 * something else; in binary mode it hands out the bytes. */
static KioskSecret *
try_zbar (const KioskGreyImage *image)
{
  gsize size = (gsize) image->width * image->height;
  guint8 *pixels = g_malloc (size);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *picture = zbar_image_create ();
  KioskSecret *text = NULL;

  for (guint y = 0; y < image->height; y++)
    memcpy (pixels + (gsize) y * image->width, image->pixels + (gsize) y * image->stride,
            image->width);
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_set_format (picture, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (picture, image->width, image->height);
  zbar_image_set_data (picture, pixels, size, NULL);
  if (zbar_scan_image (scanner, picture) > 0)
    text = take_symbol (picture);

  zbar_image_destroy (picture);
  zbar_image_scanner_destroy (scanner);
  kiosk_wipe (pixels, size);
  g_free (pixels);

  return text;
}

/**
 * kiosk_qr_decode_attempts:
 * @image: what the camera saw
 * @attempts: what may be tried, in the order of the constants, until one succeeds
 *
 * Returns: (transfer full) (nullable): the bytes that a QR code in the picture holds, exactly as it
 *   holds them, or %NULL
 */
KioskSecret *
kiosk_qr_decode_attempts (const KioskGreyImage *image, KioskQrAttempts attempts)
{
  KioskSecret *text = NULL;

  g_return_val_if_fail (image != NULL, NULL);

  if (!kiosk_grey_image_is_sound (image))
    return NULL;
  if ((attempts & KIOSK_QR_ATTEMPT_PLAIN) != 0)
    text = try_zxing (image);
  if (text == NULL && (attempts & KIOSK_QR_ATTEMPT_STRETCHED) != 0)
    text = try_stretched (image);
  if (text == NULL && (attempts & KIOSK_QR_ATTEMPT_OTHER) != 0)
    text = try_zbar (image);

  return text;
}

/**
 * kiosk_qr_decode:
 * @grey: pixels of one byte, @height rows of @stride bytes (the last one may end after @width)
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next
 *
 * Everything is tried: for a single picture, not for a stream.
 *
 * Returns: (transfer full) (nullable): the bytes that a QR code in the picture holds, or %NULL when
 *   none can be read or the sizes are beyond %KIOSK_QR_MAX_SIDE and %KIOSK_QR_MAX_PIXELS
 */
KioskSecret *
kiosk_qr_decode (const guint8 *grey, guint width, guint height, guint stride)
{
  KioskGreyImage image = { grey, width, height, stride };

  return kiosk_qr_decode_attempts (&image, KIOSK_QR_ATTEMPT_ALL);
}

/**
 * kiosk_qr_attempts_of:
 * @n_frames: how many frames of the stream came before
 *
 * A code stands before the camera for many frames, so what is dear need not be tried on each: of ten
 * frames one is stretched and one goes to zbar.
 *
 * Returns: what to try on the next frame
 */
KioskQrAttempts
kiosk_qr_attempts_of (guint n_frames)
{
  if (n_frames % SECOND_EVERY != SECOND_EVERY - 1)
    return KIOSK_QR_ATTEMPT_PLAIN;

  return KIOSK_QR_ATTEMPT_PLAIN
         | (n_frames / SECOND_EVERY % 2 == 0 ? KIOSK_QR_ATTEMPT_STRETCHED : KIOSK_QR_ATTEMPT_OTHER);
}

static guint8 *
make_grey (const GdkPixbuf *picture)
{
  gsize width = (gsize) gdk_pixbuf_get_width (picture);
  gsize height = (gsize) gdk_pixbuf_get_height (picture);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (picture);
  guint n_channels = (guint) gdk_pixbuf_get_n_channels (picture);
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  guint8 *grey = g_malloc (width * height);

  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      {
        const guint8 *colour = pixels + y * stride + x * n_channels;

        /* Rec. 601, as the camera's own luminance. */
        grey[y * width + x]
            = (guint8) ((299u * colour[0] + 587u * colour[1] + 114u * colour[2]) / 1000);
      }

  return grey;
}

/* The size is looked at before the pixels are unpacked: a small file can hold a vast picture. */
static gboolean
has_fair_size (const char *path)
{
  int width = 0, height = 0;

  return gdk_pixbuf_get_file_info (path, &width, &height) != NULL && width > 0 && height > 0
         && width <= KIOSK_QR_MAX_SIDE && height <= KIOSK_QR_MAX_SIDE
         && (guint) width * (guint) height <= KIOSK_QR_MAX_PIXELS;
}

/**
 * kiosk_qr_decode_file:
 * @path: a picture in any format of gdk-pixbuf
 * @error: a #KioskQrError
 *
 * Blocks; for tools, not for the kiosk.
 *
 * Returns: (transfer full): the bytes that a QR code in the picture holds, or %NULL with @error set
 */
KioskSecret *
kiosk_qr_decode_file (const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) picture = NULL;
  KioskSecret *text;
  guint8 *grey;
  gsize width, height;

  g_return_val_if_fail (path != NULL, NULL);

  if (has_fair_size (path))
    picture = gdk_pixbuf_new_from_file (path, NULL);
  if (picture == NULL)
    {
      g_set_error (error, KIOSK_QR_ERROR, KIOSK_QR_ERROR_IMAGE,
                   "%s is not a picture of at most %d pixels a side", path, KIOSK_QR_MAX_SIDE);
      return NULL;
    }

  width = (gsize) gdk_pixbuf_get_width (picture);
  height = (gsize) gdk_pixbuf_get_height (picture);
  grey = make_grey (picture);
  text = kiosk_qr_decode (grey, (guint) width, (guint) height, (guint) width);
  kiosk_wipe (grey, width * height);
  g_free (grey);
  if (text == NULL)
    g_set_error (error, KIOSK_QR_ERROR, KIOSK_QR_ERROR_NO_CODE, "No code can be read in %s", path);

  return text;
}
