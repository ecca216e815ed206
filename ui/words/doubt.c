/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/words/doubt.h"

#include "ui/widgets/parts.h"

/**
 * kiosk_doubt_tag_new:
 * @page: the page it is for
 *
 * Returns: (transfer floating): «Chờ xác nhận», amber
 */
GtkWidget *
kiosk_doubt_tag_new (KioskPage *page)
{
  return kiosk_tag_new (KIOSK_TONE_WAIT, "alert", kiosk_page_text (page, "terms.unverified"));
}

/**
 * kiosk_doubt_add:
 * @page: the page it is for
 * @fact: a box with a head and a figure, then what more is said of it
 *
 * The tag stands right under the figure, and who will tell the right one at the end.
 */
void
kiosk_doubt_add (KioskPage *page, GtkWidget *fact)
{
  GtkWidget *figure = gtk_widget_get_next_sibling (gtk_widget_get_first_child (fact));

  gtk_box_insert_child_after (GTK_BOX (fact), kiosk_doubt_tag_new (page), figure);
  gtk_box_append (GTK_BOX (fact),
                  kiosk_label_new (kiosk_page_text (page, "terms.officer_tells"), NULL));
}

/**
 * kiosk_doubt_mark:
 * @page: the page it is for
 * @doubtful: whether nobody has confirmed it
 * @figure: (transfer full): a figure in the reader's words
 *
 * For a line of text, which has no room for a tag.
 *
 * Returns: (transfer full): «5 ngày làm việc (chờ xác nhận)», or @figure
 */
char *
kiosk_doubt_mark (KioskPage *page, gboolean doubtful, char *figure)
{
  g_autofree char *plain = figure;

  if (!doubtful)
    return g_steal_pointer (&plain);
  return kiosk_language_format (kiosk_page_get_language (page), "terms.unverified_figure", "figure",
                                plain, NULL);
}
