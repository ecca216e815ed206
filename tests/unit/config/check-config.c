/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads each file named and says "good" or "bad" and the reason, one line a file: for the test that
 * holds the schema against the loader. */

#include "config/config.h"

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskConfig) config = kiosk_config_load (argv[i], &error);

      g_print ("%s %s\n", config != NULL ? "good" : "bad", config != NULL ? "" : error->message);
    }

  return 0;
}
