/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/** KioskPaperTally: the papers of a dossier as people count them; one of several counts as one. */
typedef struct {
  guint all;
  guint done;       /* scanned, made by the kiosk, or already in the national data */
  guint at_counter;
  guint elsewhere; /* promised, and given in another place than the counter */
} KioskPaperTally;

KioskPaperTally kiosk_page_count_papers (KioskPage *page, const GPtrArray *components);
gboolean        kiosk_page_is_settled   (KioskPage *page, const GPtrArray *components, const KioskComponent *component);

G_END_DECLS
