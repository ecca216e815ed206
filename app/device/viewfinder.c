/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-device"

#include "device/viewfinder.h"

#include "base/secret.h"

#define BYTES_A_PIXEL 4

/**
 * KioskViewfinder:
 *
 * A reader with an eye: a citizen who sees what it sees holds a card where it can be read.
 */
G_DEFINE_INTERFACE (KioskViewfinder, kiosk_viewfinder, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (KioskViewfinderFrame, kiosk_viewfinder_frame, kiosk_viewfinder_frame_ref,
                     kiosk_viewfinder_frame_unref)

G_DEFINE_ENUM_TYPE (KioskGuidance, kiosk_guidance,
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_TOO_FAR, "too-far"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_GLARE, "glare"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_DARK, "dark"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_BLURRED, "blurred"),
                    G_DEFINE_ENUM_VALUE (KIOSK_GUIDANCE_WRONG_CODE, "wrong-code"))

typedef struct
{
  gpointer pixels;
  gsize length;
} Pixels;

static void
wipe_pixels (gpointer data)
{
  Pixels *self = data;

  kiosk_wipe (self->pixels, self->length);
  g_free (self->pixels);
  g_free (self);
}

static void
release_frame (gpointer data)
{
  KioskViewfinderFrame *self = data;

  g_bytes_unref (self->rgba);
}

/**
 * kiosk_viewfinder_frame_new:
 * @rgba: (transfer full): from g_malloc(), @width * @height pixels of 4 bytes without gaps
 * @width: pixels in a row
 * @height: rows
 *
 * The pixels are wiped with their last reference, also if that is held by somebody who took a
 * reference to the bytes alone, such as a texture.
 *
 * Returns: (transfer full): a frame
 */
KioskViewfinderFrame *
kiosk_viewfinder_frame_new (gpointer rgba, guint width, guint height)
{
  KioskViewfinderFrame *self;
  Pixels *pixels;

  g_return_val_if_fail (rgba != NULL && width > 0 && height > 0, NULL);

  pixels = g_new (Pixels, 1);
  *pixels = (Pixels){ rgba, (gsize) width * height * BYTES_A_PIXEL };
  self = g_atomic_rc_box_new0 (KioskViewfinderFrame);
  self->rgba = g_bytes_new_with_free_func (rgba, pixels->length, wipe_pixels, pixels);
  self->width = width;
  self->height = height;
  self->stride = width * BYTES_A_PIXEL;

  return self;
}

/**
 * kiosk_viewfinder_frame_ref:
 * @self: a frame
 *
 * Returns: (transfer full): @self
 */
KioskViewfinderFrame *
kiosk_viewfinder_frame_ref (KioskViewfinderFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * kiosk_viewfinder_frame_unref:
 * @self: (transfer full): a frame
 */
void
kiosk_viewfinder_frame_unref (KioskViewfinderFrame *self)
{
  g_atomic_rc_box_release_full (self, release_frame);
}

static void
kiosk_viewfinder_default_init (KioskViewfinderInterface *iface)
{
  /**
   * KioskViewfinder::frame:
   * @self: a viewfinder
   * @frame: (transfer none): what it sees now; keep no more than the last one
   *
   * At most one is under way at a time, so a slow program sees fewer frames, never old ones.
   */
  g_signal_new ("frame", KIOSK_TYPE_VIEWFINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, KIOSK_TYPE_VIEWFINDER_FRAME | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * KioskViewfinder::guidance:
   * @self: a viewfinder
   * @guidance: what the citizen could do better now; emitted when it changes
   */
  g_signal_new ("guidance", KIOSK_TYPE_VIEWFINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, KIOSK_TYPE_GUIDANCE);
}

/**
 * kiosk_viewfinder_get_guidance:
 * @self: a viewfinder
 *
 * Returns: what "guidance" said last, %KIOSK_GUIDANCE_NONE while it is stopped or offline
 */
KioskGuidance
kiosk_viewfinder_get_guidance (KioskViewfinder *self)
{
  g_return_val_if_fail (KIOSK_IS_VIEWFINDER (self), KIOSK_GUIDANCE_NONE);

  return KIOSK_VIEWFINDER_GET_IFACE (self)->get_guidance (self);
}
