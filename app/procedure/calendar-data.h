/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/shelf.h"

G_BEGIN_DECLS

/* Minutes since midnight; @to is the first that is closed. */
typedef struct {
  int from;
  int to;
} KioskWindow;

/** KioskCalendarData: what a calendar file says. */
typedef struct {
  GDate       first;   /* the days it covers */
  GDate       last;
  GDate       expires; /* the day by which the next years must have been announced and put in */
  GHashTable *days_off;     /* (element-type julian): holidays, observed and swapped days */
  GHashTable *working_days; /* (element-type julian): rest days that are worked to make up */
  const GPtrArray *office;   /* (element-type KioskWindow): hours that count for deadlines */
  const GPtrArray *intake;   /* (element-type KioskWindow): when dossiers are taken in on working days */
  const GPtrArray *saturday; /* (element-type KioskWindow): and on Saturdays that are not holidays */
} KioskCalendarData;

KioskCalendarData *kiosk_calendar_data_read (KioskShelf *shelf, const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
