/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/** KioskFace: how words are set; bits may be joined. */
typedef enum {
  KIOSK_FACE_PLAIN = 0,
  KIOSK_FACE_BOLD = 1 << 0,
  KIOSK_FACE_ITALIC = 1 << 1,
} KioskFace;

/** KioskTypeset: words of several faces on their way to one laid out text. */
typedef struct _KioskTypeset KioskTypeset;

gboolean      kiosk_typeset_has_font (PangoContext *context);
KioskTypeset *kiosk_typeset_new    (PangoContext *context, double size) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_typeset_set_leading (KioskTypeset *self, double share);
void          kiosk_typeset_add    (KioskTypeset *self, const char *text, KioskFace face);
void          kiosk_typeset_add_sized (KioskTypeset *self, const char *text, KioskFace face, double size);
PangoLayout  *kiosk_typeset_finish (KioskTypeset *self, double width, PangoAlignment alignment) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout  *kiosk_typeset_line   (PangoContext *context, const char *text, KioskFace face, double size) G_GNUC_WARN_UNUSED_RESULT;
double        kiosk_layout_balance (PangoLayout *layout);
double        kiosk_layout_width   (PangoLayout *layout);
double        kiosk_layout_height  (PangoLayout *layout);

G_END_DECLS
