/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "printers/escpos-answer.h"

#include <string.h>

static void
assert_bytes (GBytes *bytes, const guint8 *expected, gsize length)
{
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, length);
}

static void
test_a_small_picture_has_the_golden_bytes (void)
{
  g_autoptr (KioskBitmap) bitmap = kiosk_bitmap_new (12, 2);
  g_autoptr (GBytes) bytes = NULL;
  const guint8 golden[] = {
    0x1b, '@',                                             /* defaults */
    0x1d, 'v',  '0',  0,    2, 0,  2,  0,                  /* raster, 2 bytes by 2 rows */
    0x80, 0x10, 0x01, 0x00,                                /* dots 0 and 11, then dot 7 */
    0x1d, '(',  'H',  6,    0, 48, 48, 'P', '0', '0', '1', /* say when printed */
    0x1d, 'V',  66,   0,                                   /* feed and cut */
    0x1d, '(',  'H',  6,    0, 48, 48, 'C', '0', '0', '1', /* say when cut */
    0x1d, 'r',  1,                                         /* say when passed */
  };

  kiosk_bitmap_set_black (bitmap, 0, 0);
  kiosk_bitmap_set_black (bitmap, 11, 0);
  kiosk_bitmap_set_black (bitmap, 7, 1);
  bytes = kiosk_escpos_encode (bitmap, "P001", "C001");
  assert_bytes (bytes, golden, sizeof golden);
}

static void
test_a_long_picture_goes_in_bands_of_128_rows (void)
{
  g_autoptr (KioskBitmap) bitmap = kiosk_bitmap_new (576, 300);
  g_autoptr (GBytes) bytes = kiosk_escpos_encode (bitmap, "P001", "C001");
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  gsize at = 2;
  const guint rows[] = { 128, 128, 44 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const guint8 head[] = { 0x1d, 'v', '0', 0, 72, 0, (guint8) rows[i], 0 };

      g_assert_cmpmem (data + at, sizeof head, head, sizeof head);
      at += sizeof head + 72 * rows[i];
    }
  g_assert_cmpuint (g_bytes_get_size (bytes) - at, ==, 11 + 4 + 11 + 3);
}

static void
feed (KioskEscposAnswers *answers, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    kiosk_escpos_answers_feed (answers, (guint8) bytes[i]);
}

static void
test_a_process_id_is_known_however_it_is_split (void)
{
  KioskEscposAnswers answers;

  kiosk_escpos_answers_init (&answers);
  feed (&answers, "\x37\x22P0", 4);
  g_assert_cmpuint (answers.n_ids, ==, 0);
  feed (&answers, "01", 2);
  g_assert_cmpuint (answers.n_ids, ==, 0);
  feed (&answers, "\0", 1);
  g_assert_true (kiosk_escpos_answers_has (&answers, "P001"));
  g_assert_false (kiosk_escpos_answers_has (&answers, "P002"));
}

static void
test_two_process_ids_at_once_are_both_heard (void)
{
  KioskEscposAnswers answers;

  kiosk_escpos_answers_init (&answers);
  feed (&answers,
        "\x37\x22P001\0\x37\x22"
        "C001\0",
        14);
  g_assert_true (kiosk_escpos_answers_has (&answers, "P001"));
  g_assert_true (kiosk_escpos_answers_has (&answers, "C001"));
}

static void
test_what_only_looks_like_a_process_id_is_none (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } near[] = {
    { "\x37\x22P001\x01", 7 },          /* no end */
    { "\x37\x23P001\x00", 7 },          /* another head */
    { "\x37\x22P\x01\x30\x31\x00", 7 }, /* not printable */
    { "\x37\x22P00", 5 },               /* cut short */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (near); i++)
    {
      KioskEscposAnswers answers;

      kiosk_escpos_answers_init (&answers);
      feed (&answers, near[i].bytes, near[i].length);
      g_assert_cmpuint (answers.n_ids, ==, 0);
    }
}

static void
test_a_process_id_after_rubbish_is_still_heard (void)
{
  KioskEscposAnswers answers;

  kiosk_escpos_answers_init (&answers);
  feed (&answers, "\xff\x37\x37\x22P001\x00", 9);
  g_assert_true (kiosk_escpos_answers_has (&answers, "P001"));
}

static void
test_status_and_barrier_are_told_apart (void)
{
  KioskEscposAnswers answers;

  kiosk_escpos_answers_init (&answers);
  feed (&answers, "\x12", 1);
  g_assert_true (answers.has_status);
  g_assert_false (answers.passed_barrier);
  feed (&answers, "\x00", 1);
  g_assert_true (answers.passed_barrier);
  g_assert_cmpuint (answers.n_ids, ==, 0);
}

static void
test_each_status_bit_means_its_state (void)
{
  static const struct
  {
    KioskEscposStatus asked;
    guint8 byte;
    KioskPrinterState state;
  } rows[] = {
    { KIOSK_ESCPOS_STATUS_PAPER, 0x12, KIOSK_PRINTER_READY },
    { KIOSK_ESCPOS_STATUS_PAPER, 0x1e, KIOSK_PRINTER_READY }, /* near its end */
    { KIOSK_ESCPOS_STATUS_PAPER, 0x72, KIOSK_PRINTER_NO_PAPER },
    { KIOSK_ESCPOS_STATUS_OFFLINE, 0x12, KIOSK_PRINTER_READY },
    { KIOSK_ESCPOS_STATUS_OFFLINE, 0x16, KIOSK_PRINTER_COVER },
    { KIOSK_ESCPOS_STATUS_OFFLINE, 0x32, KIOSK_PRINTER_NO_PAPER },
    { KIOSK_ESCPOS_STATUS_OFFLINE, 0x52, KIOSK_PRINTER_JAM },
    { KIOSK_ESCPOS_STATUS_FAULT, 0x12, KIOSK_PRINTER_READY },
    { KIOSK_ESCPOS_STATUS_FAULT, 0x1a, KIOSK_PRINTER_JAM },
    { KIOSK_ESCPOS_STATUS_PRINTER, 0x1a, KIOSK_PRINTER_OFFLINE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kiosk_escpos_status_state (rows[i].asked, rows[i].byte), ==, rows[i].state);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/printers/escpos/a-small-picture-has-the-golden-bytes",
                   test_a_small_picture_has_the_golden_bytes);
  g_test_add_func ("/printers/escpos/a-long-picture-goes-in-bands-of-128-rows",
                   test_a_long_picture_goes_in_bands_of_128_rows);
  g_test_add_func ("/printers/escpos/a-process-id-is-known-however-it-is-split",
                   test_a_process_id_is_known_however_it_is_split);
  g_test_add_func ("/printers/escpos/two-process-ids-at-once-are-both-heard",
                   test_two_process_ids_at_once_are_both_heard);
  g_test_add_func ("/printers/escpos/what-only-looks-like-a-process-id-is-none",
                   test_what_only_looks_like_a_process_id_is_none);
  g_test_add_func ("/printers/escpos/a-process-id-after-rubbish-is-still-heard",
                   test_a_process_id_after_rubbish_is_still_heard);
  g_test_add_func ("/printers/escpos/status-and-barrier-are-told-apart",
                   test_status_and_barrier_are_told_apart);
  g_test_add_func ("/printers/escpos/each-status-bit-means-its-state",
                   test_each_status_bit_means_its_state);

  return g_test_run ();
}
