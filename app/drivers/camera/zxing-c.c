/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/zxing.h"

#include <ZXing/ZXingC.h>

#include <string.h>

/* The same as zxing-shim.cpp, over the C interface that the library has since version 2.2. */

static size_t
take_first (const ZXing_Barcodes *codes, uint8_t content[KIOSK_ZXING_MAX])
{
  const ZXing_Barcode *code;
  uint8_t *bytes;
  int length = 0;
  size_t taken = 0;

  if (ZXing_Barcodes_size (codes) < 1)
    return 0;
  code = ZXing_Barcodes_at (codes, 0);
  if (!ZXing_Barcode_isValid (code))
    return 0;
  bytes = ZXing_Barcode_bytes (code, &length);
  if (bytes == NULL)
    return 0;

  if (length > 0 && length <= KIOSK_ZXING_MAX)
    {
      memcpy (content, bytes, (size_t) length);
      taken = (size_t) length;
    }
  explicit_bzero (bytes, length > 0 ? (size_t) length : 0);
  ZXing_free (bytes);

  return taken;
}

size_t
kiosk_zxing_read (const uint8_t *grey, int width, int height, int stride,
                  uint8_t content[KIOSK_ZXING_MAX])
{
  ZXing_ImageView *image
      = ZXing_ImageView_new (grey, width, height, ZXing_ImageFormat_Lum, stride, 1);
  ZXing_ReaderOptions *options = ZXing_ReaderOptions_new ();
  ZXing_Barcodes *codes;
  size_t length = 0;

  ZXing_ReaderOptions_setFormats (options, ZXing_BarcodeFormat_QRCode);
  ZXing_ReaderOptions_setTryHarder (options, true);
  ZXing_ReaderOptions_setTryRotate (options, false);
  ZXing_ReaderOptions_setMaxNumberOfSymbols (options, 1);
  codes = ZXing_ReadBarcodes (image, options);
  if (codes != NULL)
    {
      length = take_first (codes, content);
      ZXing_Barcodes_delete (codes);
    }
  ZXing_ReaderOptions_delete (options);
  ZXing_ImageView_delete (image);

  return length;
}

int
kiosk_zxing_sees_other (const uint8_t *grey, int width, int height, int stride)
{
  ZXing_ImageView *image
      = ZXing_ImageView_new (grey, width, height, ZXing_ImageFormat_Lum, stride, 1);
  ZXing_ReaderOptions *options = ZXing_ReaderOptions_new ();
  ZXing_Barcodes *codes;
  int n_codes = 0;

  ZXing_ReaderOptions_setFormats (options, (ZXing_BarcodeFormats) (ZXing_BarcodeFormat_Code128
                                                                   | ZXing_BarcodeFormat_EAN13
                                                                   | ZXing_BarcodeFormat_PDF417));
  ZXing_ReaderOptions_setTryHarder (options, false);
  ZXing_ReaderOptions_setTryDownscale (options, false);
  ZXing_ReaderOptions_setMaxNumberOfSymbols (options, 1);
  codes = ZXing_ReadBarcodes (image, options);
  if (codes != NULL)
    {
      n_codes = ZXing_Barcodes_size (codes);
      ZXing_Barcodes_delete (codes);
    }
  ZXing_ReaderOptions_delete (options);
  ZXing_ImageView_delete (image);

  return n_codes > 0;
}
