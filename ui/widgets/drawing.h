/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_DRAWING (kiosk_drawing_get_type ())
G_DECLARE_FINAL_TYPE (KioskDrawing, kiosk_drawing, KIOSK, DRAWING, GObject)

GdkPaintable *kiosk_drawing_new (GString *svg, int height);
GdkTexture *kiosk_drawing_render (const GString *svg, int width, int height);
void kiosk_drawing_begin (GString *svg, int width, int height);

G_END_DECLS
