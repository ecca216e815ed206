/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"

G_BEGIN_DECLS

#define KIOSK_CALENDAR_ERROR (kiosk_calendar_error_quark ())
GQuark kiosk_calendar_error_quark (void);

/**
 * KioskCalendarError:
 * @KIOSK_CALENDAR_ERROR_MALFORMED: a line of the calendar cannot be read; the message names it
 * @KIOSK_CALENDAR_ERROR_BEYOND: the date lies after the years the calendar covers
 */
typedef enum { KIOSK_CALENDAR_ERROR_MALFORMED, KIOSK_CALENDAR_ERROR_BEYOND } KioskCalendarError;

/** KioskCalendar: office hours, holidays and make-up days, from a data file. */
typedef struct _KioskCalendar KioskCalendar;

KioskCalendar *kiosk_calendar_load           (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskCalendar *kiosk_calendar_ref            (KioskCalendar *self);
void           kiosk_calendar_unref          (KioskCalendar *self);
gboolean       kiosk_calendar_is_working_day (KioskCalendar *self, GDateTime *day);
gboolean       kiosk_calendar_is_intake_open (KioskCalendar *self, GDateTime *when);
int            kiosk_calendar_days_left      (KioskCalendar *self, GDateTime *today); /* until it runs out */
GDateTime     *kiosk_calendar_appoint        (KioskCalendar *self, const KioskTimeLimit *limit, GDateTime *received,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GDateTime     *kiosk_calendar_appoint_second (KioskCalendar *self, const KioskTimeLimit *limit, GDateTime *from,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskCalendar, kiosk_calendar_unref)

G_END_DECLS
