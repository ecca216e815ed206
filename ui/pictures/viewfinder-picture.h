/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/viewfinder.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_VIEWFINDER_PICTURE (kiosk_viewfinder_picture_get_type ())
G_DECLARE_FINAL_TYPE (KioskViewfinderPicture, kiosk_viewfinder_picture, KIOSK, VIEWFINDER_PICTURE,
                      GtkWidget)

/** KioskViewfinderPicture: what a camera sees now, while it is on the screen. */
GtkWidget *kiosk_viewfinder_picture_new (KioskViewfinder *viewfinder, const char *name);

G_END_DECLS
