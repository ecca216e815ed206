/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/scan/scan-page.h"

#include "flow/flow-failure.h"
#include "ui/inputs/touch.h"
#include "ui/pictures/scan-picture.h"
#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"
#include "ui/words/failure-words.h"
#include "ui/words/page-facts.h"

#define PREVIEW_WIDTH_MM 112
#define PREVIEW_HEIGHT_MM 152
#define THUMB_WIDTH_MM 22
#define THUMB_HEIGHT_MM 30
#define THUMBS 7 /* beside one another */
#define THUMBS_LARGE 5

/**
 * KioskScanPage:
 *
 * The captured pages of one paper: look, take anew, remove, put in order, add.
 *
 * The kiosk cannot judge whether a signature is readable, so it asks the citizen to look.
 */
struct _KioskScanPage
{
  KioskPage parent_instance;

  /* state */
  guint page; /* shown large */
  guint n_pages;
  gboolean scanning;

  /* children */
  GtkWidget *progress; /* (nullable): while scanning */
  GtkWidget *percent;
};

G_DEFINE_FINAL_TYPE (KioskScanPage, kiosk_scan_page, KIOSK_TYPE_PAGE)

static void show_all (KioskScanPage *self);

static const char *
get_id (KioskScanPage *self)
{
  return kiosk_flow_get_component (kiosk_page_get_flow (KIOSK_PAGE (self)));
}

static const KioskComponent *
get_component (KioskScanPage *self)
{
  KioskSession *session = kiosk_flow_get_session (kiosk_page_get_flow (KIOSK_PAGE (self)));
  KioskProcedure *procedure = kiosk_session_get_procedure (session);

  return procedure != NULL && get_id (self) != NULL
             ? kiosk_procedure_find_component (procedure, get_id (self))
             : NULL;
}

static char *
say_page (KioskScanPage *self, const char *key, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *all = g_strdup_printf ("%u", self->n_pages);

  return kiosk_language_format (kiosk_page_get_language (KIOSK_PAGE (self)), key, "n", number,
                                "all", all, NULL);
}

static void
on_page (gpointer data, const char *id)
{
  KioskScanPage *self = data;

  self->page = (guint) g_ascii_strtoull (id, NULL, 10);
  show_all (self);
}

static void
on_rescan (gpointer data, const char *id)
{
  KioskScanPage *self = data;

  kiosk_flow_rescan_page (kiosk_page_get_flow (KIOSK_PAGE (self)), self->page);
}

static void
on_remove (gpointer data, const char *id)
{
  KioskScanPage *self = data;
  KioskPage *page = KIOSK_PAGE (self);
  g_autoptr (GError) error = NULL;

  if (!kiosk_document_set_remove_page (kiosk_page_get_documents (page), get_id (self), self->page,
                                       &error))
    g_warning ("A page was not removed: %s", error->message);
  show_all (self);
}

static void
on_move (gpointer data, const char *by)
{
  KioskScanPage *self = data;
  KioskPage *page = KIOSK_PAGE (self);
  guint to = by[0] == '-' ? self->page - 1 : self->page + 1;
  g_autoptr (GError) error = NULL;

  if (!kiosk_document_set_move_page (kiosk_page_get_documents (page), get_id (self), self->page, to,
                                     &error))
    g_warning ("A page was not moved: %s", error->message);
  else
    self->page = to;
  show_all (self);
}

static void
on_stop (gpointer data, const char *id)
{
  kiosk_flow_cancel_scan (kiosk_page_get_flow (data));
}

static void
on_at_counter (gpointer data, const char *id)
{
  KioskPage *page = data;

  kiosk_document_set_set_at_counter (kiosk_page_get_documents (page),
                                     get_id (KIOSK_SCAN_PAGE (page)), TRUE);
  kiosk_flow_back (kiosk_page_get_flow (page));
}

static GtkWidget *
make_thumb (KioskScanPage *self, guint i)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskScan *scan = kiosk_document_set_get_page (kiosk_page_get_documents (page), get_id (self), i);
  g_autofree char *name = say_page (self, "scan.page", i + 1);
  g_autofree char *id = g_strdup_printf ("%u", i);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = scan != NULL
                           ? kiosk_scan_picture_new (scan, kiosk_page_px (page, THUMB_WIDTH_MM),
                                                     kiosk_page_px (page, THUMB_HEIGHT_MM), name)
                           : NULL;
  GtkWidget *label = gtk_label_new (name);

  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "thumb");
  if (i == self->page)
    gtk_widget_add_css_class (button, "selected");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED,
                               i == self->page, -1);
  kiosk_touch_name (button, name);
  kiosk_touch_connect (button, id, on_page, self);
  return button;
}

