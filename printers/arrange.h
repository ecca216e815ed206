/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "printers/strip.h"
#include "printers/style.h"
#include "printers/typeset.h"
#include "receipt/paper.h"

G_BEGIN_DECLS

/** KioskArranger: what the parts that arrange a paper share while they work. */
typedef struct {
  const KioskStyle *style;
  PangoContext     *context;
  GPtrArray        *strips;    /* (element-type KioskStrip) */
  guint             n_unknown; /* characters without a glyph */
} KioskArranger;

GPtrArray  *kiosk_arrange        (KioskArranger *self, const GPtrArray *blocks, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskStrip *kiosk_arrange_foot   (KioskArranger *self, const GPtrArray *blocks, guint page, guint n_pages) G_GNUC_WARN_UNUSED_RESULT;

/* For the parts: put a laid out text on a strip, and count what has no glyph. */
KioskTypeset *kiosk_arrange_words (KioskArranger *self, double size) G_GNUC_WARN_UNUSED_RESULT;
double      kiosk_arrange_text   (KioskArranger *self, KioskStrip *strip, PangoLayout *layout, double x, double y);
KioskStrip *kiosk_arrange_append (KioskArranger *self, double gap);

/* arrange-code.c, arrange-form.c */
KioskStrip *kiosk_arrange_code       (KioskArranger *self, const GPtrArray *blocks, guint *index, double gap, GError **error);
void        kiosk_arrange_office     (KioskArranger *self, const KioskBlock *block, double gap);
void        kiosk_arrange_table      (KioskArranger *self, const KioskBlock *block, double gap);
void        kiosk_arrange_signatures (KioskArranger *self, const KioskBlock *block, double gap);

double      kiosk_arrange_block  (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area);

G_END_DECLS
