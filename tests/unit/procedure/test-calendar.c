/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/calendar.h"

#include <glib/gstdio.h>
#include <string.h>

static KioskCalendar *
load (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KIOSK_ASSETS"), "calendars/vietnam.json", NULL);
  g_autoptr (GError) error = NULL;
  KioskCalendar *calendar = kiosk_calendar_load (path, &error);

  g_assert_no_error (error);
  return calendar;
}

/* "2026-11-25 09:41", in the time of the office. */
static GDateTime *
at (const char *moment)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autofree char *iso = g_strdup_printf ("%.10sT%s:00", moment, moment + 11);
  GDateTime *when = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (when);
  return when;
}

static char *
say (GDateTime *when)
{
  return when != NULL ? g_date_time_format (when, "%Y-%m-%d %H:%M") : g_strdup ("beyond");
}

#define DAY KIOSK_UNIT_WORKING_DAY
#define HOUR KIOSK_UNIT_WORKING_HOUR
#define PLAIN KIOSK_UNIT_DAY
#define MONTH KIOSK_UNIT_MONTH

/* Each row was counted by hand on a paper calendar. */
static const struct
{
  const char *received;
  guint amount;
  KioskTimeUnit unit;
  const char *cutoff;
  const char *due;
} appointments[] = {
  /* plain weeks: 25 November 2026 is a Wednesday */
  { "2026-11-25 09:41", 1, DAY, NULL, "2026-11-26 17:00" },
  { "2026-11-25 09:41", 3, DAY, NULL, "2026-11-30 17:00" },
  { "2026-11-25 09:41", 5, DAY, NULL, "2026-12-02 17:00" },
  { "2026-11-25 07:29", 1, DAY, NULL, "2026-11-26 17:00" },
  { "2026-11-25 12:15", 1, DAY, NULL, "2026-11-26 17:00" },
  { "2026-11-25 16:59", 1, DAY, NULL, "2026-11-26 17:00" },
  { "2026-11-25 17:00", 1, DAY, NULL, "2026-11-27 17:00" },
  { "2026-11-25 23:59", 1, DAY, NULL, "2026-11-27 17:00" },
  { "2026-11-26 00:00", 1, DAY, NULL, "2026-11-27 17:00" },
  { "2026-11-27 18:00", 1, DAY, NULL, "2026-11-30 17:00" },
  /* Saturday morning is taken in but does not count; Saturday afternoon and Sunday are Monday */
  { "2026-11-28 08:00", 1, DAY, NULL, "2026-11-30 17:00" },
  { "2026-11-28 11:30", 1, DAY, NULL, "2026-12-01 17:00" },
  { "2026-11-29 09:00", 1, DAY, NULL, "2026-12-01 17:00" },
  /* the same day before 15:00 */
  { "2026-11-25 14:59", 0, DAY, "15:00", "2026-11-25 17:00" },
  { "2026-11-25 15:00", 0, DAY, "15:00", "2026-11-26 17:00" },
  { "2026-11-25 17:30", 0, DAY, "15:00", "2026-11-26 17:00" },
  { "2026-11-25 06:00", 0, DAY, "15:00", "2026-11-25 17:00" },
  { "2026-11-27 15:30", 0, DAY, "15:00", "2026-11-30 17:00" },
  { "2026-11-28 08:00", 0, DAY, "15:00", "2026-11-30 17:00" },
  { "2026-11-28 14:00", 0, DAY, "15:00", "2026-11-30 17:00" },
  { "2026-11-25 16:30", 0, DAY, NULL, "2026-11-25 17:00" },
  /* 30 April and 1 May 2026 are Thursday and Friday; 26 April is the Kings' day, a Sunday */
  { "2026-04-29 09:00", 1, DAY, NULL, "2026-05-04 17:00" },
  { "2026-04-29 16:00", 0, DAY, "15:00", "2026-05-04 17:00" },
  { "2026-04-24 09:00", 1, DAY, NULL, "2026-04-28 17:00" },
  { "2026-04-24 09:00", 3, DAY, NULL, "2026-05-04 17:00" },
  /* 31 August 2026 is swapped with Saturday 22 August; 1 and 2 September are off */
  { "2026-08-21 09:00", 1, DAY, NULL, "2026-08-22 17:00" },
  { "2026-08-21 09:00", 2, DAY, NULL, "2026-08-24 17:00" },
  { "2026-08-22 15:00", 1, DAY, NULL, "2026-08-24 17:00" },
  { "2026-08-22 09:00", 0, DAY, "15:00", "2026-08-22 17:00" },
  { "2026-08-28 09:00", 1, DAY, NULL, "2026-09-03 17:00" },
  { "2026-08-28 18:00", 1, DAY, NULL, "2026-09-03 17:00" },
  { "2026-08-29 12:00", 1, DAY, NULL, "2026-09-04 17:00" },
  /* Tết 2027: Friday 5 to Tuesday 9 February, and the 10th and 11th for the weekend in it */
  { "2027-02-04 09:00", 1, DAY, NULL, "2027-02-12 17:00" },
  { "2027-02-04 16:00", 0, DAY, "15:00", "2027-02-12 17:00" },
  { "2027-02-04 09:00", 3, DAY, NULL, "2027-02-16 17:00" },
  { "2027-02-07 09:00", 1, DAY, NULL, "2027-02-15 17:00" },
  { "2027-02-06 09:00", 1, DAY, NULL, "2027-02-15 17:00" },
  /* over the end of a year */
  { "2026-12-31 09:00", 1, DAY, NULL, "2027-01-04 17:00" },
  /* hours: eight are a day, lunch and nights do not pass */
  { "2026-11-25 08:00", 2, HOUR, NULL, "2026-11-25 10:00" },
  { "2026-11-25 10:30", 2, HOUR, NULL, "2026-11-25 14:30" },
  { "2026-11-25 10:30", 1, HOUR, NULL, "2026-11-25 11:30" },
  { "2026-11-25 12:00", 1, HOUR, NULL, "2026-11-25 14:30" },
  { "2026-11-25 05:00", 1, HOUR, NULL, "2026-11-25 08:30" },
  { "2026-11-25 16:00", 2, HOUR, NULL, "2026-11-26 08:30" },
  { "2026-11-25 19:00", 2, HOUR, NULL, "2026-11-26 09:30" },
  { "2026-11-27 16:00", 2, HOUR, NULL, "2026-11-30 08:30" },
  { "2026-11-28 08:00", 2, HOUR, NULL, "2026-11-30 09:30" },
  { "2026-11-25 09:41", 8, HOUR, NULL, "2026-11-26 09:41" },
  { "2026-11-25 09:41", 24, HOUR, NULL, "2026-11-30 09:41" },
  { "2026-11-25 16:00", 10, HOUR, NULL, "2026-11-27 08:30" },
  /* days of the calendar, and months; the end rolls off rest days */
  { "2026-11-25 09:41", 2, PLAIN, NULL, "2026-11-27 17:00" },
  { "2026-11-25 09:41", 3, PLAIN, NULL, "2026-11-30 17:00" },
  { "2027-01-25 09:41", 12, PLAIN, NULL, "2027-02-12 17:00" },
  { "2026-11-25 09:41", 1, MONTH, NULL, "2026-12-25 17:00" },
  { "2027-01-29 09:41", 1, MONTH, NULL, "2027-03-01 17:00" },
  /* as far as it goes, and no further */
  { "2031-12-30 09:00", 1, DAY, NULL, "2031-12-31 17:00" },
  { "2031-12-31 09:00", 1, DAY, NULL, "beyond" },
  { "2031-12-31 18:00", 1, DAY, NULL, "beyond" },
  { "2031-12-31 18:00", 0, DAY, NULL, "beyond" },
  { "2031-12-31 16:00", 2, HOUR, NULL, "beyond" },
  { "2031-12-01 09:00", 1000, MONTH, NULL, "beyond" },
  { "2032-01-05 09:00", 1, DAY, NULL, "beyond" },
  { "2025-12-31 09:00", 1, DAY, NULL, "beyond" },
  { "2026-11-25 09:00", 1000, DAY, NULL, "2030-11-26 17:00" },
};

