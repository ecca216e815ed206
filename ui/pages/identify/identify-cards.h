/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/** KioskIdentifyStep: names of two texts: what to do, and what is to be known of it. */
typedef struct
{
  const char *title;
  const char *line;
} KioskIdentifyStep;

GtkWidget *kiosk_identify_cards_new (KioskPage *page, gboolean aside);
GtkWidget *kiosk_identify_card_new (KioskPage *page, const char *title, const char *picture,
                                    const char *caption);
GtkWidget *kiosk_identify_steps_new (KioskPage *page, const KioskIdentifyStep *steps,
                                     guint n_steps);

G_END_DECLS
