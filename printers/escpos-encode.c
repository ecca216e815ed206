/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/escpos-encode.h"

/* Bytes of ESC/POS as the makers' command references name them. Everything is raster: the Vietnamese
 * code pages of these printers differ from maker to maker, dots do not. */
#define DLE 0x10
#define EOT 0x04
#define ENQ 0x05
#define ESC 0x1b
#define GS 0x1d

static void
put (GByteArray *out, const guint8 *bytes, guint length)
{
  g_byte_array_append (out, bytes, length);
}

/**
 * kiosk_escpos_put_start:
 * @out: where the bytes are added
 *
 * Puts the printer back to its defaults (ESC @): whoever printed before may have left a mode on.
 */
void
kiosk_escpos_put_start (GByteArray *out)
{
  const guint8 bytes[] = { ESC, '@' };

  put (out, bytes, sizeof bytes);
}

/**
 * kiosk_escpos_put_band:
 * @out: where the bytes are added
 * @bitmap: the picture
 * @from_row: first row of the band
 * @n_rows: rows of the band, %KIOSK_ESCPOS_BAND_ROWS at most
 *
 * One raster band (GS v 0, normal size). Bands are short because printers that receive a long picture
 * at once run out of buffer and print trash. Rows beyond the picture are left out.
 */
void
kiosk_escpos_put_band (GByteArray *out, const KioskBitmap *bitmap, guint from_row, guint n_rows)
{
  guint height = kiosk_bitmap_get_height (bitmap);
  guint stride = kiosk_bitmap_get_stride (bitmap);

  g_return_if_fail (n_rows <= KIOSK_ESCPOS_BAND_ROWS);

  if (from_row >= height)
    return;

  n_rows = MIN (n_rows, height - from_row);
  const guint8 head[] = { GS,
                          'v',
                          '0',
                          0,
                          (guint8) (stride & 0xff),
                          (guint8) (stride >> 8),
                          (guint8) (n_rows & 0xff),
                          (guint8) (n_rows >> 8) };

  put (out, head, sizeof head);
  put (out, kiosk_bitmap_get_row (bitmap, from_row), stride * n_rows);
}

/**
 * kiosk_escpos_put_process_id:
 * @out: where the bytes are added
 * @id: four printable characters
 *
 * Asks the printer to say @id when everything before it has been printed (GS ( H, function 48): the
 * only answer of such a printer that means «on paper».
 */
void
kiosk_escpos_put_process_id (GByteArray *out, const char id[KIOSK_ESCPOS_ID_SIZE])
{
  const guint8 head[] = { GS, '(', 'H', 6, 0, 48, 48 };

  put (out, head, sizeof head);
  put (out, (const guint8 *) id, KIOSK_ESCPOS_ID_SIZE);
}

/**
 * kiosk_escpos_put_cut:
 * @out: where the bytes are added
 *
 * Feeds to the cutter and cuts, leaving one point (GS V 66 0): without the feed the last lines stay inside.
 */
void
kiosk_escpos_put_cut (GByteArray *out)
{
  const guint8 bytes[] = { GS, 'V', 66, 0 };

  put (out, bytes, sizeof bytes);
}

/**
 * kiosk_escpos_put_barrier:
 * @out: where the bytes are added
 *
 * Asks for the paper status in turn (GS r 1), which every printer answers once it has worked through
 * what stands before it. It says "taken", not "printed".
 */
void
kiosk_escpos_put_barrier (GByteArray *out)
{
  const guint8 bytes[] = { GS, 'r', 1 };

  put (out, bytes, sizeof bytes);
}

/**
 * kiosk_escpos_put_status:
 * @out: where the bytes are added
 * @status: which
 *
 * Asks for a status at once (DLE EOT n), answered even while the printer is out of paper or open.
 */
void
kiosk_escpos_put_status (GByteArray *out, KioskEscposStatus status)
{
  const guint8 bytes[] = { DLE, EOT, (guint8) status };

  put (out, bytes, sizeof bytes);
}

/**
 * kiosk_escpos_put_clear:
 * @out: where the bytes are added
 *
 * Drops what the printer still holds (DLE ENQ 2, ESC @), so that a new roll does not bring out the
 * paper of the citizen before.
 */
void
kiosk_escpos_put_clear (GByteArray *out)
{
  const guint8 bytes[] = { DLE, ENQ, 2, ESC, '@' };

  put (out, bytes, sizeof bytes);
}

/**
 * kiosk_escpos_encode:
 * @bitmap: the picture
 * @printed_id: what the printer says when it is printed
 * @cut_id: what the printer says when it is cut
 *
 * Returns: (transfer full): all bytes of one paper, in order
 */
GBytes *
kiosk_escpos_encode (const KioskBitmap *bitmap, const char printed_id[KIOSK_ESCPOS_ID_SIZE],
                     const char cut_id[KIOSK_ESCPOS_ID_SIZE])
{
  GByteArray *out = g_byte_array_new ();

  kiosk_escpos_put_start (out);
  for (guint row = 0; row < kiosk_bitmap_get_height (bitmap); row += KIOSK_ESCPOS_BAND_ROWS)
    kiosk_escpos_put_band (out, bitmap, row, KIOSK_ESCPOS_BAND_ROWS);
  kiosk_escpos_put_process_id (out, printed_id);
  kiosk_escpos_put_cut (out);
  kiosk_escpos_put_process_id (out, cut_id);
  kiosk_escpos_put_barrier (out);
  return g_byte_array_free_to_bytes (out);
}
