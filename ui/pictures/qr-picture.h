/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kiosk_qr_picture_new (const char *text, int size_px, const char *name);

G_END_DECLS
