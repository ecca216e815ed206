/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** KioskIconColour: named colours of the style sheet that a line drawing can take. */
typedef enum
{
  KIOSK_ICON_INK,
  KIOSK_ICON_ACT,
  KIOSK_ICON_WHITE, /* on what is filled with the colour of acting */
  KIOSK_ICON_DONE,
  KIOSK_ICON_WAIT,
  KIOSK_ICON_STOP,
  KIOSK_ICON_EDGE,
  KIOSK_ICON_N_COLOURS,
} KioskIconColour;

void kiosk_icon_init (const char *folder, double px_per_mm, gboolean high_contrast);
void kiosk_icon_set_theme (GtkWidget *window,
                           double text_scale); /* reads the named colours of the style sheet */
void kiosk_icon_begin_picture (const char *folder, const char *name, int width, int height);
void kiosk_icon_shut_down (void);
GtkWidget *kiosk_icon_new (const char *name, double mm,
                           KioskIconColour colour); /* square; hidden from assistive technology */
GtkWidget *
kiosk_icon_new_picture (const char *name, double height_mm); /* picture-*.svg, any aspect */

G_END_DECLS
