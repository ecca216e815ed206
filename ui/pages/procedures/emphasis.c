/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/procedures/emphasis.h"

#include "language/fold.h"

#include <string.h>

/* Folds character by character, so that each folded byte knows from which character it comes. */
static char *
fold_with_map (const char *title, GArray *map)
{
  GString *folded = g_string_new (NULL);
  guint place = 0;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p), place++)
    {
      g_autofree char *character = g_strndup (p, g_utf8_next_char (p) - p);
      g_autofree char *plain = g_ascii_isspace (*p) ? g_strdup (" ") : kiosk_fold (character);

      g_string_append (folded, plain);
      for (gsize i = 0; i < strlen (plain); i++)
        g_array_append_val (map, place);
    }
  return g_string_free (folded, FALSE);
}

static void
mark_word (const char *folded, const char *word, const GArray *map, gboolean *marked)
{
  gsize length = strlen (word);

  for (const char *hit = strstr (folded, word); length > 0 && hit != NULL;
       hit = strstr (hit + length, word))
    for (gsize i = 0; i < length; i++)
      marked[g_array_index (map, guint, hit - folded + i)] = TRUE;
}

static char *
write_markup (const char *title, const gboolean *marked)
{
  GString *markup = g_string_new (NULL);
  gboolean bold = FALSE;
  guint place = 0;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p), place++)
    {
      g_autofree char *escaped = g_markup_escape_text (p, g_utf8_next_char (p) - p);

      if (marked[place] != bold)
        g_string_append (markup, marked[place] ? "<b>" : "</b>");
      bold = marked[place];
      g_string_append (markup, escaped);
    }
  if (bold)
    g_string_append (markup, "</b>");
  return g_string_free (markup, FALSE);
}

/**
 * kiosk_emphasis_mark:
 * @title: a title in NFC
 * @typed: (nullable): what was typed, with or without accents
 *
 * Returns: (transfer full): Pango markup in which what was typed stands out; all of it while nothing
 *   is typed
 */
char *
kiosk_emphasis_mark (const char *title, const char *typed)
{
  g_autoptr (GArray) map = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *marked = g_new0 (gboolean, g_utf8_strlen (title, -1) + 1);
  g_autofree char *folded = fold_with_map (title, map);
  g_autofree char *wanted = kiosk_fold (typed != NULL ? typed : "");
  g_auto (GStrv) words = g_strsplit (g_strstrip (wanted), " ", -1);

  if (wanted[0] == '\0')
    return g_markup_printf_escaped ("<b>%s</b>", title);
  for (char **word = words; *word != NULL; word++)
    mark_word (folded, *word, map, marked);
  return write_markup (title, marked);
}
