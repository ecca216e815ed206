/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a data group 13 holds: either values of the promised form, or an error. */

#include "identity/lds/dg13.h"
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
check_values (char *const *values)
{
  const char *sex = values[KIOSK_ID_FIELD_SEX];

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    check_line (values[i]);
  g_assert_true (kiosk_personal_number_is_well_formed (values[KIOSK_ID_FIELD_NUMBER]));
  g_assert_true (g_str_equal (sex, "male") || g_str_equal (sex, "female"));
  g_assert_nonnull (values[KIOSK_ID_FIELD_NAME]);
  g_assert_nonnull (values[KIOSK_ID_FIELD_BIRTH_DATE]);
  check_date (values[KIOSK_ID_FIELD_BIRTH_DATE]);
  check_date (values[KIOSK_ID_FIELD_ISSUE_DATE]);
  check_date (values[KIOSK_ID_FIELD_EXPIRY_DATE]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskDg13) dg13 = kiosk_dg13_parse (data, size, &error);

  g_assert_true ((dg13 == NULL) == (error != NULL));
  if (dg13 != NULL)
    check_values (dg13->values);

  return 0;
}
