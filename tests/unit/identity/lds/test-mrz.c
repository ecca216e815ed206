/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/dg1.h"
#include "identity/lds/tlv.h"

#include <string.h>

/* Made up after the sample of the Vietnamese card; UTO are the specimens of ICAO 9303-4, -5, -6. */
#define VN_1 "IDVNM1990000014001199000001<<5"
#define VN_2 "9901317F3901315VNM<<<<<<<<<<<2"
#define VN_3 "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<"
#define VN VN_1 VN_2 VN_3
#define UTO_NAME "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"

static const struct
{
  const char *name;
  const char *text;
  guint year;
  KioskMrz expected;
} good[] = {
  { "vietnamese-card",
    VN,
    2026,
    { KIOSK_MRZ_TD1, "ID", "VNM", "199000001", "001199000001  5", "", "1999-01-31", "2039-01-31",
      'F', "VNM", "NGUYEN", "THI MAU" } },
  { "line-breaks",
    VN_1 "\r\n" VN_2 "\n" VN_3 "\n",
    2026,
    { KIOSK_MRZ_TD1, "ID", "VNM", "199000001", "001199000001  5", "", "1999-01-31", "2039-01-31",
      'F', "VNM", "NGUYEN", "THI MAU" } },
  { "td1",
    "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6" UTO_NAME,
    2026,
    { KIOSK_MRZ_TD1, "I", "UTO", "D23145890", "", "", "1974-08-12", "2012-04-15", 'F', "UTO",
      "ERIKSSON", "ANNA MARIA" } },
  { "td1-with-a-long-number",
    "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<",
    1990,
    { KIOSK_MRZ_TD1, "I", "UTO", "D23145890734", "", "", "1934-07-12", "1995-07-12", 'M', "UTO",
      "STEVENSON", "PETER JOHN" } },
  { "td2",
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6",
    2026,
    { KIOSK_MRZ_TD2, "I", "UTO", "D23145890", "", "", "1974-08-12", "2012-04-15", 'F', "UTO",
      "ERIKSSON", "ANNA MARIA" } },
  { "td3",
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    2026,
    { KIOSK_MRZ_TD3, "P", "UTO", "L898902C3", "ZE184226B", "", "1974-08-12", "2012-04-15", 'F',
      "UTO", "ERIKSSON", "ANNA MARIA" } },
};

static const struct
{
  const char *text;
  int code;
} bad[] = {
  { "", KIOSK_MRZ_ERROR_MALFORMED },
  { VN_1 VN_2, KIOSK_MRZ_ERROR_MALFORMED },
  { VN_1 VN_2 VN_3 "<", KIOSK_MRZ_ERROR_MALFORMED },
  { VN_1 VN_2 "nguyen<<thi<mau<<<<<<<<<<<<<<<", KIOSK_MRZ_ERROR_MALFORMED },
  { VN_1 VN_2 "NGUYEN<<THI<M\xC3\x80U<<<<<<<<<<<<<<", KIOSK_MRZ_ERROR_MALFORMED },
  { "IDVNM1990000015001199000001<<5" VN_2 VN_3, KIOSK_MRZ_ERROR_CHECK_DIGIT },
  { VN_1 "9901318F3901315VNM<<<<<<<<<<<2" VN_3, KIOSK_MRZ_ERROR_CHECK_DIGIT },
  { VN_1 "9901317F3901316VNM<<<<<<<<<<<2" VN_3, KIOSK_MRZ_ERROR_CHECK_DIGIT },
  { VN_1 "9901317F3901315VNM<<<<<<<<<<<3" VN_3, KIOSK_MRZ_ERROR_CHECK_DIGIT },
  /* a long number that never ends */
  { "I<UTOD23145890<<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6" UTO_NAME,
    KIOSK_MRZ_ERROR_CHECK_DIGIT },
};

static GDate
make_day (guint year)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 22, G_DATE_NOVEMBER, (GDateYear) year);

  return day;
}

