/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/window.h"

#include "base/background.h"
#include "ui/pages/idle/idle-page.h"

#include <fontconfig/fontconfig.h>

static gpointer
read_fonts (gpointer data)
{
  FcInit ();

  return NULL;
}

/**
 * kiosk_window_begin:
 * @metrics: of the panel
 * @assets: the folder that holds icons/, styles/ and translations/
 *
 * Begins with what the first page needs and GTK does not have to be there for: the list of fonts and
 * its picture.
 */
void
kiosk_window_begin (const KioskMetrics *metrics, const char *assets)
{
  g_autofree char *icons = g_build_filename (assets, "icons", NULL);

  g_thread_unref (kiosk_background_new ("fonts", read_fonts, NULL));
  kiosk_idle_page_begin (icons, metrics);
}

/**
 * kiosk_window_warm_up:
 * @metrics: of the panel; applied to the settings of the display
 *
 * Does what every window needs and no flow: the toolkit's own style sheet is read with its
 * settings. For the time in which the flow is still being loaded.
 */
void
kiosk_window_warm_up (const KioskMetrics *metrics)
{
  GdkDisplay *display = gdk_display_manager_get_default_display (gdk_display_manager_get ());

  kiosk_metrics_apply (metrics, gtk_settings_get_for_display (display));
}