static void
test_appoint (void)
{
  g_autoptr (KioskCalendar) calendar = load ();

  for (guint i = 0; i < G_N_ELEMENTS (appointments); i++)
    {
      KioskTimeLimit limit = { .amount = appointments[i].amount,
                               .unit = appointments[i].unit,
                               .cutoff = appointments[i].cutoff };
      g_autoptr (GDateTime) received = at (appointments[i].received);
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) due = kiosk_calendar_appoint (calendar, &limit, received, &error);
      g_autofree char *said = say (due);

      if (!g_str_equal (said, appointments[i].due))
        g_test_message ("row %u: %s + %u gives %s", i, appointments[i].received,
                        appointments[i].amount, said);
      g_assert_cmpstr (said, ==, appointments[i].due);
      if (due == NULL)
        g_assert_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_BEYOND);
      else
        g_assert_cmpint (g_date_time_get_utc_offset (due), ==, 7 * G_TIME_SPAN_HOUR);
    }
}

static void
test_second (void)
{
  g_autoptr (KioskCalendar) calendar = load ();
  g_autoptr (KioskText) label = kiosk_text_new ();
  g_autoptr (GDateTime) first = at ("2026-11-30 17:00");
  g_autoptr (GDateTime) late = at ("2031-12-31 17:00");
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  KioskTimeLimit limit = { .amount = 3, .second_amount = 3 };

  g_assert_null (kiosk_calendar_appoint_second (calendar, &limit, first, &error));
  g_assert_no_error (error);
  limit.second_label = label;
  due = kiosk_calendar_appoint_second (calendar, &limit, first, &error);
  g_assert_no_error (error);
  said = say (due);
  g_assert_cmpstr (said, ==, "2026-12-03 17:00");
  g_assert_null (kiosk_calendar_appoint_second (calendar, &limit, late, &error));
  g_assert_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_BEYOND);
}