static KioskMrz *
parse (const char *text, guint year, GError **error)
{
  GDate today = make_day (year);
  gsize length = strlen (text);
  g_autofree char *exact = g_memdup2 (text, length);

  return kiosk_mrz_parse (exact, length, &today, error);
}

static void
test_good_zones_are_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskMrz) mrz = parse (good[i].text, good[i].year, &error);

      g_test_message ("%s", good[i].name);
      g_assert_no_error (error);
      g_assert_cmpint (mrz->format, ==, good[i].expected.format);
      g_assert_cmpstr (mrz->document, ==, good[i].expected.document);
      g_assert_cmpstr (mrz->issuer, ==, good[i].expected.issuer);
      g_assert_cmpstr (mrz->number, ==, good[i].expected.number);
      g_assert_cmpstr (mrz->optional, ==, good[i].expected.optional);
      g_assert_cmpstr (mrz->optional_2, ==, good[i].expected.optional_2);
      g_assert_cmpstr (mrz->birth, ==, good[i].expected.birth);
      g_assert_cmpstr (mrz->expiry, ==, good[i].expected.expiry);
      g_assert_cmpint (mrz->sex, ==, good[i].expected.sex);
      g_assert_cmpstr (mrz->nationality, ==, good[i].expected.nationality);
      g_assert_cmpstr (mrz->surname, ==, good[i].expected.surname);
      g_assert_cmpstr (mrz->given, ==, good[i].expected.given);
    }
}

static void
test_bad_zones_are_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskMrz) mrz = parse (bad[i].text, 2026, &error);

      g_test_message ("row %u", i);
      g_assert_null (mrz);
      g_assert_error (error, KIOSK_MRZ_ERROR, bad[i].code);
    }
}

/* Whatever a check digit stands for: one digit more, and nothing is believed. */
static void
test_no_digit_can_change_unseen (void)
{
  for (guint i = 5; i < 60; i++)
    {
      g_autofree char *text = g_strdup (VN);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskMrz) mrz = NULL;

      if (!g_ascii_isdigit (text[i]))
        continue;
      text[i] = text[i] == '9' ? '0' : (char) (text[i] + 1);
      mrz = parse (text, 2026, &error);
      g_test_message ("character %u", i);
      g_assert_error (error, KIOSK_MRZ_ERROR, KIOSK_MRZ_ERROR_CHECK_DIGIT);
    }
}

/* A zone with right digits around these two dates and sex. */
static char *
make_td1 (const char *birth, char sex, const char *expiry)
{
  g_autofree char *line
      = g_strdup_printf ("%s%c%c%s%cVNM<<<<<<<<<<<", birth, kiosk_mrz_check_digit (birth, 6), sex,
                         expiry, kiosk_mrz_check_digit (expiry, 6));
  g_autofree char *checked
      = g_strdup_printf ("%s%.7s%.7s%.11s", &VN_1[5], line, line + 8, line + 18);

  return g_strdup_printf ("%s%s%c%s", VN_1, line, kiosk_mrz_check_digit (checked, strlen (checked)),
                          VN_3);
}

static const struct
{
  const char *birth;
  char sex;
  const char *expiry;
  const char *read_birth; /* (nullable): refused */
  const char *read_expiry;
} dates[] = {
  { "990131", 'F', "390131", "1999-01-31", "2039-01-31" },
  /* On 22 November 2026: born today, born tomorrow a hundred years ago. */
  { "261122", 'M', "390131", "2026-11-22", "2039-01-31" },
  { "261123", 'M', "390131", "1926-11-23", "2039-01-31" },
  { "270101", 'M', "390131", "1927-01-01", "2039-01-31" },
  { "000229", '<', "390131", "2000-02-29", "2039-01-31" },
  /* Ten years past, and the date of cards that do not expire. */
  { "400101", 'M', "160131", "1940-01-01", "2016-01-31" },
  { "400101", 'M', "991231", "1940-01-01", "2099-12-31" },
  { "5003<<", 'M', "390131", "1950-03-00", "2039-01-31" },
  { "50<<<<", 'M', "390131", "1950-00-00", "2039-01-31" },
  { "<<<<<<", 'M', "390131", "", "2039-01-31" },
  { "990231", 'F', "390131", NULL, NULL },
  { "991301", 'F', "390131", NULL, NULL },
  { "9901A1", 'F', "390131", NULL, NULL },
  { "990131", 'F', "390132", NULL, NULL },
  { "990131", 'Z', "390131", NULL, NULL },
};

