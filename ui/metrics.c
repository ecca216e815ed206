/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/metrics.h"

#include <math.h>

struct _KioskMetrics
{
  int width_px;
  int height_px;
  double px_per_mm;
};

/**
 * kiosk_metrics_new:
 * @width_px: width of the panel in pixels
 * @height_px: height of the panel in pixels
 * @width_mm: width of the lit area in millimetres, as configured: panels lie about it over EDID
 *
 * Returns: (transfer full): the panel's metrics
 */
KioskMetrics *
kiosk_metrics_new (int width_px, int height_px, double width_mm)
{
  KioskMetrics *self;

  g_return_val_if_fail (width_px > 0 && height_px > 0, NULL);
  g_return_val_if_fail (width_mm > 0, NULL);

  self = g_new0 (KioskMetrics, 1);
  self->width_px = width_px;
  self->height_px = height_px;
  self->px_per_mm = width_px / width_mm;

  return self;
}

/**
 * kiosk_metrics_apply:
 * @self: the metrics
 * @settings: the settings of the display
 *
 * Makes `mm` in style sheets true millimetres and switches off animations, and the selecting of a
 * whole field that is entered, after which one letter would erase an address. Letters are not bent to
 * the grid of pixels: at these sizes nobody sees it, and each new letter takes longer.
 *
 * GTK derives the size of a CSS millimetre from the resolution of text, in 1024ths of a dot per
 * inch.
 */
void
kiosk_metrics_apply (const KioskMetrics *self, GtkSettings *settings)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_SETTINGS (settings));

  g_object_set (settings, "gtk-xft-dpi", (int) lround (25.4 * self->px_per_mm * 1024),
                "gtk-xft-hinting", 0, "gtk-xft-hintstyle", "hintnone", "gtk-enable-animations",
                FALSE, "gtk-entry-select-on-focus", FALSE, NULL);
}

/**
 * kiosk_metrics_px:
 *
 * Returns: @mm in whole pixels of the panel
 */
int
kiosk_metrics_px (const KioskMetrics *self, double mm)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) lround (mm * self->px_per_mm);
}

/**
 * kiosk_metrics_get_px_per_mm:
 *
 * Returns: pixels in a millimetre, for what must not be rounded yet
 */
double
kiosk_metrics_get_px_per_mm (const KioskMetrics *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->px_per_mm;
}

/**
 * kiosk_metrics_get_size:
 * @width: (out) (optional): pixels across
 * @height: (out) (optional): pixels down
 */
void
kiosk_metrics_get_size (const KioskMetrics *self, int *width, int *height)
{
  g_return_if_fail (self != NULL);

  if (width != NULL)
    *width = self->width_px;
  if (height != NULL)
    *height = self->height_px;
}

/**
 * kiosk_metrics_is_portrait:
 *
 * Returns: whether the panel is taller than wide
 */
gboolean
kiosk_metrics_is_portrait (const KioskMetrics *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->height_px > self->width_px;
}

/**
 * kiosk_metrics_free:
 * @self: (transfer full): the metrics
 */
void
kiosk_metrics_free (KioskMetrics *self)
{
  g_free (self);
}
