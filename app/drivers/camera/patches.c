/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/patches.h"

#include <stdlib.h>

#define REACH 2
/* 28 of the 14,400 patches of 1280 x 720; the smallest code of interest has twice as many. */
#define FEW_DIVISOR 500

static guint8
mean_of (const KioskGreyImage *image, guint column, guint row)
{
  const guint8 *corner = image->pixels + (gsize) row * KIOSK_PATCH_PX * image->stride
                         + (gsize) column * KIOSK_PATCH_PX;
  guint sum = 0;

  for (guint y = 0; y < KIOSK_PATCH_PX; y++)
    for (guint x = 0; x < KIOSK_PATCH_PX; x++)
      sum += corner[(gsize) y * image->stride + x];

  return (guint8) (sum / (KIOSK_PATCH_PX * KIOSK_PATCH_PX));
}

/**
 * kiosk_patches_init:
 * @self: (out caller-allocates): the patches; to be cleared
 * @image: a picture, at least one patch wide and high
 */
void
kiosk_patches_init (KioskPatches *self, const KioskGreyImage *image)
{
  self->columns = image->width / KIOSK_PATCH_PX;
  self->rows = image->height / KIOSK_PATCH_PX;
  self->means = g_malloc ((gsize) self->columns * self->rows);
  for (guint row = 0; row < self->rows; row++)
    for (guint column = 0; column < self->columns; column++)
      self->means[row * self->columns + column] = mean_of (image, column, row);
}

/**
 * kiosk_patches_clear:
 * @self: patches
 *
 * Wipes them: they are a picture too, if a coarse one.
 */
void
kiosk_patches_clear (KioskPatches *self)
{
  kiosk_wipe (self->means, (gsize) self->columns * self->rows);
  g_clear_pointer (&self->means, g_free);
}

/**
 * kiosk_patches_step:
 * @self: patches
 *
 * Returns: how much neighbours differ, but for the few that differ most: next to nothing on an empty
 *   table, however unevenly it is lit and however noisy the sensor
 */
guint
kiosk_patches_step (const KioskPatches *self)
{
  guint counts[256] = { 0 };
  guint most = self->columns * self->rows / FEW_DIVISOR;
  guint step = 255;
  guint sum;

  for (guint row = 0; row < self->rows; row++)
    {
      const guint8 *means = self->means + row * self->columns;

      for (guint column = 1; column < self->columns; column++)
        counts[abs (means[column] - means[column - 1])]++;
    }
  for (sum = counts[step]; sum <= most && step > 0; sum += counts[step])
    step--;

  return step;
}

/**
 * kiosk_patches_around:
 * @self: patches
 * @column: which one
 * @row: which one
 *
 * Returns: the mean grey of the five by five patches around it: what is darker there is ink
 */
guint
kiosk_patches_around (const KioskPatches *self, guint column, guint row)
{
  guint left = column > REACH ? column - REACH : 0;
  guint right = MIN (column + REACH, self->columns - 1);
  guint top = row > REACH ? row - REACH : 0;
  guint bottom = MIN (row + REACH, self->rows - 1);
  guint sum = 0;

  for (guint y = top; y <= bottom; y++)
    for (guint x = left; x <= right; x++)
      sum += self->means[y * self->columns + x];

  return sum / ((bottom - top + 1) * (right - left + 1));
}
