/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/viewfinder.h"
#include "drivers/camera/qr-decode.h"

G_BEGIN_DECLS

/** KioskGuide: looks at the frames of a stream, reads them, and says what would help. */
typedef struct {
  guint         n_frames;
  KioskGuidance shown;
  KioskGuidance next;   /* seen, but not for long enough yet */
  guint         n_next; /* on how many frames in a row */
  double        module_px; /* what the last search found */
  gboolean      other;     /* a code of another kind was seen in the last round */
} KioskGuide;

KioskSecret *kiosk_guide_look (KioskGuide *self, const KioskGreyImage *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