static GtkWidget *
make_strip (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  guint columns = kiosk_page_is_large (page) ? THUMBS_LARGE : THUMBS;
  GtkWidget *strip = gtk_grid_new ();

  gtk_widget_set_halign (strip, GTK_ALIGN_START);
  gtk_widget_add_css_class (strip, "thumbs");
  for (guint i = 0; i < self->n_pages; i++)
    gtk_grid_attach (GTK_GRID (strip), make_thumb (self, i), i % columns, i / columns, 1, 1);
  return strip;
}

/* What can be done with the page shown; an act that makes no sense for it is not offered. */
static GtkWidget *
make_acts (KioskScanPage *self)
{
  const struct
  {
    const char *key, *icon, *id;
    KioskTouched touched;
    gboolean offered;
  } acts[] = {
    { "scan.again", "rotate", "", on_rescan, TRUE },
    { "scan.remove", "trash", "", on_remove, TRUE },
    { "scan.earlier", "back", "-", on_move, self->page > 0 },
    { "scan.later", "forward", "+", on_move, self->page + 1 < self->n_pages },
  };
  guint columns = kiosk_page_is_large (KIOSK_PAGE (self)) ? 1 : 2;
  GtkWidget *grid = gtk_grid_new ();
  guint place = 0;

  gtk_widget_add_css_class (grid, "picks");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      GtkWidget *button;

      if (!acts[i].offered)
        continue;
      button = kiosk_button_new (kiosk_page_text (KIOSK_PAGE (self), acts[i].key), acts[i].icon,
                                 FALSE);
      kiosk_touch_connect (button, acts[i].id, acts[i].touched, self);
      gtk_grid_attach (GTK_GRID (grid), button, place % columns, place / columns, 1, 1);
      place++;
    }
  return grid;
}

static void
add_look (KioskPage *page, GtkWidget *content)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_add_css_class (row, "note");
  gtk_box_append (GTK_BOX (row), kiosk_icon_new ("person", 8.5, KIOSK_ICON_ACT));
  gtk_box_append (GTK_BOX (row), kiosk_label_new (kiosk_page_text (page, "scan.look"), "strong"));
  gtk_box_append (GTK_BOX (content), row);
}

static void
show_progress (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  guint percent = kiosk_flow_get_scan_percent (kiosk_page_get_flow (page));
  g_autofree char *number = g_strdup_printf ("%u", percent);
  g_autofree char *text
      = kiosk_language_format (kiosk_page_get_language (page), "scan.percent", "n", number, NULL);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), percent / 100.0);
  gtk_label_set_text (GTK_LABEL (self->percent), text);
}

static void
show_scanning (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *stop = kiosk_button_new (kiosk_page_text (page, "scan.stop"), "close", FALSE);
  g_autofree char *title = say_page (self, "scan.scanning", self->n_pages + 1);

  kiosk_page_set_title (page, title, kiosk_page_text (page, "scan.scanning_help"));
  kiosk_page_set_top (page, NULL);
  gtk_widget_add_css_class (content, "facts");
  self->progress = gtk_progress_bar_new ();
  self->percent = kiosk_label_new ("", NULL);
  gtk_box_append (GTK_BOX (content), self->progress);
  gtk_box_append (GTK_BOX (content), self->percent);
  gtk_widget_set_halign (stop, GTK_ALIGN_START);
  kiosk_touch_connect (stop, "", on_stop, self);
  gtk_box_append (GTK_BOX (content), stop);
  kiosk_page_set_content (page, content);
  kiosk_page_set_side (page, kiosk_icon_new_picture ("picture-scanner", 80));
  kiosk_page_set_primary (page, NULL, NULL);
  kiosk_page_set_secondary (page, NULL, NULL);
  show_progress (self);
}

static char *
say_promise (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  const KioskComponent *component = get_component (self);

  if (component == NULL || component->where == NULL)
    return g_strdup (kiosk_page_text (page, "scan.to_counter"));
  return kiosk_language_format (kiosk_page_get_language (page), "scan.to_elsewhere", "where",
                                kiosk_page_say (page, component->where), NULL);
}

/* Every trouble has its words, a way to try again and a way round: the counter takes the paper too. */
static void
show_problem (KioskScanPage *self, const GError *error, GtkWidget *content)
{
  KioskPage *page = KIOSK_PAGE (self);
  g_autofree char *label = say_promise (self);
  GtkWidget *counter = kiosk_button_new (label, "person", FALSE);

  kiosk_page_set_top (
      page, kiosk_banner_new (KIOSK_TONE_WAIT, "alert",
                              kiosk_failure_words_say (page, kiosk_flow_failure_of_scan (error))));
  if (self->n_pages > 0)
    return;
  gtk_widget_set_halign (counter, GTK_ALIGN_START);
  kiosk_touch_connect (counter, "", on_at_counter, self);
  gtk_box_append (GTK_BOX (content), counter);
}

