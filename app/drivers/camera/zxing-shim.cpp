/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/zxing.h"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <algorithm>

/* The one file of C++, for a library whose C interface is younger than Debian 12 (zxing-c.c). */

size_t
kiosk_zxing_read (const uint8_t *grey, int width, int height, int stride,
                  uint8_t content[KIOSK_ZXING_MAX])
try
  {
    const ZXing::ImageView image (grey, width, height, ZXing::ImageFormat::Lum, stride);
    ZXing::DecodeHints hints;

    hints.setFormats (ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder (true);
    hints.setTryRotate (false); /* a QR code is found at any angle without it */

    const ZXing::Result result = ZXing::ReadBarcode (image, hints);
    /* Never text(): it guesses a character set. */
    const ZXing::ByteArray &bytes = result.bytes ();

    if (!result.isValid () || bytes.size () > KIOSK_ZXING_MAX)
      return 0;
    std::copy (bytes.begin (), bytes.end (), content);

    return bytes.size ();
  }
catch (...)
  {
    /* An exception must not cross into C; a picture that raises one is a picture without a code. */
    return 0;
  }

int
kiosk_zxing_sees_other (const uint8_t *grey, int width, int height, int stride)
try
  {
    const ZXing::ImageView image (grey, width, height, ZXing::ImageFormat::Lum, stride);
    ZXing::DecodeHints hints;

    hints.setFormats (ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::EAN13
                      | ZXing::BarcodeFormat::PDF417);
    hints.setTryHarder (false);
    hints.setTryDownscale (false);

    return ZXing::ReadBarcode (image, hints).isValid () ? 1 : 0;
  }
catch (...)
  {
    return 0;
  }
