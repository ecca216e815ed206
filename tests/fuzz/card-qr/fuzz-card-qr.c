/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a code holds: either a document whose values have the promised form, or an error. */

#include "identity/card-qr.h"
#include "identity/personal-number.h"
#include "language/fold.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_line (const char *value)
{
  g_autofree char *normal = NULL;

  if (value == NULL)
    return;
  g_assert_true (g_utf8_validate (value, -1, NULL));
  normal = kiosk_normalize (value);
  g_assert_cmpstr (value, ==, normal);
}

static void
check_date (const char *value)
{
  if (value != NULL)
    g_assert_true (g_regex_match_simple ("\\A[12][0-9]{3}-[01][0-9]-[0-3][0-9]\\z", value, 0, 0));
}

static void
check_document (KioskIdDocument *document)
{
  const char *sex = kiosk_id_document_get (document, KIOSK_ID_FIELD_SEX);
  const char *birth = kiosk_id_document_get (document, KIOSK_ID_FIELD_BIRTH_DATE);
  const char *number = kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER);

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    check_line (kiosk_id_document_get (document, (KioskIdField) i));
  g_assert_nonnull (kiosk_id_document_get (document, KIOSK_ID_FIELD_NAME));
  g_assert_true (kiosk_personal_number_is_well_formed (number));
  g_assert_true (g_str_equal (sex, "male") || g_str_equal (sex, "female"));
  g_assert_nonnull (birth);
  check_date (birth);
  check_date (kiosk_id_document_get (document, KIOSK_ID_FIELD_ISSUE_DATE));
  kiosk_personal_number_doubts (number, sex, birth, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskIdDocument) document = kiosk_card_qr_parse ((const char *) data, size, &error);

  g_assert_true ((document == NULL) == (error != NULL));
  if (document != NULL)
    check_document (document);

  return 0;
}
