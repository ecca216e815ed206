/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/calendar.h"

#include "base/atomic-file.h"
#include "procedure/calendar-data.h"

#define MAX_BYTES (256 * 1024)
#define HOURS_A_DAY 8 /* what the law and the offices count as one working day */

struct _KioskCalendar
{
  grefcount references;
  KioskShelf *shelf;
  const KioskCalendarData *data; /* on @shelf */
};

/* A day and, where hours count, the minute of it. */
typedef struct
{
  GDate date;
  int minute;
} Moment;

G_DEFINE_QUARK (kiosk-calendar-error-quark, kiosk_calendar_error)

static Moment
to_moment (GDateTime *when)
{
  Moment moment = { .minute = g_date_time_get_hour (when) * 60 + g_date_time_get_minute (when) };

  g_date_set_dmy (&moment.date, (GDateDay) g_date_time_get_day_of_month (when),
                  (GDateMonth) g_date_time_get_month (when),
                  (GDateYear) g_date_time_get_year (when));

  return moment;
}

static GDateTime *
to_date_time (const Moment *moment, GDateTime *like)
{
  return g_date_time_new (g_date_time_get_timezone (like), g_date_get_year (&moment->date),
                          (int) g_date_get_month (&moment->date), g_date_get_day (&moment->date),
                          moment->minute / 60, moment->minute % 60, 0);
}

static gboolean
is_covered (KioskCalendar *self, const GDate *date)
{
  return g_date_compare (date, &self->data->first) >= 0
         && g_date_compare (date, &self->data->last) <= 0;
}

static gboolean
is_working (KioskCalendar *self, const GDate *date)
{
  gpointer day = GUINT_TO_POINTER (g_date_get_julian (date));

  if (g_hash_table_contains (self->data->working_days, day))
    return TRUE;

  return g_date_get_weekday (date) < G_DATE_SATURDAY
         && !g_hash_table_contains (self->data->days_off, day);
}

/* When dossiers are taken in on @date; %NULL when they are not. */
static const GPtrArray *
find_intake (KioskCalendar *self, const GDate *date)
{
  gpointer day = GUINT_TO_POINTER (g_date_get_julian (date));

  if (is_working (self, date))
    return self->data->intake;
  if (g_date_get_weekday (date) == G_DATE_SATURDAY
      && !g_hash_table_contains (self->data->days_off, day) && self->data->saturday->len > 0)
    return self->data->saturday;

  return NULL;
}

static int
get_close (const GPtrArray *windows)
{
  return ((const KioskWindow *) g_ptr_array_index (windows, windows->len - 1))->to;
}

static int
get_open (const GPtrArray *windows)
{
  return ((const KioskWindow *) g_ptr_array_index (windows, 0))->from;
}

/* To the nearest working day not before @date; as far as the calendar goes. */
static void
roll_forward (KioskCalendar *self, GDate *date)
{
  while (is_covered (self, date) && !is_working (self, date))
    g_date_add_days (date, 1);
}

static void
add_working_days (KioskCalendar *self, GDate *date, guint days)
{
  while (days > 0 && is_covered (self, date))
    {
      g_date_add_days (date, 1);
      roll_forward (self, date);
      days--;
    }
}

/*
 * When the dossier counts as received: the day it came on while dossiers are taken in, else the next
 * day they are. That may be a Saturday, which is no working day: with a working day instead, who
 * came on Friday evening would be served after who came on Saturday morning.
 */
static Moment
receive (KioskCalendar *self, GDateTime *received)
{
  Moment moment = to_moment (received);
  const GPtrArray *windows = find_intake (self, &moment.date);

  if (windows != NULL && moment.minute < get_close (windows))
    return moment;

  do
    g_date_add_days (&moment.date, 1);
  while (is_covered (self, &moment.date) && find_intake (self, &moment.date) == NULL);
  moment.minute = get_open (self->data->office);

  return moment;
}

