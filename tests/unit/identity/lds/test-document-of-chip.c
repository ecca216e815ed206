/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "identity/lds/document-of-chip.h"

#define NUMBER "001199000001"

/* The zone of the card of NUMBER, a woman born on 31 January 1999. */
static KioskMrz
make_zone (void)
{
  return (KioskMrz){ KIOSK_MRZ_TD1, "ID",         "VNM", "199000001", NUMBER "  5", "",
                     "1999-01-31",  "2039-01-31", 'F',   "VNM",       "NGUYEN",     "THI MAU" };
}

static KioskDg13 *
make_dg13 (const char *number, const char *birth, const char *sex)
{
  KioskDg13 *dg13 = g_new0 (KioskDg13, 1);

  dg13->values[KIOSK_ID_FIELD_NUMBER] = g_strdup (number);
  dg13->values[KIOSK_ID_FIELD_NAME] = g_strdup ("Nguyễn Thị Mẫu");
  dg13->values[KIOSK_ID_FIELD_BIRTH_DATE] = g_strdup (birth);
  dg13->values[KIOSK_ID_FIELD_SEX] = g_strdup (sex);
  dg13->values[KIOSK_ID_FIELD_HOME_TOWN] = g_strdup ("Huế");

  return dg13;
}

static void
check (KioskIdDocument *document, KioskIdField field, const char *expected)
{
  g_assert_cmpstr (kiosk_id_document_get (document, field), ==, expected);
}

static void
test_both_files_make_one_document (void)
{
  g_autoptr (KioskDg13) dg13 = make_dg13 (NUMBER, "1999-01-31", "female");
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document = NULL;
  KioskMrz zone = make_zone ();

  document = kiosk_document_of_chip_new (&zone, dg13, KIOSK_ASSURANCE_QR, &error);
  g_assert_no_error (error);
  check (document, KIOSK_ID_FIELD_NUMBER, NUMBER);
  check (document, KIOSK_ID_FIELD_NAME, "Nguyễn Thị Mẫu");
  check (document, KIOSK_ID_FIELD_HOME_TOWN, "Huế");
  check (document, KIOSK_ID_FIELD_EXPIRY_DATE, "2039-01-31");
  check (document, KIOSK_ID_FIELD_ADDRESS, NULL);
  g_assert_cmpint (kiosk_id_document_get_assurance (document), ==, KIOSK_ASSURANCE_QR);
}

static void
test_the_zone_alone_names_its_holder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document = NULL;
  KioskMrz zone = make_zone ();

  document = kiosk_document_of_chip_new (&zone, NULL, KIOSK_ASSURANCE_QR, &error);
  g_assert_no_error (error);
  check (document, KIOSK_ID_FIELD_NUMBER, NUMBER);
  check (document, KIOSK_ID_FIELD_NAME, "NGUYEN THI MAU");
  check (document, KIOSK_ID_FIELD_BIRTH_DATE, "1999-01-31");
  check (document, KIOSK_ID_FIELD_SEX, "female");
}

static void
test_the_personal_number_knows_the_century (void)
{
  g_autoptr (KioskIdDocument) document = NULL;
  KioskMrz zone = make_zone ();

  /* Born in 1925, which the zone takes for 2025. */
  g_strlcpy (zone.optional, "001125000001  5", sizeof zone.optional);
  g_strlcpy (zone.birth, "2025-01-31", sizeof zone.birth);
  document = kiosk_document_of_chip_new (&zone, NULL, KIOSK_ASSURANCE_QR, NULL);
  check (document, KIOSK_ID_FIELD_BIRTH_DATE, "1925-01-31");
}

static void
test_a_card_that_does_not_expire_has_no_date (void)
{
  g_autoptr (KioskIdDocument) document = NULL;
  KioskMrz zone = make_zone ();

  g_strlcpy (zone.expiry, "2099-12-31", sizeof zone.expiry);
  document = kiosk_document_of_chip_new (&zone, NULL, KIOSK_ASSURANCE_QR, NULL);
  check (document, KIOSK_ID_FIELD_EXPIRY_DATE, NULL);
}

