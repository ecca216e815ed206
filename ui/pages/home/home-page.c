/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/home/home-page.h"

#include "ui/widgets/box.h"
#include "ui/widgets/states.h"

/* Millimetres; drawn at this height and shrunk to what there is. */
#define PICTURE 80.0

/**
 * KioskHomePage:
 *
 * What can be done here; a tile that does nothing is not shown.
 */
struct _KioskHomePage
{
  KioskPage parent_instance;

  /* unowned */
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (KioskHomePage, kiosk_home_page, KIOSK_TYPE_PAGE)

static void
on_file (KioskPage *page)
{
  kiosk_flow_show_procedures (kiosk_page_get_flow (page), TRUE);
}

static void
on_look_up (KioskPage *page)
{
  kiosk_flow_show_procedures (kiosk_page_get_flow (page), FALSE);
}

/* Large text on the wide panel leaves no height for pictures. */
static GtkWidget *
make_picture (KioskPage *page, const char *name)
{
  if (kiosk_page_is_large (page) && !kiosk_page_is_portrait (page))
    return NULL;

  return kiosk_icon_new_picture (name, PICTURE);
}

static GtkWidget *
make_tiles (KioskPage *page)
{
  gboolean paper = kiosk_states_have_paper (kiosk_page_get_flow (page));
  gboolean stacked = kiosk_page_is_portrait (page);
  GtkWidget *tiles
      = kiosk_box_new (stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *file = kiosk_tile_new_large (
      make_picture (page, "picture-receipt-slot"), kiosk_page_text (page, "home.file"),
      kiosk_page_text (page, paper ? "home.file-line" : "home.file-line-no-paper"), TRUE);
  GtkWidget *look_up = kiosk_tile_new_large (make_picture (page, "picture-papers-and-card"),
                                             kiosk_page_text (page, "home.look-up"),
                                             kiosk_page_text (page, "home.look-up-line"), FALSE);

  gtk_widget_add_css_class (tiles, "tiles");
  gtk_widget_set_vexpand (tiles, TRUE);
  kiosk_box_set_homogeneous (tiles, TRUE);
  g_signal_connect_object (file, "clicked", G_CALLBACK (on_file), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (look_up, "clicked", G_CALLBACK (on_look_up), page, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (tiles), file);
  gtk_box_append (GTK_BOX (tiles), look_up);

  return tiles;
}

/* A card may be shown at any time here; afterwards nothing read needs typing. */
static GtkWidget *
make_card_banner (KioskPage *page)
{
  KioskFlow *flow = kiosk_page_get_flow (page);

  if (kiosk_session_get_document (kiosk_flow_get_session (flow)) != NULL)
    return kiosk_banner_new (KIOSK_TONE_DONE, "check", kiosk_page_text (page, "home.card-read"));
  if (kiosk_flow_has_chip_reader (flow))
    return kiosk_banner_new (KIOSK_TONE_ACT, "card", kiosk_page_text (page, "home.card-lay"));
  if (kiosk_flow_get_parts (flow)->code_readers->len > 0)
    return kiosk_banner_new (KIOSK_TONE_ACT, "card", kiosk_page_text (page, "home.card"));

  return NULL;
}

static void
fill (KioskHomePage *self)
{
  KioskPage *page = KIOSK_PAGE (self);
  GtkWidget *banner = make_card_banner (page);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->content)) != NULL)
    gtk_box_remove (GTK_BOX (self->content), child);
  gtk_box_append (GTK_BOX (self->content), make_tiles (page));
  if (banner != NULL)
    gtk_box_append (GTK_BOX (self->content), banner);
  kiosk_page_set_title_end (page, kiosk_states_new (kiosk_page_get_flow (page)));
}

static void
kiosk_home_page_enter (KioskPage *page)
{
  KioskHomePage *self = KIOSK_HOME_PAGE (page);

  kiosk_page_set_title (page, kiosk_page_text (page, "home.title"), NULL);
  kiosk_page_set_picture (page, "picture-reader-lay-card");
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->content, "stack");
  gtk_widget_set_vexpand (self->content, TRUE);
  fill (self);
  kiosk_page_set_content (page, self->content);
}

static void
kiosk_home_page_class_init (KioskHomePageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  page_class->enter = kiosk_home_page_enter;
  page_class->refresh = (void (*) (KioskPage *)) fill;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kiosk_home_page_init (KioskHomePage *self)
{
}
