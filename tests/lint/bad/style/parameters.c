/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-bad"

#include <glib.h>

static void
bad (int a, int b, int c, int d, int e, int f, int g)
{
}
