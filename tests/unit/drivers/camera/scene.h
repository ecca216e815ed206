/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_SCENE_WIDTH 1280
#define KIOSK_SCENE_HEIGHT 720

/** KioskScene: a card with a code before a camera, and what spoils the picture; 0 is without. */
typedef struct {
  const char *payload;  /* (nullable): a table without a card */
  double      side_px;  /* of the code with its margin; 0 is 200 */
  double      degrees;  /* of the card, in its plane */
  double      tilt_x;   /* perspective: how much nearer the right side is, -0.5 to 0.5 */
  double      tilt_y;   /* how much nearer the lower side is */
  double      blur;     /* sigma of the lens, in pixels */
  guint       motion;   /* length of the smear, in pixels */
  double      noise;    /* sigma, in greys */
  double      contrast; /* share of the greys that is left; 0 is all */
  double      glare;    /* how far a lamp's reflection covers the code, 0 to 1 */
  double      shade;    /* how dark the dark side is, 0 to 1 */
  gboolean    mirrored;
  gboolean    inverted;
  guint32     seed;     /* of the noise */
} KioskScene;

guint8 *kiosk_scene_draw       (const KioskScene *self) G_GNUC_WARN_UNUSED_RESULT; /* WIDTH * HEIGHT greys; g_free */
guint8 *kiosk_scene_draw_plain (const char *payload, guint module_px, guint *side_px) G_GNUC_WARN_UNUSED_RESULT; /* the code and its margin alone */

G_END_DECLS