static void
test_intake (void)
{
  static const struct
  {
    const char *moment;
    gboolean open;
  } cases[] = {
    { "2026-11-25 07:29", FALSE }, { "2026-11-25 07:30", TRUE },  { "2026-11-25 11:29", TRUE },
    { "2026-11-25 11:30", FALSE }, { "2026-11-25 13:30", TRUE },  { "2026-11-25 17:00", FALSE },
    { "2026-11-28 08:00", TRUE },  { "2026-11-28 14:00", FALSE }, { "2026-11-29 08:00", FALSE },
    { "2026-09-02 08:00", FALSE }, { "2026-08-22 14:00", TRUE },  { "2027-02-06 08:00", FALSE },
    { "2026-08-31 08:00", FALSE },
  };
  g_autoptr (KioskCalendar) calendar = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) when = at (cases[i].moment);

      g_assert_true (kiosk_calendar_is_intake_open (calendar, when) == cases[i].open);
    }
}

static void
test_expires (void)
{
  g_autoptr (KioskCalendar) calendar = load ();
  g_autoptr (GDateTime) before = at ("2026-12-01 09:00");
  g_autoptr (GDateTime) after = at ("2027-01-02 09:00");

  g_assert_cmpint (kiosk_calendar_days_left (calendar, before), ==, 30);
  g_assert_cmpint (kiosk_calendar_days_left (calendar, after), ==, -2);
}

/* However a dossier comes in, its due day is a working day, later dossiers are not due earlier, and
 * a longer time does not end before a shorter one. */