static void
test_years_have_their_windows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text = make_td1 (dates[i].birth, dates[i].sex, dates[i].expiry);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskMrz) mrz = parse (text, 2026, &error);

      g_test_message ("born %s expires %s", dates[i].birth, dates[i].expiry);
      if (dates[i].read_birth == NULL)
        {
          g_assert_error (error, KIOSK_MRZ_ERROR, KIOSK_MRZ_ERROR_VALUE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (mrz->birth, ==, dates[i].read_birth);
      g_assert_cmpstr (mrz->expiry, ==, dates[i].read_expiry);
      g_assert_cmpint (mrz->sex, ==, dates[i].sex == '<' ? '\0' : dates[i].sex);
    }
}

static void
test_names_are_split (void)
{
  static const struct
  {
    const char *line;
    const char *surname;
    const char *given;
  } names[] = {
    { "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<", "NGUYEN", "THI MAU" },
    { "ONLY<ONE<NAME<<<<<<<<<<<<<<<<<", "ONLY ONE NAME", "" },
    { "TON<NU<<CONG<HUYEN<NGOC<PHUONG", "TON NU", "CONG HUYEN NGOC PHUONG" },
    { "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD", "" },
    { "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strconcat (VN_1, VN_2, names[i].line, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskMrz) mrz = parse (text, 2026, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (mrz->surname, ==, names[i].surname);
      g_assert_cmpstr (mrz->given, ==, names[i].given);
    }
}

static KioskMrz *
parse_file (guint outer, guint inner, const char *text, GError **error)
{
  g_autoptr (GByteArray) inside = g_byte_array_new ();
  g_autoptr (GByteArray) file = g_byte_array_new ();
  GDate today = make_day (2026);

  kiosk_tlv_append (inside, inner, (const guint8 *) text, strlen (text));
  kiosk_tlv_append (file, outer, inside->data, inside->len);

  return kiosk_dg1_parse (file->data, file->len, &today, error);
}

static void
test_data_group_1_holds_a_zone (void)
{
  g_autoptr (KioskMrz) mrz = parse_file (0x61, 0x5F1F, VN, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (mrz->number, ==, "199000001");
  g_assert_null (parse_file (0x62, 0x5F1F, VN, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
  g_clear_error (&error);
  g_assert_null (parse_file (0x61, 0x5F1E, VN, &error));
  g_assert_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED);
  g_clear_error (&error);
  g_assert_null (parse_file (0x61, 0x5F1F, VN_1, &error));
  g_assert_error (error, KIOSK_MRZ_ERROR, KIOSK_MRZ_ERROR_MALFORMED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/mrz/good-zones-are-read", test_good_zones_are_read);
  g_test_add_func ("/identity/mrz/bad-zones-are-refused", test_bad_zones_are_refused);
  g_test_add_func ("/identity/mrz/no-digit-can-change-unseen", test_no_digit_can_change_unseen);
  g_test_add_func ("/identity/mrz/years-have-their-windows", test_years_have_their_windows);
  g_test_add_func ("/identity/mrz/names-are-split", test_names_are_split);
  g_test_add_func ("/identity/mrz/data-group-1-holds-a-zone", test_data_group_1_holds_a_zone);

  return g_test_run ();
}
