/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-bad"

#include <glib.h>

static void
bad (int a)
{
  if (a)
    {
      while (a)
        {
          if (a)
            {
              while (a)
                {
                  if (a)
                    {
                      a--;
                    }
                }
            }
        }
    }
}
