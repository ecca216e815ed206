/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is typed into a field: the value is clean, stays as it is when kept again, and can be
 * judged and written. The first byte says which kind of field. */

#include "form/check.h"
#include "form/value.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_clean (KioskFieldKind kind, const char *value)
{
  g_assert_true (g_utf8_validate (value, -1, NULL));
  for (const char *c = value; *c != '\0'; c++)
    g_assert_true ((guchar) *c >= ' ' || (*c == '\n' && kind == KIOSK_FIELD_LONG_TEXT));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const GPtrArray none = { NULL, 0 };
  g_autofree char *typed = NULL;
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  g_autofree char *written = NULL;
  KioskField field = { .id = "f", .max_length = 70, .min = 0, .max = G_MAXINT64, .options = &none };
  GDate today;

  if (size == 0)
    return 0;
  field.kind = (KioskFieldKind) (data[0] % (KIOSK_FIELD_ADDRESS + 1));
  typed = g_strndup ((const char *) data + 1, size - 1);
  value = kiosk_value_normalize (field.kind, typed);
  again = kiosk_value_normalize (field.kind, value);
  check_clean (field.kind, value);
  g_assert_cmpstr (value, ==, again);

  written = kiosk_value_write (field.kind, value, "vi");
  g_assert_nonnull (written);
  g_date_set_dmy (&today, 25, G_DATE_NOVEMBER, 2026);
  field.rule = field.kind == KIOSK_FIELD_DATE ? "not_future" : NULL;
  if (*value != '\0' && kiosk_check_field (&field, value, NULL, &today) == KIOSK_PROBLEM_NONE)
    g_assert_cmpint (g_utf8_strlen (value, -1), <=,
                     field.kind == KIOSK_FIELD_NUMBER || field.kind == KIOSK_FIELD_MONEY ? 19 : 70);

  return 0;
}
