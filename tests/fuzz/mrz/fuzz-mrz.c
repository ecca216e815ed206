/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a zone or a data group 1 holds: either values of the promised form, or an error. What a
 * zone says is then put into a document. */

#include "identity/lds/dg1.h"
#include "identity/lds/document-of-chip.h"
#include "identity/personal-number.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_date (const char *value)
{
  if (*value != '\0')
    g_assert_true (g_regex_match_simple ("\\A[12][0-9]{3}-[01][0-9]-[0-3][0-9]\\z", value, 0, 0));
}

static void
check_text (const char *text, gsize size)
{
  g_assert_cmpuint (strnlen (text, size), <, size);
  for (; *text != '\0'; text++)
    g_assert_true (*text == ' ' || g_ascii_isupper (*text) || g_ascii_isdigit (*text));
}

static void
check_document (const KioskMrz *mrz)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document
      = kiosk_document_of_chip_new (mrz, NULL, KIOSK_ASSURANCE_TYPED, &error);

  g_assert_true ((document == NULL) == (error != NULL));
  if (document != NULL)
    g_assert_true (kiosk_personal_number_is_well_formed (
        kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER)));
}

static void
check (KioskMrz *mrz, GError *error)
{
  g_assert_true ((mrz == NULL) == (error != NULL));
  if (mrz != NULL)
    {
      check_text (mrz->document, sizeof mrz->document);
      check_text (mrz->issuer, sizeof mrz->issuer);
      check_text (mrz->number, sizeof mrz->number);
      check_text (mrz->optional, sizeof mrz->optional);
      check_text (mrz->optional_2, sizeof mrz->optional_2);
      check_text (mrz->nationality, sizeof mrz->nationality);
      check_text (mrz->surname, sizeof mrz->surname);
      check_text (mrz->given, sizeof mrz->given);
      check_date (mrz->birth);
      check_date (mrz->expiry);
      check_document (mrz);
    }
  kiosk_mrz_free (mrz);
  g_clear_error (&error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GError *error = NULL;
  KioskMrz *mrz;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  mrz = kiosk_mrz_parse ((const char *) data, size, &today, &error);
  check (mrz, error);
  error = NULL;
  mrz = kiosk_dg1_parse (data, size, &today, &error);
  check (mrz, error);

  return 0;
}
