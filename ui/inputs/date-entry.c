/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/date-entry.h"

#include <stdio.h>
#include <string.h>

#define N_PARTS 3
#define SCREEN_LENGTH 10

static const gsize part_width[N_PARTS] = { 2, 2, 4 };

/* Works where text comes in, so that whoever inserts it, a keyboard of any kind, learns where the caret
 * stands now. What is erased is left alone, or «xóa» could never pass a slash. */
static void
on_insert (GtkEditable *editable, const char *text, int length, int *position, gpointer user_data)
{
  g_autofree char *old = gtk_editable_get_chars (editable, 0, -1);
  g_autofree char *added = length < 0 ? g_strdup (text) : g_strndup (text, length);
  g_autofree char *typed = g_strdup_printf ("%.*s%s%s", *position, old, added, old + *position);
  g_autofree char *arranged = kiosk_date_arrange (typed);
  g_autofree char *before = g_strdup_printf ("%.*s%s", *position, old, added);
  g_autofree char *up_to_caret = kiosk_date_arrange (before);

  if (g_str_equal (typed, arranged))
    return;
  g_signal_handlers_block_by_func (editable, on_insert, user_data);
  if (*position == (int) strlen (old) && g_str_has_prefix (arranged, old))
    {
      gtk_editable_insert_text (editable, arranged + strlen (old), -1, position);
    }
  else
    {
      int start = 0;

      gtk_editable_delete_text (editable, 0, -1);
      gtk_editable_insert_text (editable, arranged, -1, &start);
      *position = MIN (strlen (up_to_caret), strlen (arranged));
    }
  g_signal_handlers_unblock_by_func (editable, on_insert, user_data);
  g_signal_stop_emission_by_name (editable, "insert-text");
}

/**
 * kiosk_date_arrange:
 * @typed: digits with or without separators
 *
 * "5/3/2020", "05.03.2020" and "05032020" all become "05/03/2020"; a full day or month gets its slash.
 *
 * Returns: (transfer full): at most ten characters
 */
char *
kiosk_date_arrange (const char *typed)
{
  char parts[N_PARTS][5] = { "", "", "" };
  GString *arranged = g_string_new (NULL);
  guint part = 0;

  for (const char *p = typed; *p != '\0'; p++)
    {
      gsize length = strlen (parts[part]);

      if (g_ascii_isdigit (*p))
        {
          if (length == part_width[part] && part + 1 < N_PARTS)
            length = strlen (parts[++part]);
          if (length < part_width[part])
            parts[part][length] = *p;
        }
      else if (strchr ("/.- ", *p) != NULL && part + 1 < N_PARTS && length > 0)
        {
          if (length == 1)
            {
              parts[part][1] = parts[part][0];
              parts[part][0] = '0';
            }
          part++;
        }
    }
  for (guint i = 0; i <= part; i++)
    g_string_append_printf (arranged, "%s%s", i > 0 ? "/" : "", parts[i]);
  if (part + 1 < N_PARTS && strlen (parts[part]) == part_width[part])
    g_string_append_c (arranged, '/');
  return g_string_free (arranged, FALSE);
}

/**
 * kiosk_date_to_screen:
 * @value: (nullable): a date as the answers hold it (ISO 8601), or what was typed so far
 *
 * Returns: (transfer full): dd/mm/yyyy, mm/yyyy or yyyy, or @value as it is when it is not a date
 */
char *
kiosk_date_to_screen (const char *value)
{
  guint year, month, day;
  char end;

  if (value == NULL)
    return g_strdup ("");
  if (strlen (value) == SCREEN_LENGTH
      && sscanf (value, "%4u-%2u-%2u%c", &year, &month, &day, &end) == 3)
    {
      /* A card that names only a year, or a month of it, has zeros for the rest. */
      if (day == 0)
        return month == 0 ? g_strdup_printf ("%04u", year)
                          : g_strdup_printf ("%02u/%04u", month, year);
      return g_strdup_printf ("%02u/%02u/%04u", day, month, year);
    }
  return g_strdup (value);
}

/**
 * kiosk_date_entry_new:
 * @value: (nullable): as kiosk_date_to_screen() takes it
 *
 * Returns: (transfer floating): a #GtkEntry that asks for the digits keyboard
 */
GtkWidget *
kiosk_date_entry_new (const char *value)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *text = kiosk_date_to_screen (value);

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-text",
                    G_CALLBACK (on_insert), NULL);
  return entry;
}

/**
 * kiosk_date_entry_get_value:
 * @entry: made by kiosk_date_entry_new()
 *
 * Returns: (transfer full): ISO 8601 when a day of the calendar stands there, else the text as typed,
 *   so that a page made anew shows it again
 */
char *
kiosk_date_entry_get_value (GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  guint year, month, day;
  char end;

  if (strlen (text) == SCREEN_LENGTH
      && sscanf (text, "%2u/%2u/%4u%c", &day, &month, &year, &end) == 3
      && g_date_valid_dmy (day, month, year))
    return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  return g_strdup (text);
}
