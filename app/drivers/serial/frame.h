/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

#define KIOSK_FRAME_MAX 2048

/** KioskFrame: the bytes of one scan as they trickle in. */
typedef struct {
  guint8   bytes[KIOSK_FRAME_MAX];
  gsize    length;
  gboolean dropping; /* longer than any code: thrown away up to its end */
  guint    n_dropped; /* how many have been, since the frame was made */
} KioskFrame;

KioskSecret *kiosk_frame_push    (KioskFrame *self, const guint8 *data, gsize length, gsize *used) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret *kiosk_frame_end     (KioskFrame *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_frame_is_open (const KioskFrame *self);
void         kiosk_frame_wipe    (KioskFrame *self);

G_END_DECLS
