/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/card-qr.h"

#include <string.h>

#define NUMBER "079090123456"

typedef struct
{
  const char *name;
  const char *code;
  const char *expected[KIOSK_ID_N_FIELDS]; /* in the order of KioskIdField */
} Good;

#define PLAIN                                                                                      \
  {                                                                                                \
    NUMBER, "023456789", "Nguyễn Thị Ánh", "1990-02-01", "female", "Số 5, Ấp Đông, Xã An Bình",    \
        "2021-12-31"                                                                               \
  }
#define NO_OLD                                                                                     \
  {                                                                                                \
    NUMBER, NULL, "Nguyễn Thị Ánh", "1990-02-01", "female", "Số 5, Ấp Đông, Xã An Bình",           \
        "2021-12-31"                                                                               \
  }
#define REST "Nguyễn Thị Ánh|01021990|Nữ|Số 5, Ấp Đông, Xã An Bình|31122021"

static const Good good[] = {
  { "seven-fields", NUMBER "|023456789|" REST, PLAIN },
  { "crlf-behind", NUMBER "|023456789|" REST "\r\n", PLAIN },
  { "byte-order-mark-in-front", "\xef\xbb\xbf" NUMBER "|023456789|" REST, PLAIN },
  { "symbology-identifier-in-front", "]Q1" NUMBER "|023456789|" REST, PLAIN },
  { "empty-old-number", NUMBER "||" REST, NO_OLD },
  { "no-old-number-at-all", NUMBER "|" REST, NO_OLD },
  { "further-fields", NUMBER "|023456789|" REST "|Nguyễn Văn Ba|Trần Thị Mẹ||", PLAIN },
  { "further-fields-with-dates", NUMBER "||" REST "|01012035|x", NO_OLD },
  { "spaces-around",
    "  " NUMBER " | 023 456 789 | Nguyễn  Thị Ánh | 01021990 | Nữ | Số 5, Ấp Đông, "
    "Xã An Bình | 31122021 ",
    PLAIN },
  { "slashes-in-dates",
    NUMBER "||Nguyễn Thị Ánh|01/02/1990|Nữ|Số 5, Ấp Đông, Xã An Bình|31/12/2021", NO_OLD },
  { "single-digits-in-dates",
    NUMBER "||Nguyễn Thị Ánh|1/2/1990|Nữ|Số 5, Ấp Đông, Xã An Bình|31-12-2021", NO_OLD },
  { "line-breaks",
    NUMBER "\n023456789\nNguyễn Thị Ánh\n01021990\nNữ\nSố 5, Ấp Đông, Xã An Bình\n31122021\n",
    PLAIN },
  { "crlf-line-breaks-and-an-empty-line",
    NUMBER "\r\n\r\nNguyễn Thị Ánh\r\n01021990\r\nNữ\r\nSố 5, Ấp Đông, Xã An Bình\r\n31122021",
    NO_OLD },
  { "tabs", NUMBER "\t\tNguyễn Thị Ánh\t01021990\tNữ\tSố 5, Ấp Đông, Xã An Bình\t31122021",
    NO_OLD },
  { "decomposed",
    NUMBER "||Nguye\xcc\x82\xcc\x83n Thi\xcc\xa3 A\xcc\x81nh|01021990|Nu\xcc\x9b\xcc\x83|"
           "So\xcc\x82\xcc\x81 5, A\xcc\x82\xcc\x81p \xc4\x90o\xcc\x82ng, Xa\xcc\x83 An "
           "Bi\xcc\x80nh|31122021",
    NO_OLD },
  { "capitals",
    NUMBER "||NGUYỄN THỊ ÁNH|01021990|NAM||31122021",
    { NUMBER, NULL, "NGUYỄN THỊ ÁNH", "1990-02-01", "male", NULL, "2021-12-31" } },
  { "day-and-month-unknown",
    NUMBER "||A Ba|00001950|nữ|x|31122021",
    { NUMBER, NULL, "A Ba", "1950-00-00", "female", "x", "2021-12-31" } },
  { "empty-issue-date",
    NUMBER "||A Ba|01021990|Nam|x|",
    { NUMBER, NULL, "A Ba", "1990-02-01", "male", "x", NULL } },
  { "old-number-of-another-shape",
    NUMBER "|ABC123|A Ba|01021990|Nam|x|31122021",
    { NUMBER, NULL, "A Ba", "1990-02-01", "male", "x", "2021-12-31" } },
};

