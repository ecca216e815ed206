/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/clock.h"
#include "language/language.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_CLOCK_LABEL (kiosk_clock_label_get_type ())
G_DECLARE_FINAL_TYPE (KioskClockLabel, kiosk_clock_label, KIOSK, CLOCK_LABEL, GtkWidget)

/** KioskClockDate: how much of the date stands beside the time. */
typedef enum
{
  KIOSK_CLOCK_TIME_ONLY,
  KIOSK_CLOCK_DATE_LINE,
  KIOSK_CLOCK_DATE_BLOCK,
  KIOSK_CLOCK_DATE_AFTER
} KioskClockDate;

GtkWidget *kiosk_clock_label_new (KioskClock *clock, KioskLanguage *language, KioskClockDate date);

G_END_DECLS
