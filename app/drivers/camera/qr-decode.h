/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

/* Longer and wider pictures than any camera of a kiosk makes are refused unread. */
#define KIOSK_QR_MAX_SIDE 8192
#define KIOSK_QR_MAX_PIXELS (32u * 1024 * 1024)

/** KioskGreyImage: a picture of one byte a pixel, lent for the call. */
typedef struct {
  const guint8 *pixels;
  guint         width;
  guint         height;
  guint         stride; /* bytes from one row to the next */
} KioskGreyImage;

/**
 * KioskQrAttempts:
 * @KIOSK_QR_ATTEMPT_PLAIN: ZXing on the picture as it is; the quickest, and nearly always enough
 * @KIOSK_QR_ATTEMPT_STRETCHED: ZXing after black and white were pulled apart, for pale pictures
 * @KIOSK_QR_ATTEMPT_OTHER: zbar, which finds what ZXing overlooks and takes several times as long
 */
typedef enum {
  KIOSK_QR_ATTEMPT_PLAIN = 1 << 0,
  KIOSK_QR_ATTEMPT_STRETCHED = 1 << 1,
  KIOSK_QR_ATTEMPT_OTHER = 1 << 2,
} KioskQrAttempts;

#define KIOSK_QR_ATTEMPT_ALL (KIOSK_QR_ATTEMPT_PLAIN | KIOSK_QR_ATTEMPT_STRETCHED | KIOSK_QR_ATTEMPT_OTHER)

gboolean        kiosk_grey_image_is_sound (const KioskGreyImage *self);
KioskSecret    *kiosk_qr_decode           (const guint8 *grey, guint width, guint height, guint stride) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret    *kiosk_qr_decode_attempts  (const KioskGreyImage *image, KioskQrAttempts attempts) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret    *kiosk_qr_decode_file      (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskQrAttempts kiosk_qr_attempts_of      (guint n_frames);

#define KIOSK_QR_ERROR (kiosk_qr_error_quark ())
GQuark kiosk_qr_error_quark (void);

/**
 * KioskQrError:
 * @KIOSK_QR_ERROR_IMAGE: the file is no picture, or too large a one
 * @KIOSK_QR_ERROR_NO_CODE: a picture in which no QR code can be read
 */
typedef enum { KIOSK_QR_ERROR_IMAGE, KIOSK_QR_ERROR_NO_CODE } KioskQrError;

G_END_DECLS
