/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/id-document.h"
#include "identity/personal-number.h"

static const char *const provinces[] = { "p001", "p079", NULL };

static const struct
{
  const char *number;
  const char *sex;
  const char *birth;
  guint expected;
} rows[] = {
  { "079090123456", "male", "1990-02-01", KIOSK_NUMBER_DOUBT_NONE },
  { "001199000001", "female", "1999-12-31", KIOSK_NUMBER_DOUBT_NONE },
  { "001205000001", "male", "2005-00-00", KIOSK_NUMBER_DOUBT_NONE },
  { "001305000001", "female", "2005-01-01", KIOSK_NUMBER_DOUBT_NONE },
  { "001305000001", "male", "2005-01-01", KIOSK_NUMBER_DOUBT_SEX },
  { "001305000001", "female", "1905-01-01", KIOSK_NUMBER_DOUBT_BIRTH },
  { "999090123456", "male", "1990-02-01", KIOSK_NUMBER_DOUBT_PROVINCE },
  { "999190123456", "male", "1991-02-01",
    KIOSK_NUMBER_DOUBT_PROVINCE | KIOSK_NUMBER_DOUBT_SEX | KIOSK_NUMBER_DOUBT_BIRTH },
  { "079090123456", NULL, NULL, KIOSK_NUMBER_DOUBT_NONE },
  { "079090123456", "male", "", KIOSK_NUMBER_DOUBT_BIRTH },
};

static void
test_doubts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (
        kiosk_personal_number_doubts (rows[i].number, rows[i].sex, rows[i].birth, provinces), ==,
        rows[i].expected);
  g_assert_cmpuint (kiosk_personal_number_doubts ("999090123456", NULL, NULL, NULL), ==, 0);
}

static void
test_twelve_digits_and_nothing_else (void)
{
  const char *const bad[]
      = { "",      "07909012345", "0790901234567", "07909012345a", " 79090123456", "079090123 56",
          "٠٧٩٠٩٠" };

  g_assert_true (kiosk_personal_number_is_well_formed ("079090123456"));
  g_assert_false (kiosk_personal_number_is_well_formed (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kiosk_personal_number_is_well_formed (bad[i]));
}

static void
test_a_document_keeps_what_it_is_given (void)
{
  KioskIdDocument *document = kiosk_id_document_new (KIOSK_ASSURANCE_TYPED);

  g_assert_null (kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, "Đỗ");
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME,
                         kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  g_assert_cmpstr (kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME), ==, "Đỗ");
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, "");
  g_assert_null (kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  g_assert_cmpstr (kiosk_assurance_to_string (kiosk_id_document_get_assurance (document)), ==,
                   "typed");
  g_assert_cmpstr (kiosk_id_field_to_string (KIOSK_ID_FIELD_OLD_NUMBER), ==, "old_number");
  g_assert_finalize_object (document);
}

static void
test_assurance_has_a_word_a_rung (void)
{
  static const char *const words[] = { "typed", "qr", "chip", "signed", "trusted", "genuine" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (KioskIdDocument) document = kiosk_id_document_new ((KioskAssurance) i);

      g_assert_cmpstr (kiosk_assurance_to_string (kiosk_id_document_get_assurance (document)), ==,
                       words[i]);
    }
  g_assert_cmpint (KIOSK_ASSURANCE_GENUINE, ==, G_N_ELEMENTS (words) - 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identity/personal-number/doubts-are-what-does-not-fit", test_doubts);
  g_test_add_func ("/identity/personal-number/is-twelve-digits-and-nothing-else",
                   test_twelve_digits_and_nothing_else);
  g_test_add_func ("/identity/id-document/keeps-what-it-is-given",
                   test_a_document_keeps_what_it_is_given);
  g_test_add_func ("/identity/assurance/has-a-word-a-rung", test_assurance_has_a_word_a_rung);

  return g_test_run ();
}
