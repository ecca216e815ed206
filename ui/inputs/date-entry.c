/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/date-entry.h"

#include <stdio.h>
#include <string.h>

#define N_PARTS 3
#define SCREEN_LENGTH 10

/* The length before the last change, kept by the handler itself: a growing text gets its slashes,
 * a shrinking one is left alone, or «xóa» could never pass a slash. */
typedef struct
{
  guint length;
} Typing;

static const gsize part_width[N_PARTS] = { 2, 2, 4 };

static void
typing_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static guint
count_digits (const char *text, int characters)
{
  guint digits = 0;

  for (int i = 0; text[i] != '\0' && i < characters; i++)
    digits += g_ascii_isdigit (text[i]) ? 1 : 0;
  return digits;
}

/* Where the caret stands after @digits digits; behind a slash that follows, so that typing goes on there. */
static int
position_after (const char *text, guint digits)
{
  int i = 0;

  for (; text[i] != '\0' && digits > 0; i++)
    digits -= g_ascii_isdigit (text[i]) ? 1 : 0;
  while (text[i] == '/')
    i++;
  return i;
}

static void
on_changed (GtkEditable *editable, gpointer user_data)
{
  Typing *typing = user_data;
  g_autofree char *typed = gtk_editable_get_chars (editable, 0, -1);
  gboolean grew = strlen (typed) > typing->length;
  g_autofree char *arranged = kiosk_date_arrange (typed, grew);
  guint before = count_digits (typed, gtk_editable_get_position (editable));

  typing->length = strlen (arranged);
  if (!grew || g_str_equal (typed, arranged))
    {
      typing->length = strlen (typed);
      return;
    }
  g_signal_handlers_block_by_func (editable, on_changed, typing);
  gtk_editable_set_text (editable, arranged);
  gtk_editable_set_position (editable, position_after (arranged, before));
  g_signal_handlers_unblock_by_func (editable, on_changed, typing);
}

/**
 * kiosk_date_arrange:
 * @typed: digits with or without separators
 * @grew: whether something was added; then the slash after a full day or month is put in
 *
 * "5/3/2020", "05.03.2020" and "05032020" all become "05/03/2020".
 *
 * Returns: (transfer full): at most ten characters
 */
char *
kiosk_date_arrange (const char *typed, gboolean grew)
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
  if (grew && part + 1 < N_PARTS && strlen (parts[part]) == part_width[part])
    g_string_append_c (arranged, '/');
  return g_string_free (arranged, FALSE);
}

/**
 * kiosk_date_to_screen:
 * @value: (nullable): a date as the answers hold it (ISO 8601), or what was typed so far
 *
 * Returns: (transfer full): dd/mm/yyyy, or @value as it is when it is not a date
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
    return g_strdup_printf ("%02u/%02u/%04u", day, month, year);
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
  Typing *typing = g_new0 (Typing, 1);

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  typing->length = strlen (text);
  g_signal_connect_data (entry, "changed", G_CALLBACK (on_changed), typing, typing_free, 0);
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
