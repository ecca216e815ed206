/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/calendar-data.h"

#include "procedure/procedure-error.h"
#include "procedure/reader.h"
#include "procedure/spelling.h"

#define FORMAT 1

static const char *const off_kinds[] = { "holiday", "observed", "swapped", NULL };

/* One line of a list, before it is put into a table. */
typedef struct
{
  GDate date;
} Day;

static int
to_minutes (const char *clock)
{
  return (g_ascii_digit_value (clock[0]) * 10 + g_ascii_digit_value (clock[1])) * 60
         + g_ascii_digit_value (clock[3]) * 10 + g_ascii_digit_value (clock[4]);
}

/* 00:00 is a time of day, but no window can end there. */
static gpointer
read_window (KioskReader *reader, JsonObject *object)
{
  KioskWindow *window = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *window);
  const char *from = kiosk_reader_string (reader, object, "from", kiosk_spelling_is_clock);
  const char *to = kiosk_reader_string (reader, object, "to", kiosk_spelling_is_clock);

  if (from == NULL || to == NULL)
    return window;

  window->from = to_minutes (from);
  window->to = to_minutes (to);
  if (window->from >= window->to)
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "from is not before to");

  return window;
}

static const KioskItems windows = { 1, 6, "from to", read_window };
static const KioskItems no_windows = { 0, 6, "from to", read_window };

static const GPtrArray *
read_windows (KioskReader *reader, JsonObject *object, const char *name, const KioskItems *items)
{
  const GPtrArray *list = kiosk_reader_list (reader, object, name, items);

  for (guint i = 1; i < list->len; i++)
    if (((KioskWindow *) g_ptr_array_index (list, i - 1))->to
        > ((KioskWindow *) g_ptr_array_index (list, i))->from)
      {
        kiosk_reader_enter (reader, name, (int) i);
        kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "begins before the last one ends");
        kiosk_reader_leave (reader);
      }

  return list;
}

static void
read_date (KioskReader *reader, JsonObject *object, const char *name, GDate *date)
{
  const char *day = kiosk_reader_string (reader, object, name, kiosk_spelling_is_date);

  g_date_clear (date, 1);
  if (day != NULL)
    g_date_set_dmy (date, (GDateDay) g_ascii_strtoull (day + 8, NULL, 10),
                    (GDateMonth) g_ascii_strtoull (day + 5, NULL, 10),
                    (GDateYear) g_ascii_strtoull (day, NULL, 10));
}

static gpointer
read_day_off (KioskReader *reader, JsonObject *object)
{
  Day *day = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *day);

  read_date (reader, object, "date", &day->date);
  (void) kiosk_reader_text (reader, object, "name");
  (void) kiosk_reader_word (reader, object, "kind", off_kinds);
  (void) kiosk_reader_boolean (reader, object, "announced", FALSE);
  (void) kiosk_reader_string (reader, object, "source", kiosk_spelling_is_text);

  return day;
}

static gpointer
read_working_day (KioskReader *reader, JsonObject *object)
{
  Day *day = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *day);
  GDate instead;

  read_date (reader, object, "date", &day->date);
  read_date (reader, object, "for", &instead);
  (void) kiosk_reader_string (reader, object, "source", kiosk_spelling_is_text);
  if (g_date_valid (&day->date) && g_date_get_weekday (&day->date) < G_DATE_SATURDAY)
    kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "is a working day anyway");

  return day;
}

/* Days that may become days off: for people to follow up, they count for nothing. */
static gpointer
read_doubt (KioskReader *reader, JsonObject *object)
{
  Day *day = kiosk_shelf_add_block (kiosk_reader_get_shelf (reader), sizeof *day);

  read_date (reader, object, "date", &day->date);
  (void) kiosk_reader_text (reader, object, "name");
  (void) kiosk_reader_string (reader, object, "reason", kiosk_spelling_is_text);

  return day;
}

static const KioskItems days_off = { 0, 500, "date name kind announced source", read_day_off };
static const KioskItems working_days = { 0, 500, "date for source", read_working_day };
static const KioskItems doubts = { 0, 500, "date name reason", read_doubt };

static GHashTable *
read_days (KioskReader *reader, JsonObject *root, const char *name, const KioskItems *items,
           const KioskCalendarData *data)
{
  GHashTable *table
      = kiosk_shelf_take (kiosk_reader_get_shelf (reader), g_hash_table_new (NULL, NULL),
                          (GDestroyNotify) g_hash_table_unref);
  const GPtrArray *list = kiosk_reader_list (reader, root, name, items);

  for (guint i = 0; i < list->len; i++)
    {
      const Day *day = g_ptr_array_index (list, i);

      kiosk_reader_enter (reader, name, (int) i);
      if (!g_date_valid (&day->date) || !g_date_valid (&data->first) || !g_date_valid (&data->last)
          || g_date_compare (&day->date, &data->first) < 0
          || g_date_compare (&day->date, &data->last) > 0)
        kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "is not between first and last");
      else if (!g_hash_table_add (table, GUINT_TO_POINTER (g_date_get_julian (&day->date))))
        kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE, "is there twice");
      kiosk_reader_leave (reader);
    }

  return table;
}

static void
read_intake (KioskReader *reader, JsonObject *root, KioskCalendarData *data)
{
  JsonObject *intake = kiosk_reader_object (reader, root, "intake", "working_day saturday");

  kiosk_reader_enter (reader, "intake", -1);
  data->intake = read_windows (reader, intake, "working_day", &windows);
  data->saturday = read_windows (reader, intake, "saturday", &no_windows);
  kiosk_reader_leave (reader);
}

static void
check_clashes (KioskReader *reader, const KioskCalendarData *data)
{
  GHashTableIter iter;
  gpointer day;

  g_hash_table_iter_init (&iter, data->working_days);
  while (g_hash_table_iter_next (&iter, &day, NULL))
    if (g_hash_table_contains (data->days_off, day))
      kiosk_reader_fail (reader, KIOSK_PROCEDURE_ERROR_SHAPE,
                         "a day is both off and a working day");
}

/**
 * kiosk_calendar_data_read:
 * @shelf: owns the result
 * @data: (array length=length): the text of a calendar file
 * @length: its length in bytes
 * @error: return location; a #KioskProcedureError
 *
 * Returns: (transfer none) (nullable): what the file says
 */
KioskCalendarData *
kiosk_calendar_data_read (KioskShelf *shelf, const char *data, gsize length, GError **error)
{
  g_autoptr (KioskReader) reader = kiosk_reader_new (shelf);
  KioskCalendarData *result = kiosk_shelf_add_block (shelf, sizeof *result);
  JsonObject *root = kiosk_reader_open (
      reader, data, length,
      "format name first last expires office intake days_off working_days to_confirm");

  (void) kiosk_reader_integer (reader, root, "format", FORMAT, FORMAT);
  (void) kiosk_reader_string (reader, root, "name", kiosk_spelling_is_id);
  read_date (reader, root, "first", &result->first);
  read_date (reader, root, "last", &result->last);
  read_date (reader, root, "expires", &result->expires);
  result->office = read_windows (reader, root, "office", &windows);
  read_intake (reader, root, result);
  result->days_off = read_days (reader, root, "days_off", &days_off, result);
  result->working_days = read_days (reader, root, "working_days", &working_days, result);
  (void) read_days (reader, root, "to_confirm", &doubts, result);
  check_clashes (reader, result);

  return kiosk_reader_finish (reader, error) ? result : NULL;
}
