/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean kiosk_touch_is_input (GdkEvent *event);
gboolean kiosk_touch_is_on (GtkWindow *window, GdkEvent *event, const char *name);

G_END_DECLS