static void
test_good (gconstpointer data)
{
  const Good *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document
      = kiosk_card_qr_parse (row->code, strlen (row->code), &error);

  g_assert_no_error (error);
  g_assert_cmpint (kiosk_id_document_get_assurance (document), ==, KIOSK_ASSURANCE_QR);
  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    g_assert_cmpstr (kiosk_id_document_get (document, (KioskIdField) i), ==, row->expected[i]);
}

static const struct
{
  const char *name;
  const char *code;
  KioskCardQrError expected;
} bad[] = {
  { "nothing", "", KIOSK_CARD_QR_ERROR_MALFORMED },
  { "only-line-ends", "\r\n", KIOSK_CARD_QR_ERROR_MALFORMED },
  { "a-word", "xin chào", KIOSK_CARD_QR_ERROR_MALFORMED },
  { "not-utf-8", NUMBER "||Nguy\x8e|01021990|Nam|x|31122021", KIOSK_CARD_QR_ERROR_MALFORMED },
  { "a-bare-number", NUMBER, KIOSK_CARD_QR_ERROR_MALFORMED },
  { "a-bank", "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA",
    KIOSK_CARD_QR_ERROR_PAYMENT },
  { "a-bank-with-line-end", "000201010212\r\n", KIOSK_CARD_QR_ERROR_PAYMENT },
  { "an-address", "https://example.vn/a", KIOSK_CARD_QR_ERROR_URL },
  { "an-address-in-capitals", "HTTPS://EXAMPLE.VN", KIOSK_CARD_QR_ERROR_URL },
  { "an-address-without-scheme", "www.example.vn", KIOSK_CARD_QR_ERROR_URL },
  { "another-scheme", "zalo://qr/x", KIOSK_CARD_QR_ERROR_URL },
  { "an-address-with-bars", "https://example.vn/a|b|c|d|e|f|g", KIOSK_CARD_QR_ERROR_URL },
  { "a-receipt", "HTTPS://TRACK.EXAMPLE.VN/R/ABCDEF", KIOSK_CARD_QR_ERROR_RECEIPT },
  { "a-receipt-in-small-letters", "http://127.0.0.1:8443/r/abcdef", KIOSK_CARD_QR_ERROR_RECEIPT },
  { "r-further-down-is-no-receipt", "https://example.vn/x/R/a", KIOSK_CARD_QR_ERROR_URL },
  { "r-of-no-host-is-no-receipt", "https:///R/a", KIOSK_CARD_QR_ERROR_URL },
  { "eleven-digits", "07909012345||A Ba|01021990|Nam|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "thirteen-digits", NUMBER "7||A Ba|01021990|Nam|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "letters-in-the-number", "07909012345O||A Ba|01021990|Nam|x|31122021",
    KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "no-name", NUMBER "|||01021990|Nam|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "no-birth-date", NUMBER "||A Ba||Nam|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "a-day-that-never-was", NUMBER "||A Ba|31021990|Nam|x|31122021",
    KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "a-thirteenth-month", NUMBER "||A Ba|01131990|Nam|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "another-sex", NUMBER "||A Ba|01021990|X|x|31122021", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "cut-in-the-address", NUMBER "||A Ba|01021990|Nam|Số 5, Ấ", KIOSK_CARD_QR_ERROR_INCOMPLETE },
  { "cut-in-the-issue-date", NUMBER "||A Ba|01021990|Nam|x|3112", KIOSK_CARD_QR_ERROR_INCOMPLETE },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i].name);
      g_assert_null (kiosk_card_qr_parse (bad[i].code, strlen (bad[i].code), &error));
      g_assert_error (error, KIOSK_CARD_QR_ERROR, (int) bad[i].expected);
      g_assert_null (strstr (error->message, "0790"));
      g_assert_null (strstr (error->message, "Ba"));
    }
}

