/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/style.h"

#define POINTS_PER_MM (72.0 / 25.4)
/* Points of the letters on a sheet: 24 dots at 200 dpi. */
#define TEXT 8.64
/* One dot of a 300 dpi engine; 600 dpi is two of them. */
#define POINTS_PER_DOT (72.0 / 300.0)

/**
 * kiosk_style_init_narrow:
 * @self: a style
 * @width_dots: dots the thermal head has at 203 dpi: 576 (80 mm), 512, or 384 (58 mm)
 *
 * Letters keep a size that one-bit dots still draw well (22 dots or more), however narrow the roll.
 */
void
kiosk_style_init_narrow (KioskStyle *self, guint width_dots)
{
  double share = CLAMP (width_dots / 576.0, 0.5, 1.5);
  gboolean slim = width_dots < 480;

  *self = (KioskStyle){
    .wide = FALSE,
    .width = width_dots,
    .margin = slim ? 6 : (int) (18 * share),
    .top = 18,
    .bottom = 12,
    .text = slim ? 23 : MAX (24, (int) (27 * share)),
    .small = slim ? 22 : MAX (22, (int) (23 * share)),
    .title = slim ? 28 : (int) (36 * share),
    .number = slim ? 29 : (int) (40 * share),
    .leading = 1,
    .rule = 3,
    .gap = 12,
    .radius = 8,
    .module_min = 4,
    .module_max = 6,
    .module_step = 1,
    .code_max = width_dots,
  };
}

/**
 * kiosk_style_init_wide:
 * @self: a style
 * @width_mm: width of the sheet
 * @height_mm: its height
 * @leading: share of the font's own height that a line takes: 1, or less to spare a page
 *
 * Letters keep their size, whatever has to fit. Modules of a code are whole dots of a 300 dpi engine and never under half a millimetre.
 */
void
kiosk_style_init_wide (KioskStyle *self, double width_mm, double height_mm, double leading)
{
  *self = (KioskStyle){
    .wide = TRUE,
    .width = width_mm * POINTS_PER_MM,
    .height = height_mm * POINTS_PER_MM,
    .margin = 25,
    .top = 20,
    .bottom = 17,
    .text = TEXT,
    .small = TEXT * 0.9,
    .title = TEXT * 1.4,
    .number = TEXT * 1.08,
    .leading = leading,
    .rule = 0.75,
    .gap = TEXT * (0.42 - 2 * (1 - leading)),
    .radius = 3,
    .module_min = 6 * POINTS_PER_DOT,
    .module_max = 9 * POINTS_PER_DOT,
    .module_step = POINTS_PER_DOT,
    .code_max = 38 * POINTS_PER_MM,
  };
}

/**
 * kiosk_style_inner:
 * @self: a style
 *
 * Returns: the width between the margins
 */
double
kiosk_style_inner (const KioskStyle *self)
{
  return self->width - 2 * self->margin;
}
