/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/chip/access-key.h"

static void
check_password (KioskAccessKey *key, const char *password)
{
  g_assert_nonnull (key);
  g_assert_cmpstr (kiosk_access_key_get_password (key), ==, password);
  kiosk_access_key_unref (key);
}

/* The zones are the examples of ICAO 9303-4, -5 and -11; the fourth is a made-up Vietnamese card. */
static void
test_zones_give_their_key (void)
{
  static const struct
  {
    const char *zone;
    const char *password;
  } rows[] = {
    { "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<"
      "<<",
      "D23145890774081221204159" },
    { "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\nL898902C36UTO7408122F1204159ZE184226B<<<<<"
      "10\r\n",
      "L898902C3674081221204159" },
    /* nine characters and three in the optional data */
    { "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<",
      "D23145890734934071279507122" },
    { "idvnm0990123459001099012345<<8 9902015m3902013vnm<<<<<<<<<<<4 "
      "nguyen<<van<an<<<<<<<<<<<<<<<<",
      "099012345999020153902013" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      KioskAccessKey *key = kiosk_access_key_new_mrz (rows[i].zone, &error);

      g_assert_no_error (error);
      g_assert_cmpint (kiosk_access_key_get_kind (key), ==, KIOSK_ACCESS_KEY_MRZ);
      check_password (key, rows[i].password);
    }
}

static void
test_zones_that_are_none_are_refused (void)
{
  static const struct
  {
    const char *zone;
    int code;
  } rows[] = {
    { "", KIOSK_ACCESS_KEY_ERROR_FORM },
    { "I<UTOD231458907", KIOSK_ACCESS_KEY_ERROR_FORM },
    { "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_FORM },
    { "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA?MARIA<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_FORM },
    { "I<UTOD23145890<<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_FORM },
    /* number, birth and expiry, each with a wrong digit */
    { "I<UTOD231458917<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT },
    { "I<UTOD231458907<<<<<<<<<<<<<<<7408112F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT },
    { "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204149UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
      KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_access_key_new_mrz (rows[i].zone, &error));
      g_assert_error (error, KIOSK_ACCESS_KEY_ERROR, rows[i].code);
    }
}

static void
test_fields_and_codes_give_the_key_of_the_zone (void)
{
  check_password (kiosk_access_key_new_fields ("L898902C", "1969-08-06", "1994-06-23", NULL),
                  "L898902C<369080619406236");
  check_password (kiosk_access_key_new_fields ("D23145890734", "1934-07-12", "1995-07-12", NULL),
                  "D23145890734934071279507122");
  check_password (kiosk_access_key_new_qr ("001099012345", "1999-02-01", "2039-02-01", NULL),
                  "099012345999020153902013");
  /* a day of birth that the register does not know */
  check_password (kiosk_access_key_new_fields ("099012345", "1999-00-00", "2039-02-01", NULL),
                  "099012345999<<<<03902013");
}

static void
test_what_is_no_key_is_refused (void)
{
  static const char *const rows[][3] = {
    { "", "1999-02-01", "2039-02-01" },
    { "0990123456789012345678901", "1999-02-01", "2039-02-01" },
    { "0990-2345", "1999-02-01", "2039-02-01" },
    { "099012345", "01/02/1999", "2039-02-01" },
    { "099012345", "1999-02-01", "2039-02" },
    { "099012345", "1999-02-01", "2039-0a-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_access_key_new_fields (rows[i][0], rows[i][1], rows[i][2], &error));
      g_assert_error (error, KIOSK_ACCESS_KEY_ERROR, KIOSK_ACCESS_KEY_ERROR_FORM);
    }
  g_assert_null (kiosk_access_key_new_qr ("01099012345", "1999-02-01", "2039-02-01", NULL));
  g_assert_null (kiosk_access_key_new_qr ("00109901234X", "1999-02-01", "2039-02-01", NULL));
}

static void
test_a_can_is_digits (void)
{
  static const char *const bad[] = { "", "123", "12345x", "1234567890123456789", "12-34-56" };
  KioskAccessKey *key = kiosk_access_key_new_can (" 123 456\n", NULL);

  g_assert_cmpint (kiosk_access_key_get_kind (key), ==, KIOSK_ACCESS_KEY_CAN);
  check_password (kiosk_access_key_ref (key), "123456");
  kiosk_access_key_unref (key);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kiosk_access_key_new_can (bad[i], &error));
      g_assert_error (error, KIOSK_ACCESS_KEY_ERROR, KIOSK_ACCESS_KEY_ERROR_FORM);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/access-key/zones-give-their-key", test_zones_give_their_key);
  g_test_add_func ("/identity/access-key/zones-that-are-none-are-refused",
                   test_zones_that_are_none_are_refused);
  g_test_add_func ("/identity/access-key/fields-and-codes-give-the-key-of-the-zone",
                   test_fields_and_codes_give_the_key_of_the_zone);
  g_test_add_func ("/identity/access-key/what-is-no-key-is-refused",
                   test_what_is_no_key_is_refused);
  g_test_add_func ("/identity/access-key/a-can-is-digits", test_a_can_is_digits);

  return g_test_run ();
}
