/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "document/scan.h"

G_BEGIN_DECLS

GtkWidget *kiosk_scan_picture_new (KioskScan *scan, int width_px, int height_px, const char *name);

G_END_DECLS
