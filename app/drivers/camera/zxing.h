/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* The longest content a QR code can have (version 40, lowest correction, bytes). */
#define KIOSK_ZXING_MAX 2953

#ifdef __cplusplus
extern "C"
{
#endif

/* The content of a QR code in a picture of one byte a pixel, rows @stride bytes apart, or 0 for none.
 * Plain C for the one file in another language: no GLib here. The sides have been checked. */
size_t kiosk_zxing_read (const uint8_t *grey, int width, int height, int stride, uint8_t content[KIOSK_ZXING_MAX]);

/* Whether a bar code or a code of another kind is in the picture (1) or not (0). */
int kiosk_zxing_sees_other (const uint8_t *grey, int width, int height, int stride);

#ifdef __cplusplus
}
#endif
