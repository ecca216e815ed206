/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/camera/qr-decode.h"

G_BEGIN_DECLS

/* Large enough for a sensor's noise to even out, small enough to differ within a code. */
#define KIOSK_PATCH_PX 8

/** KioskPatches: the mean greys of a picture's squares of %KIOSK_PATCH_PX; what is left over at the
 * right and lower side is in none. */
typedef struct {
  guint8 *means;
  guint   columns;
  guint   rows;
} KioskPatches;

void  kiosk_patches_init   (KioskPatches *self, const KioskGreyImage *image);
void  kiosk_patches_clear  (KioskPatches *self);
guint kiosk_patches_step   (const KioskPatches *self);
guint kiosk_patches_around (const KioskPatches *self, guint column, guint row);

G_END_DECLS
