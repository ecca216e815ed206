/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "document/scan.h"

G_BEGIN_DECLS

#define KIOSK_COMPRESS_ERROR (kiosk_compress_error_quark ())
GQuark kiosk_compress_error_quark (void);

/**
 * KioskCompressError:
 * @KIOSK_COMPRESS_ERROR_TOO_LARGE: more pixels than a page can have (A3 at 300 dpi)
 * @KIOSK_COMPRESS_ERROR_BUDGET: cannot be brought under %KIOSK_SCAN_MAX_BYTES and stay readable
 * @KIOSK_COMPRESS_ERROR_BLANK: nothing on the page; ask whether it lies the right way round
 */
typedef enum { KIOSK_COMPRESS_ERROR_TOO_LARGE, KIOSK_COMPRESS_ERROR_BUDGET, KIOSK_COMPRESS_ERROR_BLANK } KioskCompressError;

KioskScan *kiosk_compress_page (const guint8 *rgb, guint width, guint height, gsize stride, guint dpi,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
