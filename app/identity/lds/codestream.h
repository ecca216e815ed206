/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskCodestreamVerdict:
 * @KIOSK_CODESTREAM_TAME: a decoder may be let at it
 * @KIOSK_CODESTREAM_WILD: would take more memory or time than a face may
 * @KIOSK_CODESTREAM_BROKEN: not a whole one, or not one of a picture in grey or colour
 */
typedef enum {
  KIOSK_CODESTREAM_TAME,
  KIOSK_CODESTREAM_WILD,
  KIOSK_CODESTREAM_BROKEN,
} KioskCodestreamVerdict;

/** KioskCodestream: a JPEG 2000 codestream inside other bytes; nothing is owned. */
typedef struct
{
  const guint8 *data;
  gsize length;
  guint width;
  guint height;
  guint n_components; /* 1 or 3 */
  gboolean is_ycc;    /* its colours are a brightness and two differences */
} KioskCodestream;

gboolean               kiosk_codestream_is_known (const guint8 *data, gsize length);
KioskCodestreamVerdict kiosk_codestream_find     (const guint8 *data, gsize length, gsize max_pixels,
                                                  KioskCodestream *stream) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