static void
test_order (void)
{
  g_autoptr (KioskCalendar) calendar = load ();
  g_autoptr (GDateTime) start = at ("2026-01-01 00:00");
  g_autoptr (GDateTime) last_due = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GDateTime) received = g_date_time_add_minutes (start, (int) i * 97);
      KioskTimeLimit three = { .amount = 3, .unit = DAY };
      KioskTimeLimit four = { .amount = 4, .unit = DAY };
      g_autoptr (GDateTime) due = kiosk_calendar_appoint (calendar, &three, received, NULL);
      g_autoptr (GDateTime) later = kiosk_calendar_appoint (calendar, &four, received, NULL);

      g_assert_true (due != NULL && later != NULL);
      g_assert_true (kiosk_calendar_is_working_day (calendar, due));
      g_assert_cmpint (g_date_time_compare (received, due), <, 0);
      g_assert_cmpint (g_date_time_compare (due, later), <, 0);
      if (last_due != NULL)
        g_assert_cmpint (g_date_time_compare (last_due, due), <=, 0);
      g_clear_pointer (&last_due, g_date_time_unref);
      last_due = g_date_time_ref (due);
    }
}

#define HEAD "{\"format\":1,\"name\":\"x\",\"first\":\"2026-01-01\",\"last\":\"2026-12-31\","
#define OFFICE                                                                                     \
  "\"expires\":\"2026-12-31\",\"office\":[{\"from\":\"08:00\",\"to\":\"12:00\"}],"                 \
  "\"intake\":{\"working_day\":[{\"from\":\"08:00\",\"to\":\"12:00\"}],\"saturday\":[]},"
#define OFF(date)                                                                                  \
  "{\"date\":\"" date "\",\"name\":{\"vi\":\"a\",\"en\":\"b\"},\"kind\":\"holiday\","              \
  "\"announced\":true,\"source\":\"c\"}"
#define WORK(date) "{\"date\":\"" date "\",\"for\":\"2026-01-02\",\"source\":\"c\"}"
#define DAYS(off, work) "\"days_off\":[" off "],\"working_days\":[" work "],\"to_confirm\":[]}"

static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    const char *says; /* NULL: good */
  } cases[] = {
    { HEAD OFFICE DAYS ("", ""), NULL },
    { HEAD OFFICE DAYS (OFF ("2026-01-01"), WORK ("2026-01-10")), NULL },
    { "", "empty" },
    { "{}", "format" },
    { HEAD OFFICE "\"days_off\":[]}", "working_days" },
    { HEAD OFFICE DAYS (OFF ("2027-01-01"), ""), "not between" },
    { HEAD OFFICE DAYS (OFF ("2026-02-30"), ""), "days_off[0].date" },
    { HEAD OFFICE DAYS (OFF ("2026-01-01") "," OFF ("2026-01-01"), ""), "twice" },
    { HEAD OFFICE DAYS ("", WORK ("2026-01-09")), "working day anyway" },
    { HEAD OFFICE DAYS (OFF ("2026-01-10"), WORK ("2026-01-10")), "both" },
  };
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("kiosk-calendar-XXXXXX.json", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KioskCalendar) calendar = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      calendar = kiosk_calendar_load (path, &error);
      if (cases[i].says == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (calendar);
      g_assert_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_MALFORMED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_true (g_str_has_prefix (error->message, path));
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskCalendar) calendar = kiosk_calendar_load ("/nonexistent.json", &error);

  g_assert_null (calendar);
  g_assert_error (error, KIOSK_CALENDAR_ERROR, KIOSK_CALENDAR_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/every-row-of-the-table-is-due-when-it-says", test_appoint);
  g_test_add_func ("/calendar/a-second-date-runs-from-the-first", test_second);
  g_test_add_func ("/calendar/intake-hours-are-another-table", test_intake);
  g_test_add_func ("/calendar/it-says-when-it-must-be-renewed", test_expires);
  g_test_add_func ("/calendar/who-comes-later-is-not-due-earlier", test_order);
  g_test_add_func ("/calendar/a-malformed-file-is-refused-by-name", test_malformed);
  g_test_add_func ("/calendar/a-missing-file-is-an-error", test_missing);

  return g_test_run ();
}
