/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "printers/bitmap.h"

G_BEGIN_DECLS

#define KIOSK_ESCPOS_BAND_ROWS 128
#define KIOSK_ESCPOS_ID_SIZE 4

/** KioskEscposStatus: what DLE EOT n asks for; the values are n. */
typedef enum {
  KIOSK_ESCPOS_STATUS_PRINTER = 1,
  KIOSK_ESCPOS_STATUS_OFFLINE = 2,
  KIOSK_ESCPOS_STATUS_FAULT = 3,
  KIOSK_ESCPOS_STATUS_PAPER = 4,
} KioskEscposStatus;

void   kiosk_escpos_put_start      (GByteArray *out);
void   kiosk_escpos_put_band       (GByteArray *out, const KioskBitmap *bitmap, guint from_row, guint n_rows);
void   kiosk_escpos_put_process_id (GByteArray *out, const char id[KIOSK_ESCPOS_ID_SIZE]);
void   kiosk_escpos_put_cut        (GByteArray *out);
void   kiosk_escpos_put_barrier    (GByteArray *out);
void   kiosk_escpos_put_status     (GByteArray *out, KioskEscposStatus status);
void   kiosk_escpos_put_clear      (GByteArray *out);
GBytes *kiosk_escpos_encode        (const KioskBitmap *bitmap, const char printed_id[KIOSK_ESCPOS_ID_SIZE],
                                    const char cut_id[KIOSK_ESCPOS_ID_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
