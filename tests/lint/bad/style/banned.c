/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-bad"

#include <glib.h>

static void
bad (gpointer object)
{
  g_object_set_data (object, "key", NULL);
}
