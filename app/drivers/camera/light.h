/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/camera/qr-decode.h"

G_BEGIN_DECLS

/** KioskLight: what a picture is like, without knowing what is in it. Greys are 0 to 255. */
typedef struct {
  guint  black;     /* 1 % of the pixels are no lighter */
  guint  white;     /* 1 % are no darker */
  double glaring;   /* share of the pixels that are as light as can be */
  double sharpness; /* steepest edges: share of the range between black and white in one pixel */
} KioskLight;

void kiosk_light_measure (KioskLight *self, const KioskGreyImage *image);

G_END_DECLS