/* The same hour when the office is open, else the next time it opens. */
static void
enter_office (KioskCalendar *self, Moment *moment)
{
  const GPtrArray *office = self->data->office;

  if (!is_working (self, &moment->date) || moment->minute >= get_close (office))
    {
      g_date_add_days (&moment->date, 1);
      roll_forward (self, &moment->date);
      moment->minute = get_open (office);
    }
  for (guint i = 0; i < office->len; i++)
    {
      const KioskWindow *window = g_ptr_array_index (office, i);

      if (moment->minute >= window->to)
        continue;
      moment->minute = MAX (moment->minute, window->from);
      return;
    }
}

/* Hours pass only while the office is open: lunch and nights are jumped over. */
static void
add_hours (KioskCalendar *self, Moment *moment, guint hours)
{
  const GPtrArray *office = self->data->office;
  int left = (int) hours * 60;

  while (left > 0 && is_covered (self, &moment->date))
    {
      for (guint i = 0; i < office->len && left > 0; i++)
        {
          const KioskWindow *window = g_ptr_array_index (office, i);
          int start = MAX (moment->minute, window->from);
          int passed = MIN (left, window->to - start);

          if (passed <= 0)
            continue;
          moment->minute = start + passed;
          left -= passed;
        }
      if (left == 0)
        return;
      add_working_days (self, &moment->date, 1);
      moment->minute = 0;
    }
}

/* From @moment, whose day is not counted (Civil Code 2015, Article 147), to the end of the period. */
static void
add_period (KioskCalendar *self, Moment *moment, guint amount, KioskTimeUnit unit)
{
  switch (unit)
    {
    case KIOSK_UNIT_WORKING_HOUR:
      enter_office (self, moment);
      add_working_days (self, &moment->date, amount / HOURS_A_DAY);
      add_hours (self, moment, amount % HOURS_A_DAY);
      return;
    case KIOSK_UNIT_DAY:
      g_date_add_days (&moment->date, amount);
      break;
    case KIOSK_UNIT_MONTH:
      g_date_add_months (&moment->date, amount);
      break;
    case KIOSK_UNIT_WORKING_DAY:
    default:
      add_working_days (self, &moment->date, amount);
      break;
    }

  /* Article 148: a period that ends on a rest day ends on the next working day. */
  roll_forward (self, &moment->date);
  moment->minute = get_close (self->data->office);
}

static int
to_minutes (const char *clock)
{
  return (g_ascii_digit_value (clock[0]) * 10 + g_ascii_digit_value (clock[1])) * 60
         + g_ascii_digit_value (clock[3]) * 10 + g_ascii_digit_value (clock[4]);
}

/* Amount 0: the same working day, unless it came too late on that day. */
static void
finish_today (KioskCalendar *self, Moment *moment, const char *cutoff)
{
  if (!is_working (self, &moment->date)
      || (cutoff != NULL && moment->minute >= to_minutes (cutoff)))
    add_working_days (self, &moment->date, 1);
  moment->minute = get_close (self->data->office);
}

static GDateTime *
finish (KioskCalendar *self, const Moment *moment, GDateTime *like, GError **error)
{
  if (is_covered (self, &moment->date))
    return to_date_time (moment, like);

  g_set_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_BEYOND,
               "A date lies outside the days from %04d-%02d-%02d to %04d-%02d-%02d that the "
               "calendar covers; install a newer one",
               g_date_get_year (&self->data->first), (int) g_date_get_month (&self->data->first),
               g_date_get_day (&self->data->first), g_date_get_year (&self->data->last),
               (int) g_date_get_month (&self->data->last), g_date_get_day (&self->data->last));
  return NULL;
}

/**
 * kiosk_calendar_load:
 * @path: a calendar file, such as assets/calendars/vietnam.json
 * @error: return location; %KIOSK_CALENDAR_ERROR_MALFORMED when it cannot be read, the message
 *   names file and member
 *
 * Returns: (transfer full) (nullable): the calendar
 */
