/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** KioskViewfinderFrame: one small picture of what a camera sees; immutable, wiped with its last reference. */
typedef struct {
  GBytes *rgba;   /* 4 bytes a pixel: red, green, blue, 255 */
  guint   width;  /* pixels */
  guint   height; /* pixels */
  guint   stride; /* bytes from one row to the next */
} KioskViewfinderFrame;

#define KIOSK_TYPE_VIEWFINDER_FRAME (kiosk_viewfinder_frame_get_type ())
GType                 kiosk_viewfinder_frame_get_type (void);
KioskViewfinderFrame *kiosk_viewfinder_frame_new      (gpointer rgba, guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;
KioskViewfinderFrame *kiosk_viewfinder_frame_ref      (KioskViewfinderFrame *self);
void                  kiosk_viewfinder_frame_unref    (KioskViewfinderFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskViewfinderFrame, kiosk_viewfinder_frame_unref)

/**
 * KioskGuidance:
 * @KIOSK_GUIDANCE_NONE: nothing to say: a code was just read, or the camera is not at work
 * @KIOSK_GUIDANCE_LOOKING: no code is in sight; say where to hold it
 * @KIOSK_GUIDANCE_TOO_FAR: a code is in sight, but too small; say to bring it nearer
 * @KIOSK_GUIDANCE_GLARE: a lamp shines on it; say to tilt it
 * @KIOSK_GUIDANCE_DARK: hardly any light
 * @KIOSK_GUIDANCE_BLURRED: out of focus or moving; say to hold it still
 * @KIOSK_GUIDANCE_WRONG_CODE: a bar code or another kind of code, which no card of today has. Of a QR
 *   code that is no card's the reader of "scanned" knows, not the camera.
 */
typedef enum {
  KIOSK_GUIDANCE_NONE,
  KIOSK_GUIDANCE_LOOKING,
  KIOSK_GUIDANCE_TOO_FAR,
  KIOSK_GUIDANCE_GLARE,
  KIOSK_GUIDANCE_DARK,
  KIOSK_GUIDANCE_BLURRED,
  KIOSK_GUIDANCE_WRONG_CODE,
} KioskGuidance;

#define KIOSK_TYPE_GUIDANCE (kiosk_guidance_get_type ())
GType kiosk_guidance_get_type (void);

#define KIOSK_TYPE_VIEWFINDER (kiosk_viewfinder_get_type ())
G_DECLARE_INTERFACE (KioskViewfinder, kiosk_viewfinder, KIOSK, VIEWFINDER, GObject)

/* A code reader that also shows what it sees; it starts and stops as the code reader that it is.
 * Signals: "frame" (KioskViewfinderFrame *), "guidance" (KioskGuidance). */
struct _KioskViewfinderInterface
{
  GTypeInterface g_iface;

  KioskGuidance (*get_guidance) (KioskViewfinder *self);
};

KioskGuidance kiosk_viewfinder_get_guidance (KioskViewfinder *self);

G_END_DECLS
