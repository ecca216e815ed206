/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a calendar holds: either windows in order and days inside its years, or an error. */

#include "procedure/calendar-data.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_windows (const GPtrArray *windows)
{
  int last = 0;

  for (guint i = 0; i < windows->len; i++)
    {
      const KioskWindow *window = g_ptr_array_index (windows, i);

      g_assert_cmpint (window->from, >=, last);
      g_assert_cmpint (window->to, >, window->from);
      g_assert_cmpint (window->to, <, 24 * 60);
      last = window->to;
    }
}

static void
check_days (const KioskCalendarData *calendar, GHashTable *days)
{
  GHashTableIter iter;
  gpointer day;

  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, NULL))
    {
      g_assert_cmpuint (GPOINTER_TO_UINT (day), >=, g_date_get_julian (&calendar->first));
      g_assert_cmpuint (GPOINTER_TO_UINT (day), <=, g_date_get_julian (&calendar->last));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskShelf) shelf = kiosk_shelf_new ();
  const KioskCalendarData *calendar
      = kiosk_calendar_data_read (shelf, (const char *) data, size, &error);

  g_assert_true ((calendar == NULL) == (error != NULL));
  if (calendar == NULL)
    return 0;
  g_assert_true (g_date_valid (&calendar->expires));
  g_assert_cmpuint (calendar->office->len, >, 0);
  check_windows (calendar->office);
  check_windows (calendar->intake);
  check_windows (calendar->saturday);
  check_days (calendar, calendar->days_off);
  check_days (calendar, calendar->working_days);

  return 0;
}
