/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/dg13.h"
#include "identity/lds/tlv.h"

#include <string.h>

#define NUMBER "079190123456"
#define N_RANDOM 1000

/* How a file is wrapped, and in which string its texts are. */
typedef struct
{
  guint tag;
  guint n_wrappers;
} Style;

static const Style usual = { 0x0C, 1 };

static void
append_text (GByteArray *array, guint tag, const char *text)
{
  g_autofree gunichar2 *units = NULL;
  glong n;

  if (tag != 0x1E)
    {
      kiosk_tlv_append (array, tag, (const guint8 *) text, strlen (text));
      return;
    }
  units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  for (glong i = 0; i < n; i++)
    units[i] = GUINT16_TO_BE (units[i]);
  kiosk_tlv_append (array, tag, (const guint8 *) units, (gsize) n * 2);
}

static void
append_wrapped (GByteArray *array, guint tag, GByteArray *inside)
{
  kiosk_tlv_append (array, tag, inside->data, inside->len);
}

static void
append_field (GByteArray *list, guint8 number, GByteArray *rest)
{
  g_autoptr (GByteArray) field = g_byte_array_new ();

  kiosk_tlv_append (field, 0x02, &number, 1);
  g_byte_array_append (field, rest->data, rest->len);
  append_wrapped (list, 0x30, field);
}

static void
append_text_field (GByteArray *list, guint tag, guint8 number, const char *text)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();

  append_text (rest, tag, text);
  append_field (list, number, rest);
}

/* Parents lie one deeper than other fields. */
static void
append_parents (GByteArray *list, guint tag, const char *father, const char *mother)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autoptr (GByteArray) pair = g_byte_array_new ();
  g_autoptr (GByteArray) one = g_byte_array_new ();
  g_autoptr (GByteArray) other = g_byte_array_new ();

  append_text (one, tag, father);
  append_text (other, tag, mother);
  append_wrapped (pair, 0x30, one);
  append_wrapped (pair, 0x30, other);
  append_wrapped (rest, 0x30, pair);
  append_field (list, 13, rest);
}

static GByteArray *
wrap (GByteArray *list, guint n_wrappers)
{
  g_autoptr (GByteArray) inside = g_byte_array_ref (list);
  GByteArray *file = g_byte_array_new ();

  for (guint i = 0; i < n_wrappers; i++)
    {
      GByteArray *outside = g_byte_array_new ();

      append_wrapped (outside, 0x30, inside);
      g_byte_array_unref (inside);
      inside = outside;
    }
  append_wrapped (file, 0x6D, inside);

  return file;
}

static KioskDg13 *
parse (GByteArray *file, GError **error)
{
  g_autofree guint8 *exact = g_memdup2 (file->data, file->len);

  return kiosk_dg13_parse (exact, file->len, error);
}

static KioskDg13 *
parse_list (GByteArray *list, guint n_wrappers, GError **error)
{
  g_autoptr (GByteArray) file = wrap (list, n_wrappers);

  return parse (file, error);
}

/* What every card has, but for the field left out. */
static GByteArray *
make_needed (guint8 without)
{
  static const char *const texts[] = { NULL, NUMBER, "Nguyễn Thị Ánh", "01/02/1990", "Nữ" };
  GByteArray *list = g_byte_array_new ();

  for (guint8 i = 1; i < G_N_ELEMENTS (texts); i++)
    if (i != without)
      append_text_field (list, usual.tag, i, texts[i]);

  return list;
}

static void
check (const KioskDg13 *dg13, KioskIdField field, const char *expected)
{
  g_assert_cmpstr (dg13->values[field], ==, expected);
}

