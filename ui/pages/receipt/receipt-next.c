/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/receipt/receipt-next.h"

#include "document/duties.h"
#include "language/fold.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/page-facts.h"

typedef struct
{
  KioskPage *page;
  GtkWidget *grid;
  guint columns;
  guint n;
} Next;

static void
add (Next *next, const char *title, const char *line)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", next->n + 1);
  GtkWidget *ring = kiosk_ring_new (number, NULL, "later");

  gtk_widget_set_valign (ring, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "numbered-row");
  gtk_box_append (GTK_BOX (row), ring);
  gtk_box_append (GTK_BOX (words), kiosk_label_new (title, "strong"));
  if (line != NULL && *line != '\0')
    gtk_box_append (GTK_BOX (words), kiosk_label_new (line, NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_valign (row, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (next->grid), row, next->n % next->columns, next->n / next->columns, 1,
                   1);
  next->n++;
}

/* Without paper the code on the screen is what the citizen takes along. */
static void
add_keep (Next *next)
{
  KioskPaperState paper = kiosk_flow_get_paper (kiosk_page_get_flow (next->page));

  if (paper == KIOSK_PAPER_PRINTING || paper == KIOSK_PAPER_PRINTED || paper == KIOSK_PAPER_SENT)
    {
      add (next, kiosk_page_text (next->page, "receipt-page.next_slip"),
           kiosk_page_text (next->page, "receipt-page.next_slip_line"));
      return;
    }
  add (next, kiosk_page_text (next->page, "receipt-page.next_photo"),
       kiosk_page_text (next->page, "receipt-page.next_photo_line"));
}

/* «hợp đồng thuê», or «một trong: hợp đồng thuê; giấy của chủ nhà trọ». */
static char *
say_duty (KioskPage *page, const GPtrArray *duty)
{
  const KioskComponent *first = g_ptr_array_index (duty, 0);
  g_autoptr (GString) papers = g_string_new (kiosk_page_say (page, first->plain));

  if (duty->len == 1)
    return g_strdup (papers->str);
  for (guint i = 1; i < duty->len; i++)
    {
      const KioskComponent *component = g_ptr_array_index (duty, i);
      g_autofree char *small = kiosk_start_small (kiosk_page_say (page, component->plain));

      g_string_append_printf (papers, "; %s", small);
    }
  return kiosk_language_format (kiosk_page_get_language (page), "receipt-page.one_of", "papers",
                                papers->str, NULL);
}

static gboolean
is_only_shown (const GPtrArray *duty)
{
  for (guint i = 0; i < duty->len; i++)
    if (((const KioskComponent *) g_ptr_array_index (duty, i))->act != KIOSK_ACT_SHOW)
      return FALSE;
  return TRUE;
}

static void
add_papers (Next *next)
{
  KioskPage *page = next->page;
  KioskDocumentSet *documents = kiosk_page_get_documents (page);
  const KioskOffice *office = kiosk_flow_get_parts (kiosk_page_get_flow (page))->office;
  const char *counter = office->counter != NULL ? kiosk_page_say (page, office->counter) : "";
  const char *hours = office->hours != NULL ? kiosk_page_say (page, office->hours) : NULL;
  g_autoptr (GPtrArray) components
      = kiosk_document_set_list (documents, kiosk_form_lookup, kiosk_page_get_form (page));
  g_autoptr (GPtrArray) duties = kiosk_duties_list (documents, components);

  for (guint i = 0; i < duties->len; i++)
    {
      const GPtrArray *duty = g_ptr_array_index (duties, i);
      const KioskText *where = kiosk_duty_get_where (duty);
      g_autofree char *paper = say_duty (page, duty);
      const char *key = where != NULL          ? "receipt-page.next_elsewhere"
                        : is_only_shown (duty) ? "receipt-page.next_show"
                                               : "receipt-page.next_paper";
      g_autofree char *title
          = kiosk_language_format (kiosk_page_get_language (page), key, "paper", paper, "counter",
                                   where != NULL ? kiosk_page_say (page, where) : counter, NULL);

      add (next, title, where != NULL ? NULL : hours);
    }
}

static void
add_left_to_do (Next *next)
{
  g_autoptr (GPtrArray) left = kiosk_terms_list_left_to_do (kiosk_page_get_form (next->page));

  for (guint i = 0; i < left->len; i++)
    {
      const KioskLeftToDo *item = g_ptr_array_index (left, i);

      add (next, kiosk_page_say (next->page, item->text), kiosk_page_say (next->page, item->where));
    }
}

/**
 * kiosk_receipt_next_new:
 * @page: the page it is for
 *
 * What the citizen does now: keep the slip or the code, bring papers, and whatever the procedure
 * leaves to people.
 *
 * Returns: (transfer floating): heading and numbered list
 */
GtkWidget *
kiosk_receipt_next_new (KioskPage *page)
{
  gboolean wide = !kiosk_page_is_portrait (page) && !kiosk_page_is_large (page);
  Next next = { .page = page, .grid = gtk_grid_new (), .columns = wide ? 2 : 1 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "section");
  gtk_widget_add_css_class (next.grid, "next");
  gtk_grid_set_column_homogeneous (GTK_GRID (next.grid), TRUE);
  gtk_box_append (GTK_BOX (box),
                  kiosk_label_new (kiosk_page_text (page, "receipt-page.next"), "title-2"));
  add_keep (&next);
  add_papers (&next);
  add_left_to_do (&next);
  gtk_box_append (GTK_BOX (box), next.grid);
  return box;
}