static void
show_empty (KioskScanPage *self, const GError *error)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (content, "facts");
  kiosk_page_set_title (page, kiosk_page_say (page, get_component (self)->plain),
                        kiosk_page_text (page, "scan.empty_help"));
  if (error != NULL)
    show_problem (self, error, content);
  kiosk_page_set_content (page, content);
  kiosk_page_set_side (page, kiosk_icon_new_picture ("picture-scanner", 80));
  kiosk_page_set_primary (page, kiosk_page_text (page, "scan.start"), "scan");
  kiosk_page_set_secondary (page, NULL, NULL);
}

static GtkWidget *
make_preview (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskScan *scan
      = kiosk_document_set_get_page (kiosk_page_get_documents (page), get_id (self), self->page);
  g_autofree char *name = say_page (self, "scan.page", self->page + 1);
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = scan != NULL
                           ? kiosk_scan_picture_new (scan, kiosk_page_px (page, PREVIEW_WIDTH_MM),
                                                     kiosk_page_px (page, PREVIEW_HEIGHT_MM), name)
                           : NULL;

  gtk_widget_add_css_class (frame, "preview");
  if (picture == NULL)
    picture = kiosk_label_new (kiosk_page_text (page, "scan.cannot_show"), NULL);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (frame), picture);
  return frame;
}

static void
show_pages (KioskScanPage *self, const GError *error)
{
  KioskPage *page = KIOSK_PAGE (self);
  const KioskComponent *component = get_component (self);
  g_autofree char *title = say_page (self, "scan.title", self->page + 1);
  g_autofree char *count
      = say_page (self, self->n_pages == 1 ? "scan.count_one" : "scan.count", self->n_pages);
  g_autofree char *use
      = say_page (self, self->n_pages == 1 ? "scan.use_one" : "scan.use", self->n_pages);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean full = self->n_pages >= component->max_pages;

  gtk_widget_add_css_class (content, "facts");
  kiosk_page_set_title (page, title, kiosk_page_say (page, component->plain));
  add_look (page, content);
  gtk_box_append (GTK_BOX (content), kiosk_label_new (count, "strong"));
  gtk_box_append (GTK_BOX (content), make_strip (self));
  gtk_box_append (GTK_BOX (content), make_acts (self));
  if (error != NULL)
    show_problem (self, error, content);
  kiosk_page_set_content (page, content);
  kiosk_page_set_side (page, make_preview (self));
  kiosk_page_set_primary (page, use, "check");
  kiosk_page_set_secondary (page, full ? NULL : kiosk_page_text (page, "scan.more"),
                            full ? NULL : "plus");
}

static void
show_all (KioskScanPage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  KioskFlow *flow = kiosk_page_get_flow (page);
  const GError *error = kiosk_flow_get_scan_error (flow);

  if (get_component (self) == NULL)
    return;
  self->n_pages = kiosk_document_set_get_n_pages (kiosk_page_get_documents (page), get_id (self));
  self->page = self->n_pages > 0 ? MIN (self->page, self->n_pages - 1) : 0;
  self->scanning = kiosk_flow_is_scanning (flow);
  self->progress = NULL;
  kiosk_page_set_top (page, NULL);
  kiosk_page_set_back (page, !self->scanning);
  if (self->scanning)
    show_scanning (self);
  else if (self->n_pages == 0)
    show_empty (self, error);
  else
    show_pages (self, error);
}

static void
kiosk_scan_page_enter (KioskPage *page)
{
  KioskScanPage *self = KIOSK_SCAN_PAGE (page);

  kiosk_page_shape_side (page, PREVIEW_WIDTH_MM + 16, TRUE);
  self->page = kiosk_flow_get_scan_page (kiosk_page_get_flow (page));
  show_all (self);
}

static void
kiosk_scan_page_refresh (KioskPage *page)
{
  KioskScanPage *self = KIOSK_SCAN_PAGE (page);
  KioskFlow *flow = kiosk_page_get_flow (page);

  if (self->scanning && kiosk_flow_is_scanning (flow) && self->progress != NULL)
    {
      show_progress (self);
      return;
    }
  if (self->scanning && !kiosk_flow_is_scanning (flow))
    self->page = kiosk_flow_get_scan_page (flow);
  show_all (self);
}

static void
kiosk_scan_page_primary (KioskPage *page)
{
  KioskScanPage *self = KIOSK_SCAN_PAGE (page);

  if (self->n_pages == 0)
    kiosk_flow_scan_page (kiosk_page_get_flow (page));
  else
    kiosk_flow_advance (kiosk_page_get_flow (page));
}

static void
kiosk_scan_page_secondary (KioskPage *page)
{
  kiosk_flow_scan_page (kiosk_page_get_flow (page));
}

static void
kiosk_scan_page_class_init (KioskScanPageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "scan-page");
  page_class->enter = kiosk_scan_page_enter;
  page_class->refresh = kiosk_scan_page_refresh;
  page_class->primary = kiosk_scan_page_primary;
  page_class->secondary = kiosk_scan_page_secondary;
}

static void
kiosk_scan_page_init (KioskScanPage *self)
{
}
