/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-drivers"

#include "drivers/camera/guide.h"

#include "drivers/camera/finder.h"
#include "drivers/camera/light.h"
#include "drivers/camera/patches.h"
#include "drivers/camera/zxing.h"

/* Below this nothing lies before the camera: neighbouring patches of a code differ more. */
#define EMPTY_STEP 6
/* ZXing needs about two pixels a module, and a little more when they are not sharp. */
#define NEAR_MODULE_PX 2.4
#define DARK_WHITE 60
#define GLARE_SHARE 0.02
#define GLARE_SHARE_NO_CODE 0.08
#define BLUR_STEP 20
#define BLUR_SHARPNESS 0.16
/* How many frames in a row must agree before a citizen is told something else: advice that flickers
 * is none. */
#define STEADY_FRAMES 5
/* Corner marks and codes of another kind are looked for on three frames of a round, none of which is one
 * that kiosk_qr_attempts_of() makes dear. */
#define ROUND 10
#define TURN_OTHER 7

static KioskGuidance
judge_code (const KioskLight *light, double module_px)
{
  if (module_px < NEAR_MODULE_PX)
    return KIOSK_GUIDANCE_TOO_FAR;
  if (light->glaring > GLARE_SHARE)
    return KIOSK_GUIDANCE_GLARE;

  return KIOSK_GUIDANCE_BLURRED;
}

static KioskGuidance
judge (const KioskGuide *self, const KioskLight *light, guint step)
{
  if (light->white < DARK_WHITE)
    return KIOSK_GUIDANCE_DARK;
  if (self->module_px > 0)
    return judge_code (light, self->module_px);
  if (self->other)
    return KIOSK_GUIDANCE_WRONG_CODE;
  if (light->glaring > GLARE_SHARE_NO_CODE)
    return KIOSK_GUIDANCE_GLARE;
  if (step >= BLUR_STEP && light->sharpness < BLUR_SHARPNESS)
    return KIOSK_GUIDANCE_BLURRED;

  return KIOSK_GUIDANCE_LOOKING;
}

/* The first word is said at once, and so is that a code was read. */
static void
say (KioskGuide *self, KioskGuidance guidance)
{
  self->n_next = guidance == self->next ? self->n_next + 1 : 1;
  self->next = guidance;
  if (self->n_next >= STEADY_FRAMES || self->n_frames == 0 || guidance == KIOSK_GUIDANCE_NONE)
    self->shown = guidance;
}

static void
search (KioskGuide *self, const KioskGreyImage *image, const KioskPatches *patches)
{
  guint turn = self->n_frames % ROUND;

  if (turn == 0 || turn == ROUND / 2)
    self->module_px = kiosk_finder_find (image, patches);
  else if (turn == TURN_OTHER)
    self->other = kiosk_zxing_sees_other (image->pixels, (int) image->width, (int) image->height,
                                          (int) image->stride);
}

static KioskSecret *
look_at_something (KioskGuide *self, const KioskGreyImage *image, const KioskPatches *patches,
                   KioskLight *light)
{
  KioskSecret *text = kiosk_qr_decode_attempts (image, kiosk_qr_attempts_of (self->n_frames));

  if (text != NULL)
    {
      self->module_px = 0;
      self->other = FALSE;
      return text;
    }
  search (self, image, patches);
  kiosk_light_measure (light, image);

  return NULL;
}

/**
 * kiosk_guide_look:
 * @self: a guide; all 0 at the start of a stream
 * @image: the next frame
 *
 * An empty table is recognised before anything is searched for: it is what a camera sees most of the
 * time, and its noise would keep a decoder busy for longer than a card does. Afterwards `shown` says
 * what would help.
 *
 * Returns: (transfer full) (nullable): what a code in the frame holds
 */
KioskSecret *
kiosk_guide_look (KioskGuide *self, const KioskGreyImage *image)
{
  KioskLight light = { 0 };
  KioskPatches patches;
  KioskSecret *text = NULL;
  guint step;

  g_return_val_if_fail (self != NULL && image != NULL, NULL);

  if (!kiosk_grey_image_is_sound (image))
    return NULL;

  kiosk_patches_init (&patches, image);
  step = kiosk_patches_step (&patches);
  if (step >= EMPTY_STEP)
    {
      text = look_at_something (self, image, &patches, &light);
    }
  else
    {
      self->module_px = 0;
      self->other = FALSE;
      kiosk_light_measure (&light, image);
    }
  say (self, text != NULL ? KIOSK_GUIDANCE_NONE : judge (self, &light, step));
  self->n_frames++;
  kiosk_patches_clear (&patches);

  return text;
}
