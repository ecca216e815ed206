/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskTextSize: the four sizes of text a citizen can choose; M is what a session begins with. */
typedef enum
{
  KIOSK_TEXT_S,
  KIOSK_TEXT_M,
  KIOSK_TEXT_L,
  KIOSK_TEXT_XL,
  KIOSK_TEXT_N_SIZES
} KioskTextSize;

/** KioskColours: the four themes; each but the first is a style sheet assets/styles/theme-*.css. */
typedef enum
{
  KIOSK_COLOURS_DAY,
  KIOSK_COLOURS_WHITE_ON_BLACK,
  KIOSK_COLOURS_BLACK_ON_WHITE,
  KIOSK_COLOURS_DUSK,
  KIOSK_COLOURS_N,
} KioskColours;

/**
 * KioskLook:
 * @text: size of text
 * @colours: theme
 * @portrait: the panel is taller than wide
 * @lowered: everything touchable lies in the lowest 300 mm
 * @px_per_mm: pixels in a millimetre of the panel
 * @panel_height: of the panel, in pixels
 *
 * How everything is shown right now; a page is given one when it is made and is made anew when it
 * changes.
 */
typedef struct
{
  KioskTextSize text;
  KioskColours colours;
  gboolean portrait;
  gboolean lowered;
  double px_per_mm;
  int panel_height;
} KioskLook;

const char *kiosk_text_size_to_class (KioskTextSize size);
double kiosk_text_size_get_scale (KioskTextSize size);
const char *kiosk_colours_to_name (KioskColours colours);

G_END_DECLS