static void
test_a_whole_card_is_read (void)
{
  g_autoptr (GByteArray) list = make_needed (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskDg13) dg13 = NULL;

  append_text_field (list, 0x0C, 5, "Việt Nam");
  append_text_field (list, 0x0C, 8, "Xã An Bình, Huyện Đông Giang, Quảng Nam");
  append_text_field (list, 0x0C, 9, "Số 5, Ấp Đông, Xã An Bình");
  append_text_field (list, 0x0C, 11, "31/12/2021");
  append_text_field (list, 0x0C, 12, "01/02/2040");
  append_parents (list, 0x0C, "Nguyễn Văn Ba", "Trần Thị Tư");
  append_text_field (list, 0x0C, 14, "Lê Văn Năm");
  append_text_field (list, 0x0C, 16, "023456789");
  append_text_field (list, 0x0C, 99, "of tomorrow");
  dg13 = parse_list (list, 1, &error);
  g_assert_no_error (error);
  check (dg13, KIOSK_ID_FIELD_NUMBER, NUMBER);
  check (dg13, KIOSK_ID_FIELD_OLD_NUMBER, "023456789");
  check (dg13, KIOSK_ID_FIELD_NAME, "Nguyễn Thị Ánh");
  check (dg13, KIOSK_ID_FIELD_BIRTH_DATE, "1990-02-01");
  check (dg13, KIOSK_ID_FIELD_SEX, "female");
  check (dg13, KIOSK_ID_FIELD_ADDRESS, "Số 5, Ấp Đông, Xã An Bình");
  check (dg13, KIOSK_ID_FIELD_ISSUE_DATE, "2021-12-31");
  check (dg13, KIOSK_ID_FIELD_EXPIRY_DATE, "2040-02-01");
  check (dg13, KIOSK_ID_FIELD_NATIONALITY, "Việt Nam");
  check (dg13, KIOSK_ID_FIELD_HOME_TOWN, "Xã An Bình, Huyện Đông Giang, Quảng Nam");
  check (dg13, KIOSK_ID_FIELD_FATHER, "Nguyễn Văn Ba");
  check (dg13, KIOSK_ID_FIELD_MOTHER, "Trần Thị Tư");
  check (dg13, KIOSK_ID_FIELD_SPOUSE, "Lê Văn Năm");
}

static void
test_ethnicity_religion_and_features_are_not_kept (void)
{
  g_autoptr (GByteArray) list = make_needed (0);
  g_autoptr (KioskDg13) dg13 = NULL;
  guint n = 0;

  append_text_field (list, 0x0C, 6, "Xơ Đăng");
  append_text_field (list, 0x0C, 7, "Cao Đài");
  append_text_field (list, 0x0C, 10, "Nốt ruồi");
  dg13 = parse_list (list, 1, NULL);
  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    if (dg13->values[i] != NULL)
      {
        g_assert_null (strstr (dg13->values[i], "Đăng"));
        g_assert_null (strstr (dg13->values[i], "Đài"));
        g_assert_null (strstr (dg13->values[i], "ruồi"));
        n++;
      }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_wrappings_and_strings_of_all_kinds_are_read (void)
{
  static const guint tags[] = { 0x0C, 0x13, 0x16, 0x1E };

  for (guint n = 0; n < 3; n++)
    for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
      {
        g_autoptr (GByteArray) list = make_needed (2);
        g_autoptr (GError) error = NULL;
        g_autoptr (KioskDg13) dg13 = NULL;

        append_text_field (list, tags[i], 2, tags[i] == 0x1E ? "Đỗ Ưu" : "Do Uu");
        append_parents (list, tags[i], "Ba", "Ma");
        dg13 = parse_list (list, n, &error);
        g_assert_no_error (error);
        check (dg13, KIOSK_ID_FIELD_NAME, tags[i] == 0x1E ? "Đỗ Ưu" : "Do Uu");
        check (dg13, KIOSK_ID_FIELD_MOTHER, "Ma");
      }
}

static void
test_parents_may_lie_flat (void)
{
  g_autoptr (GByteArray) list = make_needed (0);
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autoptr (KioskDg13) dg13 = NULL;

  append_text (rest, 0x0C, "");
  append_text (rest, 0x0C, "Trần Thị Tư");
  append_text (rest, 0x0C, "Ai Đó");
  append_field (list, 13, rest);
  dg13 = parse_list (list, 1, NULL);
  check (dg13, KIOSK_ID_FIELD_FATHER, NULL);
  check (dg13, KIOSK_ID_FIELD_MOTHER, "Trần Thị Tư");
}

static void
test_a_version_in_front_is_passed_over (void)
{
  g_autoptr (GByteArray) list = make_needed (0);
  g_autoptr (GByteArray) inside = g_byte_array_new ();
  g_autoptr (GByteArray) outside = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskDg13) dg13 = NULL;

  kiosk_tlv_append (inside, 0x02, (const guint8 *) "\0", 1);
  append_wrapped (inside, 0x31, list);
  append_wrapped (outside, 0x30, inside);
  dg13 = parse_list (outside, 0, &error);
  g_assert_no_error (error);
  check (dg13, KIOSK_ID_FIELD_NUMBER, NUMBER);
}

