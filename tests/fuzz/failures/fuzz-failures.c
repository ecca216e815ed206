/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever stands in the catalogue of failures: it is refused with its reason, or it says something
 * short to everybody of every failure. */

#include "failure/failure-catalogue.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_line (const char *text, glong max)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, !=, "");
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max);
  for (const char *c = text; *c != '\0'; c++)
    g_assert_false (g_ascii_iscntrl (*c));
}

static void
check_failure (KioskFailureCatalogue *catalogue, KioskFailure failure, const char *language)
{
  check_line (kiosk_failure_catalogue_get_title (catalogue, failure, language), 60);
  check_line (kiosk_failure_catalogue_get (catalogue, failure, KIOSK_AUDIENCE_CITIZEN, language),
              160);
  check_line (kiosk_failure_catalogue_get (catalogue, failure, KIOSK_AUDIENCE_STAFF, language),
              240);
  check_line (kiosk_failure_catalogue_get (catalogue, failure, KIOSK_AUDIENCE_TECHNICIAN, language),
              400);
  g_assert_cmpint (kiosk_failure_catalogue_get_severity (catalogue, failure), <=,
                   KIOSK_SEVERITY_INFORMATION);
  g_assert_cmpint (kiosk_failure_catalogue_get_area (catalogue, failure), <=, KIOSK_AREA_COURIER);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskFailureCatalogue) catalogue
      = kiosk_failure_catalogue_parse ((const char *) data, size, &error);

  g_assert_true ((catalogue == NULL) == (error != NULL));
  if (catalogue == NULL)
    {
      g_assert_true (error->domain == KIOSK_FAILURE_CATALOGUE_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      return 0;
    }
  for (guint i = 0; i < KIOSK_N_FAILURES; i++)
    {
      check_failure (catalogue, (KioskFailure) i, "vi");
      check_failure (catalogue, (KioskFailure) i, "en");
      check_failure (catalogue, (KioskFailure) i, "km");
    }

  return 0;
}