static void
test_too_long_and_with_a_nul_inside (void)
{
  g_autofree char *longest = g_strnfill (2049, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (kiosk_card_qr_parse (longest, 2049, &error));
  g_assert_error (error, KIOSK_CARD_QR_ERROR, KIOSK_CARD_QR_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (kiosk_card_qr_parse (NUMBER "||A\0B|01021990|Nam|x|31122021", 38, &error));
  g_assert_error (error, KIOSK_CARD_QR_ERROR, KIOSK_CARD_QR_ERROR_MALFORMED);
}

/* Every letter of Vietnamese, with every tone. */
static const char *const vowels[] = {
  "a", "á", "à", "ả", "ã", "ạ", "ă", "ắ", "ằ", "ẳ", "ẵ", "ặ", "â", "ấ", "ầ", "ẩ", "ẫ", "ậ",
  "e", "é", "è", "ẻ", "ẽ", "ẹ", "ê", "ế", "ề", "ể", "ễ", "ệ", "i", "í", "ì", "ỉ", "ĩ", "ị",
  "o", "ó", "ò", "ỏ", "õ", "ọ", "ô", "ố", "ồ", "ổ", "ỗ", "ộ", "ơ", "ớ", "ờ", "ở", "ỡ", "ợ",
  "u", "ú", "ù", "ủ", "ũ", "ụ", "ư", "ứ", "ừ", "ử", "ữ", "ự", "y", "ý", "ỳ", "ỷ", "ỹ", "ỵ",
};
static const char *const onsets[]
    = { "",  "B",  "Ch", "D",  "Đ",  "G", "Gi", "H",  "Kh", "L", "M",
        "N", "Ng", "Nh", "Ph", "Qu", "S", "T",  "Th", "Tr", "V", "X" };
static const char *const codas[] = { "", "c", "ch", "m", "n", "ng", "nh", "p", "t" };

static char *
make_words (GRand *rand, guint n_words)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (words, "%s%s%s%s", i == 0 ? "" : " ",
                            onsets[g_rand_int_range (rand, 0, G_N_ELEMENTS (onsets))],
                            vowels[g_rand_int_range (rand, 0, G_N_ELEMENTS (vowels))],
                            codas[g_rand_int_range (rand, 0, G_N_ELEMENTS (codas))]);

  return g_string_free (words, FALSE);
}

static void
check_payload (const char *code, const char *const *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document = kiosk_card_qr_parse (code, strlen (code), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    g_assert_cmpstr (kiosk_id_document_get (document, (KioskIdField) i), ==, expected[i]);
}

static void
test_3000_payloads_come_back_exactly (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261125);

  for (guint i = 0; i < 3000; i++)
    {
      int day = g_rand_int_range (rand, 1, 29), month = g_rand_int_range (rand, 1, 13);
      int year = g_rand_int_range (rand, 1930, 2026);
      gboolean female = g_rand_boolean (rand), old = g_rand_boolean (rand);
      g_autofree char *name = make_words (rand, (guint) g_rand_int_range (rand, 2, 6));
      g_autofree char *street = make_words (rand, 3);
      g_autofree char *address
          = g_strdup_printf ("Số %d, %s", g_rand_int_range (rand, 1, 999), street);
      g_autofree char *number = g_strdup_printf ("%012" G_GINT64_FORMAT,
                                                 (gint64) g_rand_int (rand) * 97 % 1000000000000);
      g_autofree char *old_number = g_strdup_printf ("%09d", g_rand_int_range (rand, 0, 999999999));
      g_autofree char *birth = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
      g_autofree char *code
          = g_strdup_printf ("%s|%s|%s|%02d%02d%04d|%s|%s|15082021", number, old ? old_number : "",
                             name, day, month, year, female ? "Nữ" : "Nam", address);
      g_autofree char *composed = g_utf8_normalize (code, -1, G_NORMALIZE_NFC);
      g_autofree char *decomposed = g_utf8_normalize (code, -1, G_NORMALIZE_NFD);
      g_autofree char *nfc_name = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
      g_autofree char *nfc_address = g_utf8_normalize (address, -1, G_NORMALIZE_NFC);
      const char *const expected[KIOSK_ID_N_FIELDS]
          = { number,      old ? old_number : NULL,    nfc_name,
              birth,       female ? "female" : "male", nfc_address,
              "2021-08-15" };

      check_payload (composed, expected);
      check_payload (decomposed, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/identity/card-qr/reads/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  g_test_add_func ("/identity/card-qr/what-is-not-a-card-is-told-apart", test_bad);
  g_test_add_func ("/identity/card-qr/too-long-or-with-a-nul-inside-is-refused",
                   test_too_long_and_with_a_nul_inside);
  g_test_add_func ("/identity/card-qr/3000-payloads-come-back-exactly",
                   test_3000_payloads_come_back_exactly);

  return g_test_run ();
}
