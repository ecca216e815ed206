/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads the catalogue of each folder of assets named and says "good" or "bad" and the reason, one line a
 * folder: for the test that holds the schema against the loader. */

#include "failure/failure-catalogue.h"

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskFailureCatalogue) catalogue = kiosk_failure_catalogue_load (argv[i], &error);

      g_print ("%s %s\n", catalogue != NULL ? "good" : "bad",
               catalogue != NULL ? "" : error->message);
    }

  return 0;
}
