/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/look.h"

/**
 * kiosk_text_size_to_class:
 *
 * Returns: the class the window carries, which the style sheet turns into a size of font
 */
const char *
kiosk_text_size_to_class (KioskTextSize size)
{
  static const char *const classes[KIOSK_TEXT_N_SIZES]
      = { "size-s", "size-m", "size-l", "size-xl" };

  g_return_val_if_fail (size < KIOSK_TEXT_N_SIZES, "size-m");

  return classes[size];
}

/**
 * kiosk_text_size_get_scale:
 *
 * Returns: how much larger than M the text is: cap heights 3.9, 5.3, 6.7 and 8.8 mm
 */
double
kiosk_text_size_get_scale (KioskTextSize size)
{
  static const double scales[KIOSK_TEXT_N_SIZES] = { 0.735, 1.0, 1.27, 1.647 };

  g_return_val_if_fail (size < KIOSK_TEXT_N_SIZES, 1.0);

  return scales[size];
}

/**
 * kiosk_colours_to_name:
 *
 * Returns: the word in the names of the theme's class, style sheet and texts
 */
const char *
kiosk_colours_to_name (KioskColours colours)
{
  static const char *const names[KIOSK_COLOURS_N]
      = { "day", "white-on-black", "black-on-white", "dusk" };

  g_return_val_if_fail (colours < KIOSK_COLOURS_N, "day");

  return names[colours];
}