static const struct
{
  const char *in_15;
  const char *in_16;
  const char *old;
} old_numbers[] = {
  { NULL, "023456789", "023456789" },
  { "023456789", NULL, "023456789" },
  { "023456789", "112233445", "023456789" },
  { "001190123456", "023456789", "023456789" },
  { "001190123456", "VN-7F", "001190123456" },
  { "VN-7F", "023456789", "023456789" },
  { NUMBER, "", NULL },
  { "02345678", "0234567890", NULL },
  { "02345678X", NULL, NULL },
};

static void
test_the_old_number_is_told_by_its_shape (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (old_numbers); i++)
    {
      g_autoptr (GByteArray) list = make_needed (0);
      g_autoptr (KioskDg13) dg13 = NULL;

      if (old_numbers[i].in_15 != NULL)
        append_text_field (list, 0x0C, 15, old_numbers[i].in_15);
      if (old_numbers[i].in_16 != NULL)
        append_text_field (list, 0x0C, 16, old_numbers[i].in_16);
      dg13 = parse_list (list, 1, NULL);
      check (dg13, KIOSK_ID_FIELD_OLD_NUMBER, old_numbers[i].old);
    }
}

static const struct
{
  guint8 number;
  guint tag;
  const char *text; /* (nullable): not there */
  int code;         /* -1: read */
} fields[] = {
  { 1, 0x0C, NULL, KIOSK_DG13_ERROR_INCOMPLETE },
  { 2, 0x0C, NULL, KIOSK_DG13_ERROR_INCOMPLETE },
  { 3, 0x0C, NULL, KIOSK_DG13_ERROR_INCOMPLETE },
  { 4, 0x0C, NULL, KIOSK_DG13_ERROR_INCOMPLETE },
  { 1, 0x0C, "07919012345", KIOSK_DG13_ERROR_INCOMPLETE },
  { 1, 0x0C, "07919012345X", KIOSK_DG13_ERROR_INCOMPLETE },
  { 2, 0x0C, "   ", KIOSK_DG13_ERROR_INCOMPLETE },
  { 2, 0x0C, "Nguy\xFFn", KIOSK_DG13_ERROR_INCOMPLETE },
  { 2, 0x04, "Nguyen", KIOSK_DG13_ERROR_INCOMPLETE },
  { 3, 0x0C, "31/02/1990", KIOSK_DG13_ERROR_INCOMPLETE },
  { 3, 0x0C, "khong ro", KIOSK_DG13_ERROR_INCOMPLETE },
  { 4, 0x0C, "?", KIOSK_DG13_ERROR_INCOMPLETE },
  { 11, 0x0C, "32/01/2021", KIOSK_DG13_ERROR_INCOMPLETE },
  { 12, 0x0C, "2040", KIOSK_DG13_ERROR_INCOMPLETE },
  { 3, 0x0C, "00/00/1950", -1 },
  { 4, 0x0C, "NAM", -1 },
  { 12, 0x0C, "Không thời hạn", -1 },
  { 11, 0x0C, "", -1 },
};

