/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/procedure.h"

#include <stdio.h>

/* Says what the loader says of each file, for the test that compares it with a JSON Schema validator. */
int
main (int argc, char **argv)
{
  static const char *const words[] = {
    [KIOSK_PROCEDURE_ERROR_NOT_JSON] = "text",
    [KIOSK_PROCEDURE_ERROR_SHAPE] = "shape",
    [KIOSK_PROCEDURE_ERROR_REFERENCE] = "reference",
    [KIOSK_PROCEDURE_ERROR_FORMAT] = "format",
  };

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskProcedure) procedure = NULL;
      g_autofree char *data = NULL;
      gsize length;

      if (!g_file_get_contents (argv[i], &data, &length, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 2;
        }
      procedure = kiosk_procedure_parse (data, (gssize) length, &error);
      printf ("%s\t%s\t%s\n", argv[i], procedure != NULL ? "good" : words[error->code],
              error != NULL ? error->message : "");
    }

  return 0;
}
