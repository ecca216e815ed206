/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "flow/flow.h"
#include "ui/look.h"
#include "ui/metrics.h"

G_BEGIN_DECLS

#define KIOSK_WINDOW_ERROR (kiosk_window_error_quark ())
GQuark kiosk_window_error_quark (void);

/**
 * KioskWindowError:
 * @KIOSK_WINDOW_ERROR_RENDERER: GTK does not draw with cairo, which makes every touch many times
 *   dearer
 */
typedef enum
{
  KIOSK_WINDOW_ERROR_RENDERER
} KioskWindowError;

#define KIOSK_TYPE_WINDOW (kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (KioskWindow, kiosk_window, KIOSK, WINDOW, GtkWindow)

void kiosk_window_begin (const KioskMetrics *metrics, const char *assets);
void kiosk_window_warm_up (const KioskMetrics *metrics);
GtkWidget *kiosk_window_new (KioskFlow *flow, const KioskMetrics *metrics, const char *assets);
gboolean kiosk_window_check_renderer (KioskWindow *self, GError **error);
const char *kiosk_window_get_page_name (KioskWindow *self);
void kiosk_window_set_look (KioskWindow *self, KioskTextSize text, KioskColours colours,
                            gboolean lowered);

G_END_DECLS
