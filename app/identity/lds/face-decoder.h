/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/lds/face-image.h"

G_BEGIN_DECLS

gboolean        kiosk_face_decoder_knows (const guint8 *data, gsize length);
KioskFaceImage *kiosk_face_decoder_run   (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
