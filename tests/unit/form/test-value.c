/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "form/value.h"

typedef struct
{
  KioskFieldKind kind;
  const char *typed;
  const char *kept;
} Case;

static void
test_normalize (void)
{
  static const Case cases[] = {
    { KIOSK_FIELD_NAME, "  Nguyễn   Văn\tAn ", "Nguyễn Văn An" },
    { KIOSK_FIELD_NAME, "Nguye\xcc\x82\xcc\x83n", "Nguyễn" },
    { KIOSK_FIELD_NAME, "An\xe2\x80\xaenA", "AnnA" },
    { KIOSK_FIELD_TEXT, "một\nhai", "một hai" },
    { KIOSK_FIELD_TEXT, " \t ", "" },
    { KIOSK_FIELD_LONG_TEXT, " một  dòng \r\nhai dòng \n", "một dòng\nhai dòng" },
    { KIOSK_FIELD_LONG_TEXT, "\n\n", "" },
    { KIOSK_FIELD_DATE, "05/08/1990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "5/8/1990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "5-8-1990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "5.8.1990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "5 8 1990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "05081990", "1990-08-05" },
    { KIOSK_FIELD_DATE, "1990-08-05", "1990-08-05" },
    { KIOSK_FIELD_DATE, "29/02/2024", "2024-02-29" },
    { KIOSK_FIELD_DATE, "29/02/2023", "29/02/2023" },
    { KIOSK_FIELD_DATE, "31/04/2023", "31/04/2023" },
    { KIOSK_FIELD_DATE, "05/08-1990", "05/08-1990" },
    { KIOSK_FIELD_DATE, "5/8/90", "5/8/90" },
    { KIOSK_FIELD_DATE, "05/08/19901", "05/08/19901" },
    { KIOSK_FIELD_DATE, "-5/8/1990", "-5/8/1990" },
    { KIOSK_FIELD_DATE, "+5/+8/1990", "+5/+8/1990" },
    { KIOSK_FIELD_DATE, "hôm nay", "hôm nay" },
    { KIOSK_FIELD_NUMBER, "007", "7" },
    { KIOSK_FIELD_NUMBER, "000", "0" },
    { KIOSK_FIELD_NUMBER, "1.000", "1000" },
    { KIOSK_FIELD_NUMBER, "1.00", "1.00" },
    { KIOSK_FIELD_NUMBER, "1.0000", "1.0000" },
    { KIOSK_FIELD_NUMBER, "1,5", "1,5" },
    { KIOSK_FIELD_MONEY, "1.000.000", "1000000" },
    { KIOSK_FIELD_MONEY, "1 000 000", "1000000" },
    { KIOSK_FIELD_MONEY, "-5", "-5" },
    { KIOSK_FIELD_PHONE, "0912 345 678", "0912345678" },
    { KIOSK_FIELD_PHONE, "+84 912.345.678", "0912345678" },
    { KIOSK_FIELD_ID_NUMBER, "001 090 000 001", "001090000001" },
    { KIOSK_FIELD_EMAIL, " an@example.vn ", "an@example.vn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kept = kiosk_value_normalize (cases[i].kind, cases[i].typed);
      g_autofree char *again = kiosk_value_normalize (cases[i].kind, kept);

      g_assert_cmpstr (kept, ==, cases[i].kept);
      g_assert_cmpstr (again, ==, kept);
    }
}

static void
test_write (void)
{
  static const struct
  {
    KioskFieldKind kind;
    const char *value;
    const char *language;
    const char *written;
  } cases[] = {
    { KIOSK_FIELD_DATE, "1990-08-05", "vi", "05/08/1990" },
    { KIOSK_FIELD_DATE, "5/8/90", "vi", "5/8/90" },
    { KIOSK_FIELD_MONEY, "1234567", "vi", "1.234.567\xc2\xa0\xe2\x82\xab" },
    { KIOSK_FIELD_MONEY, "1234567", "en", "1,234,567\xc2\xa0\xe2\x82\xab" },
    { KIOSK_FIELD_MONEY, "100", "en", "100\xc2\xa0\xe2\x82\xab" },
    { KIOSK_FIELD_NUMBER, "1234567", "vi", "1234567" },
    { KIOSK_FIELD_PHONE, "0912345678", "vi", "0912345678" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written
          = kiosk_value_write (cases[i].kind, cases[i].value, cases[i].language);

      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

/* Whatever a keyboard sends, a value is kept in the form it stays in. */
static void
test_settles (void)
{
  static const char *const pieces[] = { "0", "1",  "12", "19",        "2024", "/", "-", ".",
                                        " ", "\n", "đ",  "a\xcc\x81", "+84",  "(", "," };

  for (guint i = 0; i < 20000; i++)
    {
      KioskFieldKind kind = (KioskFieldKind) g_test_rand_int_range (0, KIOSK_FIELD_ADDRESS + 1);
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        g_string_append (typed, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      once = kiosk_value_normalize (kind, typed->str);
      twice = kiosk_value_normalize (kind, once);
      g_assert_cmpstr (once, ==, twice);
      g_assert_true (g_utf8_validate (once, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value/each-kind-is-kept-in-one-form", test_normalize);
  g_test_add_func ("/value/each-kind-is-written-for-people", test_write);
  g_test_add_func ("/value/what-is-kept-stays-as-it-is", test_settles);

  return g_test_run ();
}
