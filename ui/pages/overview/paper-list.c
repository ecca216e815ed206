/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/overview/paper-list.h"

#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"

static gboolean
depends (KioskPage *page, const KioskComponent *component)
{
  return component->one_of != NULL
         || (component->when != NULL
             && kiosk_form_evaluate (kiosk_page_get_form (page), component->when)
                    == KIOSK_TRUTH_MAYBE);
}

/* Who brings what; «depends» rather than leaving a paper out, for a paper forgotten costs a second trip. */
static GtkWidget *
make_tag (KioskPage *page, const KioskComponent *component)
{
  if (component->act == KIOSK_ACT_MADE)
    return kiosk_tag_new (KIOSK_TONE_DONE, "check", kiosk_page_text (page, "overview.tag_made"));
  if (component->act == KIOSK_ACT_DATA)
    return kiosk_tag_new (KIOSK_TONE_PLAIN, "shield", kiosk_page_text (page, "overview.tag_data"));
  if (depends (page, component))
    return kiosk_tag_new (KIOSK_TONE_PLAIN, "info", kiosk_page_text (page, "overview.tag_depends"));
  if (component->where != NULL)
    {
      g_autofree char *text
          = kiosk_language_format (kiosk_page_get_language (page), "documents.elsewhere", "where",
                                   kiosk_page_say (page, component->where), NULL);

      return kiosk_tag_new (KIOSK_TONE_WAIT, "send", text);
    }
  if (component->act == KIOSK_ACT_SHOW)
    return kiosk_tag_new (KIOSK_TONE_ACT, "card", kiosk_page_text (page, "overview.tag_show"));
  if (component->scan)
    return kiosk_tag_new (KIOSK_TONE_ACT, "scan", kiosk_page_text (page, "overview.tag_scan"));
  return kiosk_tag_new (KIOSK_TONE_WAIT, "person", kiosk_page_text (page, "overview.tag_counter"));
}

static GtkWidget *
make_row (KioskPage *page, const KioskComponent *component)
{
  const char *hint = component->hint != NULL ? kiosk_page_say (page, component->hint) : NULL;

  GtkWidget *tag = make_tag (page, component);

  if (!kiosk_page_is_large (page))
    gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (tag)), FALSE);
  return kiosk_row_new (NULL, kiosk_page_say (page, component->plain), hint, tag, NULL);
}

/**
 * kiosk_paper_list_new:
 * @page: the page it is for
 *
 * Papers that are surely needed first, then those that depend on the answers.
 *
 * Returns: (transfer floating): heading and list
 */
GtkWidget *
kiosk_paper_list_new (KioskPage *page)
{
  g_autoptr (GPtrArray) components = kiosk_document_set_list (
      kiosk_page_get_documents (page), kiosk_form_lookup, kiosk_page_get_form (page));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = kiosk_list_new ();

  gtk_widget_add_css_class (box, "section");
  gtk_box_append (GTK_BOX (box),
                  kiosk_label_new (kiosk_page_text (page, "overview.papers"), "title-2"));
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < components->len; i++)
      {
        const KioskComponent *component = g_ptr_array_index (components, i);

        if (depends (page, component) == (pass == 1))
          gtk_box_append (GTK_BOX (list), make_row (page, component));
      }
  if (components->len == 0)
    gtk_box_append (
        GTK_BOX (list),
        kiosk_row_new ("check", kiosk_page_text (page, "overview.papers_none"), NULL, NULL, NULL));
  gtk_box_append (GTK_BOX (box), list);
  return box;
}