KioskCalendar *
kiosk_calendar_load (const char *path, GError **error)
{
  g_autoptr (KioskCalendar) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (KioskCalendar, 1);
  g_ref_count_init (&self->references);
  self->shelf = kiosk_shelf_new ();
  bytes = kiosk_file_read (path, MAX_BYTES, &fault);
  if (bytes != NULL)
    self->data = kiosk_calendar_data_read (self->shelf, g_bytes_get_data (bytes, NULL),
                                           g_bytes_get_size (bytes), &fault);
  if (self->data == NULL)
    {
      g_set_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_MALFORMED, "%s: %s", path,
                   fault->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * kiosk_calendar_ref:
 * @self: a calendar
 *
 * Returns: (transfer full): @self
 */
KioskCalendar *
kiosk_calendar_ref (KioskCalendar *self)
{
  g_ref_count_inc (&self->references);

  return self;
}

/**
 * kiosk_calendar_unref:
 * @self: (transfer full): a calendar
 *
 * Frees it with the last reference.
 */
void
kiosk_calendar_unref (KioskCalendar *self)
{
  if (!g_ref_count_dec (&self->references))
    return;

  kiosk_shelf_free (self->shelf);
  g_free (self);
}

/**
 * kiosk_calendar_is_working_day:
 * @self: a calendar
 * @day: any time of the day
 *
 * Outside the days the calendar covers only weekends are known to be days off.
 *
 * Returns: whether the day counts for deadlines
 */
gboolean
kiosk_calendar_is_working_day (KioskCalendar *self, GDateTime *day)
{
  Moment moment = to_moment (day);

  return is_working (self, &moment.date);
}

/**
 * kiosk_calendar_is_intake_open:
 * @self: a calendar
 * @when: a moment, in the time of the office
 *
 * Returns: whether the centre takes dossiers in at @when, which it may on a Saturday morning too
 */
gboolean
kiosk_calendar_is_intake_open (KioskCalendar *self, GDateTime *when)
{
  Moment moment = to_moment (when);
  const GPtrArray *windows = find_intake (self, &moment.date);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const KioskWindow *window = g_ptr_array_index (windows, i);

      if (moment.minute >= window->from && moment.minute < window->to)
        return TRUE;
    }

  return FALSE;
}

/**
 * kiosk_calendar_days_left:
 * @self: a calendar
 * @today: any time of today
 *
 * Rest days are announced year by year. After `expires` the calendar goes on with what the Labour
 * Code says, which the announcement may change.
 *
 * Returns: days until it should have been renewed; negative once that day has passed
 */
int
kiosk_calendar_days_left (KioskCalendar *self, GDateTime *today)
{
  Moment moment = to_moment (today);

  return g_date_days_between (&moment.date, &self->data->expires);
}

/**
 * kiosk_calendar_appoint:
 * @self: a calendar
 * @limit: how long the office may take
 * @received: when the dossier came in, in the time of the office
 * @error: return location; %KIOSK_CALENDAR_ERROR_BEYOND
 *
 * Counts in days end at the close of the last day; counts in hours end at the hour.
 *
 * Returns: (transfer full) (nullable): when the result is due, in the time zone of @received
 */
GDateTime *
kiosk_calendar_appoint (KioskCalendar *self, const KioskTimeLimit *limit, GDateTime *received,
                        GError **error)
{
  Moment moment = to_moment (received);

  if (!is_covered (self, &moment.date))
    return finish (self, &moment, received, error);

  moment = receive (self, received);
  if (limit->amount == 0)
    finish_today (self, &moment, limit->cutoff);
  else
    add_period (self, &moment, limit->amount, limit->unit);

  return finish (self, &moment, received, error);
}

/**
 * kiosk_calendar_appoint_second:
 * @self: a calendar
 * @limit: a limit with a second date
 * @from: from when the second period runs
 * @error: return location; %KIOSK_CALENDAR_ERROR_BEYOND
 *
 * Returns: (transfer full) (nullable): the second date; %NULL without error when @limit has none
 */
GDateTime *
kiosk_calendar_appoint_second (KioskCalendar *self, const KioskTimeLimit *limit, GDateTime *from,
                               GError **error)
{
  Moment moment = to_moment (from);

  if (limit->second_label == NULL)
    return NULL;
  if (is_covered (self, &moment.date))
    add_period (self, &moment, limit->second_amount, limit->second_unit);

  return finish (self, &moment, from, error);
}
