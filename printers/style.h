/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskStyle: sizes of one rendition, in its own unit: dots of a roll, points of a sheet. */
typedef struct {
  gboolean wide;
  double   width;
  double   height; /* 0: endless */
  double   margin; /* left and right */
  double   top;
  double   bottom;
  double   text;   /* size of the letters, in units */
  double   small;
  double   title;
  double   number;
  double   leading; /* share of the font's own height that a line takes */
  double   rule;   /* thickness of a line */
  double   gap;    /* between blocks */
  double   radius; /* of frames */
  double   module_min;
  double   module_max;
  double   module_step;
  double   code_max; /* side of a code at most, quiet zone included */
} KioskStyle;

void     kiosk_style_init_narrow (KioskStyle *self, guint width_dots);
void     kiosk_style_init_wide   (KioskStyle *self, double width_mm, double height_mm, double leading);
double   kiosk_style_inner       (const KioskStyle *self); /* width between the margins */

G_END_DECLS
