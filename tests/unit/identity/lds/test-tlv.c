/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/tlv.h"

static const struct
{
  const char *bytes;
  gsize length;
  int code; /* -1: read */
  guint tag;
  gsize value;
} rows[] = {
  { "\x30\x00", 2, -1, 0x30, 0 },
  { "\x7F\x61\x01\xAA", 4, -1, 0x7F61, 1 },
  { "\x5F\x81\x01\x01\xAA", 5, -1, 0x5F8101, 1 },
  { "\x04\x81\x01\xAA", 4, -1, 0x04, 1 },
  { "\x04\x82\x00\x01\xAA\xFF", 6, -1, 0x04, 1 },
  { "", 0, KIOSK_TLV_ERROR_TRUNCATED, 0, 0 },
  { "\x30", 1, KIOSK_TLV_ERROR_TRUNCATED, 0, 0 },
  { "\x7F", 1, KIOSK_TLV_ERROR_TRUNCATED, 0, 0 },
  { "\x30\x02\x00", 3, KIOSK_TLV_ERROR_TRUNCATED, 0, 0 },
  { "\x30\x82\x01", 3, KIOSK_TLV_ERROR_TRUNCATED, 0, 0 },
  { "\x30\x80\x00\x00", 4, KIOSK_TLV_ERROR_MALFORMED, 0, 0 },
  { "\x30\x85\x00\x00\x00\x00\x01\xAA", 8, KIOSK_TLV_ERROR_MALFORMED, 0, 0 },
  { "\x30\x84\xFF\xFF\xFF\xFF", 6, KIOSK_TLV_ERROR_MALFORMED, 0, 0 },
  { "\x5F\x81\x81\x01\x00", 5, KIOSK_TLV_ERROR_MALFORMED, 0, 0 },
};

static void
test_one_object (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *exact = g_memdup2 (rows[i].bytes, rows[i].length);
      KioskTlvReader reader;
      KioskTlv tlv;

      kiosk_tlv_reader_init (&reader, exact, rows[i].length);
      if (rows[i].code < 0)
        {
          g_assert_true (kiosk_tlv_reader_next (&reader, &tlv, &error));
          g_assert_no_error (error);
          g_assert_cmphex (tlv.tag, ==, rows[i].tag);
          g_assert_cmpuint (tlv.length, ==, rows[i].value);
        }
      else
        {
          g_assert_false (kiosk_tlv_reader_next (&reader, &tlv, &error));
          g_assert_error (error, KIOSK_TLV_ERROR, rows[i].code);
        }
    }
}

static void
test_what_is_written_is_read_again (void)
{
  const gsize lengths[] = { 0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000 };
  const guint tags[] = { 0x04, 0x30, 0x7F61, 0x5F8101 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint k = 0; k < G_N_ELEMENTS (tags); k++)
      {
        g_autoptr (GByteArray) array = g_byte_array_new ();
        g_autofree guint8 *value = g_malloc0 (lengths[i] + 1);
        KioskTlv tlv;
        gsize total;

        kiosk_tlv_append (array, tags[k], value, lengths[i]);
        g_assert_true (kiosk_tlv_parse (array->data, array->len, tags[k], &tlv, NULL));
        g_assert_cmpuint (tlv.length, ==, lengths[i]);
        g_assert_cmpuint (tlv.whole_length, ==, array->len);
        g_assert_true (kiosk_tlv_measure (array->data, MIN (array->len, 8), &total, NULL));
        g_assert_cmpuint (total, ==, array->len);
      }
}

static void
test_another_tag_stays_to_be_read (void)
{
  static const guint8 bytes[] = { 0x04, 0x01, 0xAA, 0x05, 0x00 };
  g_autoptr (GError) error = NULL;
  KioskTlvReader reader;
  KioskTlv tlv;

  kiosk_tlv_reader_init (&reader, bytes, sizeof bytes);
  g_assert_false (kiosk_tlv_reader_take (&reader, 0x05, &tlv, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
  g_assert_true (kiosk_tlv_reader_take (&reader, 0x04, &tlv, NULL));
  g_assert_true (kiosk_tlv_reader_take (&reader, 0x05, &tlv, NULL));
  g_assert_cmpuint (reader.left, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/tlv/one-object", test_one_object);
  g_test_add_func ("/identity/tlv/what-is-written-is-read-again",
                   test_what_is_written_is_read_again);
  g_test_add_func ("/identity/tlv/another-tag-stays-to-be-read", test_another_tag_stays_to_be_read);

  return g_test_run ();
}
