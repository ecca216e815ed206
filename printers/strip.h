/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "receipt/qr.h"

G_BEGIN_DECLS

/** KioskArea: a rectangle in units of the paper. */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} KioskArea;

/** KioskStrip: a strip across the paper that is never cut: what stands on it, measured from its top. */
typedef struct _KioskStrip KioskStrip;

struct _KioskStrip
{
  GPtrArray  *marks; /* private */
  double      height;
  double      gap;            /* white above it, but not at the top of a page */
  gboolean    keep_with_next; /* not the last on a page */
  KioskStrip *head;           /* (nullable): stands again above this strip at the top of a page */
};

KioskStrip *kiosk_strip_new        (double gap) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_strip_add_text   (KioskStrip *self, PangoLayout *layout, double x, double y, gboolean reversed);
void        kiosk_strip_add_bar    (KioskStrip *self, KioskArea area, double radius);
void        kiosk_strip_add_frame  (KioskStrip *self, KioskArea area, double radius, double line);
void        kiosk_strip_add_dashes (KioskStrip *self, KioskArea area);
void        kiosk_strip_add_code   (KioskStrip *self, KioskQr *code, double x, double y, double module);
void        kiosk_strip_paint      (const KioskStrip *self, cairo_t *cr, double y);
void        kiosk_strip_free       (KioskStrip *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskStrip, kiosk_strip_free)

G_END_DECLS