static void
test_needed_fields_have_to_be_sound (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GByteArray) list = make_needed (fields[i].number);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskDg13) dg13 = NULL;

      g_test_message ("row %u", i);
      if (fields[i].text != NULL)
        append_text_field (list, fields[i].tag, fields[i].number, fields[i].text);
      dg13 = parse_list (list, 1, &error);
      g_assert_true ((dg13 == NULL) == (error != NULL));
      if (fields[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, KIOSK_DG13_ERROR, fields[i].code);
    }
}

static void
test_other_data_are_no_card (void)
{
  g_autoptr (GByteArray) deep = make_needed (0);
  g_autoptr (GByteArray) many = make_needed (0);
  g_autoptr (GByteArray) none = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_list (none, 1, &error));
  g_assert_error (error, KIOSK_DG13_ERROR, KIOSK_DG13_ERROR_LAYOUT);
  g_clear_error (&error);
  g_assert_null (parse_list (deep, 20, &error));
  g_assert_error (error, KIOSK_DG13_ERROR, KIOSK_DG13_ERROR_LAYOUT);
  g_clear_error (&error);
  for (guint i = 0; i < 300; i++)
    append_text_field (many, 0x0C, 99, "x");
  g_assert_null (parse_list (many, 1, &error));
  g_assert_error (error, KIOSK_DG13_ERROR, KIOSK_DG13_ERROR_LAYOUT);
}

static void
test_no_part_of_the_file_will_do (void)
{
  g_autoptr (GByteArray) list = make_needed (0);
  g_autoptr (GByteArray) file = wrap (list, 1);
  const guint whole = file->len;

  for (guint n = 0; n < whole; n++)
    {
      g_autoptr (GError) error = NULL;

      g_byte_array_set_size (file, whole - 1 - n);
      g_assert_null (parse (file, &error));
      g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_TRUNCATED);
    }
}

/* Words that between them have every Vietnamese vowel and its tones. */
static const char *const words[] = {
  "Nguyễn", "Trần", "Lê",     "Phạm",  "Huỳnh", "Hoàng", "Phan", "Vũ",   "Võ", "Đặng", "Bùi",
  "Đỗ",     "Hồ",   "Ngô",    "Dương", "Lý",    "Thị",   "Văn",  "Ánh",  "Ấn", "Ẩn",   "Ằng",
  "Ẵng",    "Ệ",    "Ễnh",    "Ỗi",    "Ợt",    "Ữu",    "Ỵ",    "Ỷ",    "Ỹ",  "Ỡm",   "Phượng",
  "Thuỷ",   "Xã",   "Phường", "Tổ",    "Ấp",    "Thôn",  "Quận", "Tỉnh", "Số", "12/3", "Kẻ,",
};

