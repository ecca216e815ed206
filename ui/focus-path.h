/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GArray *kiosk_focus_path_take (GtkWidget *top) G_GNUC_WARN_UNUSED_RESULT;
void kiosk_focus_path_follow (GtkWidget *top, GArray *path);

G_END_DECLS
