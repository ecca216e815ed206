/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "printers/bitmap.h"
#include "receipt/paper.h"

G_BEGIN_DECLS

KioskBitmap *kiosk_layout_draw_bitmap (const KioskPaper *paper, guint width_dots, guint *n_unknown, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes      *kiosk_layout_draw_pdf    (const KioskPaper *paper, double width_mm, double height_mm, guint *n_unknown, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