static char *
make_line (GRand *rand, guint max_words)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, (gint32) max_words + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
make_values (GRand *rand, char *values[KIOSK_ID_N_FIELDS])
{
  static const KioskIdField lines[]
      = { KIOSK_ID_FIELD_NAME,   KIOSK_ID_FIELD_NATIONALITY, KIOSK_ID_FIELD_HOME_TOWN,
          KIOSK_ID_FIELD_FATHER, KIOSK_ID_FIELD_MOTHER,      KIOSK_ID_FIELD_SPOUSE };
  static const KioskIdField dates[]
      = { KIOSK_ID_FIELD_BIRTH_DATE, KIOSK_ID_FIELD_ISSUE_DATE, KIOSK_ID_FIELD_EXPIRY_DATE };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    values[lines[i]] = make_line (rand, 6);
  /* Long enough that lengths of one, two and three bytes occur. */
  values[KIOSK_ID_FIELD_ADDRESS] = make_line (rand, 90);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    values[dates[i]]
        = g_strdup_printf ("%04d-%02d-%02d", g_rand_int_range (rand, 1920, 2060),
                           g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
  values[KIOSK_ID_FIELD_SEX] = g_strdup (g_rand_boolean (rand) ? "male" : "female");
  values[KIOSK_ID_FIELD_NUMBER] = g_strdup_printf ("%06d%06d", g_rand_int_range (rand, 0, 1000000),
                                                   g_rand_int_range (rand, 0, 1000000));
  values[KIOSK_ID_FIELD_OLD_NUMBER]
      = g_strdup_printf ("%09d", g_rand_int_range (rand, 0, 1000000000));
}

static void
append_value (GByteArray *list, guint tag, guint8 number, KioskIdField field, const char *value)
{
  g_autofree char *text = g_strdup (value);

  if (field == KIOSK_ID_FIELD_SEX)
    {
      g_free (text);
      text = g_strdup (g_str_equal (value, "male") ? "Nam" : "Nữ");
    }
  if (number == 3 || number == 11 || number == 12)
    {
      g_free (text);
      text = g_strdup_printf ("%s/%.2s/%.4s", value + 8, value + 5, value);
    }
  append_text_field (list, tag, number, text);
}

static GByteArray *
write_values (GRand *rand, char *values[KIOSK_ID_N_FIELDS])
{
  static const struct
  {
    guint8 number;
    KioskIdField field;
  } order[] = { { 1, KIOSK_ID_FIELD_NUMBER },       { 2, KIOSK_ID_FIELD_NAME },
                { 3, KIOSK_ID_FIELD_BIRTH_DATE },   { 4, KIOSK_ID_FIELD_SEX },
                { 5, KIOSK_ID_FIELD_NATIONALITY },  { 8, KIOSK_ID_FIELD_HOME_TOWN },
                { 9, KIOSK_ID_FIELD_ADDRESS },      { 11, KIOSK_ID_FIELD_ISSUE_DATE },
                { 12, KIOSK_ID_FIELD_EXPIRY_DATE }, { 14, KIOSK_ID_FIELD_SPOUSE } };
  g_autoptr (GByteArray) list = g_byte_array_new ();
  guint tag = g_rand_boolean (rand) ? 0x0C : 0x1E;

  append_text_field (list, tag, 6, "Kinh");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    append_value (list, tag, order[i].number, order[i].field, values[order[i].field]);
  append_text_field (list, tag, 7, "Không");
  append_parents (list, tag, values[KIOSK_ID_FIELD_FATHER], values[KIOSK_ID_FIELD_MOTHER]);
  append_text_field (list, tag, g_rand_boolean (rand) ? 15 : 16, values[KIOSK_ID_FIELD_OLD_NUMBER]);

  return wrap (list, (guint) g_rand_int_range (rand, 0, 3));
}

static void
test_a_thousand_records_come_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint n = 0; n < N_RANDOM; n++)
    {
      char *values[KIOSK_ID_N_FIELDS] = { NULL };
      g_autoptr (GByteArray) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskDg13) dg13 = NULL;

      make_values (rand, values);
      file = write_values (rand, values);
      dg13 = parse (file, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
        {
          g_assert_cmpstr (dg13->values[i], ==, values[i]);
          g_free (values[i]);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/dg13/a-whole-card-is-read", test_a_whole_card_is_read);
  g_test_add_func ("/identity/dg13/ethnicity-religion-and-features-are-not-kept",
                   test_ethnicity_religion_and_features_are_not_kept);
  g_test_add_func ("/identity/dg13/wrappings-and-strings-of-all-kinds-are-read",
                   test_wrappings_and_strings_of_all_kinds_are_read);
  g_test_add_func ("/identity/dg13/parents-may-lie-flat", test_parents_may_lie_flat);
  g_test_add_func ("/identity/dg13/a-version-in-front-is-passed-over",
                   test_a_version_in_front_is_passed_over);
  g_test_add_func ("/identity/dg13/the-old-number-is-told-by-its-shape",
                   test_the_old_number_is_told_by_its_shape);
  g_test_add_func ("/identity/dg13/needed-fields-have-to-be-sound",
                   test_needed_fields_have_to_be_sound);
  g_test_add_func ("/identity/dg13/other-data-are-no-card", test_other_data_are_no_card);
  g_test_add_func ("/identity/dg13/no-part-of-the-file-will-do", test_no_part_of_the_file_will_do);
  g_test_add_func ("/identity/dg13/a-thousand-records-come-back",
                   test_a_thousand_records_come_back);

  return g_test_run ();
}
