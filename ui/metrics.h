/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** KioskMetrics: where millimetres become pixels, from the configured size of the panel. */
typedef struct _KioskMetrics KioskMetrics;

KioskMetrics *kiosk_metrics_new (int width_px, int height_px, double width_mm);
void kiosk_metrics_apply (const KioskMetrics *self, GtkSettings *settings); /* gtk-xft-dpi */
int kiosk_metrics_px (const KioskMetrics *self, double mm);
double kiosk_metrics_get_px_per_mm (const KioskMetrics *self);
void kiosk_metrics_get_size (const KioskMetrics *self, int *width, int *height);
gboolean kiosk_metrics_is_portrait (const KioskMetrics *self);
void kiosk_metrics_free (KioskMetrics *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskMetrics, kiosk_metrics_free)

G_END_DECLS