static const struct
{
  const char *number;
  const char *birth;
  const char *sex;
  gboolean agree;
} pairs[] = {
  { NUMBER, "1999-01-31", "female", TRUE },
  { NUMBER, "1899-01-31", "female", TRUE },
  { NUMBER, "1999-00-00", "female", TRUE },
  { "002199000001", "1999-01-31", "female", FALSE },
  { "001199000002", "1999-01-31", "female", FALSE },
  { NUMBER, "1998-01-31", "female", FALSE },
  { NUMBER, "1999-02-31", "female", FALSE },
  { NUMBER, "1999-01-30", "female", FALSE },
  { NUMBER, "1999-01-31", "male", FALSE },
};

static void
test_files_that_disagree_make_none (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (KioskDg13) dg13 = make_dg13 (pairs[i].number, pairs[i].birth, pairs[i].sex);
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskIdDocument) document = NULL;
      KioskMrz zone = make_zone ();

      g_test_message ("row %u", i);
      document = kiosk_document_of_chip_new (&zone, dg13, KIOSK_ASSURANCE_QR, &error);
      if (pairs[i].agree)
        g_assert_no_error (error);
      else
        g_assert_error (error, KIOSK_DOCUMENT_OF_CHIP_ERROR, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE);
      g_assert_true ((document != NULL) == pairs[i].agree);
    }
}

/* The number of a card is part of the personal number even where the zone has no other. */
static void
test_the_number_of_the_card_has_to_fit (void)
{
  g_autoptr (KioskDg13) dg13 = make_dg13 (NUMBER, "1999-01-31", "female");
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document = NULL;
  KioskMrz zone = make_zone ();

  zone.optional[0] = '\0';
  document = kiosk_document_of_chip_new (&zone, dg13, KIOSK_ASSURANCE_QR, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
  g_clear_object (&document);
  zone.number[8] = '2';
  document = kiosk_document_of_chip_new (&zone, dg13, KIOSK_ASSURANCE_QR, &error);
  g_assert_error (error, KIOSK_DOCUMENT_OF_CHIP_ERROR, KIOSK_DOCUMENT_OF_CHIP_ERROR_DISAGREE);
}

static void
test_a_passport_has_a_number_of_its_own (void)
{
  g_autoptr (KioskIdDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  KioskMrz zone = make_zone ();

  zone.format = KIOSK_MRZ_TD3;
  g_strlcpy (zone.number, "C1234567", sizeof zone.number);
  g_strlcpy (zone.optional, NUMBER, sizeof zone.optional);
  document = kiosk_document_of_chip_new (&zone, NULL, KIOSK_ASSURANCE_QR, &error);
  g_assert_no_error (error);
  check (document, KIOSK_ID_FIELD_NUMBER, NUMBER);
}

static void
test_a_zone_that_names_nobody_makes_none (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (KioskIdDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      KioskMrz zone = make_zone ();

      if (i == 0)
        zone.issuer[0] = 'X';
      if (i == 1)
        zone.optional[11] = '\0';
      if (i == 2)
        zone.birth[0] = '\0';
      if (i == 3)
        zone.surname[0] = zone.given[0] = '\0';
      document = kiosk_document_of_chip_new (&zone, NULL, KIOSK_ASSURANCE_QR, &error);
      g_assert_error (error, KIOSK_DOCUMENT_OF_CHIP_ERROR, KIOSK_DOCUMENT_OF_CHIP_ERROR_INCOMPLETE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/document-of-chip/both-files-make-one-document",
                   test_both_files_make_one_document);
  g_test_add_func ("/identity/document-of-chip/the-zone-alone-names-its-holder",
                   test_the_zone_alone_names_its_holder);
  g_test_add_func ("/identity/document-of-chip/the-personal-number-knows-the-century",
                   test_the_personal_number_knows_the_century);
  g_test_add_func ("/identity/document-of-chip/a-card-that-does-not-expire-has-no-date",
                   test_a_card_that_does_not_expire_has_no_date);
  g_test_add_func ("/identity/document-of-chip/files-that-disagree-make-none",
                   test_files_that_disagree_make_none);
  g_test_add_func ("/identity/document-of-chip/the-number-of-the-card-has-to-fit",
                   test_the_number_of_the_card_has_to_fit);
  g_test_add_func ("/identity/document-of-chip/a-passport-has-a-number-of-its-own",
                   test_a_passport_has_a_number_of_its_own);
  g_test_add_func ("/identity/document-of-chip/a-zone-that-names-nobody-makes-none",
                   test_a_zone_that_names_nobody_makes_none);

  return g_test_run ();
}
