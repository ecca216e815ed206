/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/idle/idle-page.h"

#include "ui/header.h"
#include "ui/widgets/box.h"
#include "ui/widgets/states.h"

#include <math.h>

#define STREET "picture-street-open-door"
/* Millimetres. */
#define STREET_LANDSCAPE 102.0
#define STREET_PORTRAIT 152.0

/**
 * KioskIdlePage:
 *
 * The quiet street with the open door, between two citizens.
 *
 * All that is blue is one button, so that touching anywhere starts. Below it lies a strip of paper
 * with what must be touched on purpose: the languages and the call for staff.
 */
struct _KioskIdlePage
{
  KioskPage parent_instance;

  /* unowned */
  GtkWidget *states; /* (nullable): the slot that is filled anew */
};

G_DEFINE_FINAL_TYPE (KioskIdlePage, kiosk_idle_page, KIOSK_TYPE_PAGE)

static void
on_start (KioskPage *page)
{
  kiosk_flow_start (kiosk_page_get_flow (page));
}

static void
on_staff (KioskPage *page)
{
  kiosk_flow_call_staff (kiosk_page_get_flow (page), TRUE);
}

static void
on_language (GtkButton *button, KioskPage *page)
{
  kiosk_flow_choose_language (kiosk_page_get_flow (page),
                              gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
make_way (KioskPage *page, const char *icon, const char *title, const char *line)
{
  GtkWidget *way = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (way, "way");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), kiosk_label_new (kiosk_page_text (page, title), "title-2"));
  gtk_box_append (GTK_BOX (words), kiosk_label_new (kiosk_page_text (page, line), NULL));
  gtk_box_append (GTK_BOX (way), kiosk_icon_new (icon, 16, KIOSK_ICON_WHITE));
  gtk_box_append (GTK_BOX (way), words);

  return way;
}

static gboolean
has_reader (KioskFlow *flow)
{
  GPtrArray *readers = kiosk_flow_get_parts (flow)->code_readers;

  for (guint i = 0; i < readers->len; i++)
    {
      if (kiosk_code_reader_is_online (readers->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
make_words (KioskPage *page)
{
  gboolean portrait = kiosk_page_is_portrait (page);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *ways
      = kiosk_box_new (portrait ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *display = kiosk_label_new (
      kiosk_page_text (page, portrait ? "idle.greeting-tall" : "idle.greeting"), "display");

  gtk_widget_add_css_class (words, "words");
  gtk_widget_add_css_class (ways, "ways");
  kiosk_box_set_homogeneous (ways, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (display), -1);
  gtk_box_append (GTK_BOX (ways), make_way (page, "touch", "idle.touch", "idle.touch-line"));
  if (kiosk_flow_has_chip_reader (kiosk_page_get_flow (page)))
    gtk_box_append (GTK_BOX (ways), make_way (page, "card", "idle.lay", "idle.lay-line"));
  else if (has_reader (kiosk_page_get_flow (page)))
    gtk_box_append (GTK_BOX (ways), make_way (page, "qr", "idle.card", "idle.card-line"));
  gtk_box_append (GTK_BOX (words), display);
  gtk_box_append (GTK_BOX (words), kiosk_label_new (kiosk_page_text (page, "idle.lead"), "lead"));
  gtk_box_append (GTK_BOX (words), ways);

  return words;
}

static GtkWidget *
make_start (KioskPage *page)
{
  KioskLook look = { .text = KIOSK_TEXT_M, .portrait = kiosk_page_is_portrait (page) };
  GtkWidget *start = gtk_button_new ();
  GtkWidget *area = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *street
      = kiosk_icon_new_picture (STREET, look.portrait ? STREET_PORTRAIT : STREET_LANDSCAPE);
  int height
      = gdk_paintable_get_intrinsic_height (gtk_picture_get_paintable (GTK_PICTURE (street)));

  gtk_picture_set_can_shrink (GTK_PICTURE (street), TRUE);
  gtk_picture_set_content_fit (GTK_PICTURE (street), GTK_CONTENT_FIT_COVER);
  if (look.portrait)
    gtk_widget_set_size_request (street, -1, height);
  gtk_widget_set_halign (street, GTK_ALIGN_FILL);
  gtk_widget_set_valign (street, GTK_ALIGN_END);
  gtk_widget_set_vexpand (street, TRUE);
  gtk_widget_set_overflow (street, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (area),
                  kiosk_header_new_centre (kiosk_page_get_flow (page), &look, TRUE));
  gtk_box_append (GTK_BOX (area), make_words (page));
  gtk_box_append (GTK_BOX (area), street);
  gtk_button_set_child (GTK_BUTTON (start), area);
  gtk_widget_add_css_class (start, "start");
  gtk_widget_set_vexpand (start, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (start), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kiosk_page_text (page, "idle.greeting"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  kiosk_page_text (page, "idle.lead"), -1);
  g_signal_connect_object (start, "clicked", G_CALLBACK (on_start), page, G_CONNECT_SWAPPED);

  return start;
}

static GtkWidget *
make_acts (KioskPage *page)
{
  KioskLanguage *language = kiosk_page_get_language (page);
  const char *const *codes = kiosk_language_list (language);
  GtkWidget *acts = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *staff = kiosk_button_new (kiosk_page_text (page, "frame.call-staff"), "bell", FALSE);

  gtk_widget_add_css_class (acts, "strip-acts");
  for (guint i = 0; codes[i] != NULL; i++)
    {
      gboolean now = g_str_equal (codes[i], kiosk_language_get_current (language));
      GtkWidget *button
          = kiosk_button_new (kiosk_language_get_in (language, codes[i], "frame.language-name"),
                              now ? "check" : "language", now);

      gtk_widget_set_name (button, codes[i]);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_language), page, 0);
      gtk_box_append (GTK_BOX (acts), button);
    }
  g_signal_connect_object (staff, "clicked", G_CALLBACK (on_staff), page, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (acts), staff);
  if (kiosk_page_is_portrait (page))
    kiosk_box_set_homogeneous (acts, TRUE);

  return acts;
}

static void
fill_states (KioskIdlePage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (self->states);

  if (child != NULL)
    gtk_box_remove (GTK_BOX (self->states), child);
  gtk_box_append (GTK_BOX (self->states),
                  kiosk_states_new (kiosk_page_get_flow (KIOSK_PAGE (self))));
}

static void
kiosk_idle_page_enter (KioskPage *page)
{
  KioskIdlePage *self = KIOSK_IDLE_PAGE (page);
  GtkWidget *idle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strip = kiosk_box_new (kiosk_page_is_portrait (page) ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);

  kiosk_page_set_bare (page, TRUE);
  gtk_widget_add_css_class (idle, "idle");
  gtk_widget_add_css_class (strip, "strip");
  gtk_widget_set_vexpand (idle, TRUE);
  self->states = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (self->states, TRUE);
  gtk_widget_set_valign (self->states, GTK_ALIGN_CENTER);
  fill_states (self);
  gtk_box_append (GTK_BOX (strip), self->states);
  gtk_box_append (GTK_BOX (strip), make_acts (page));
  gtk_box_append (GTK_BOX (idle), make_start (page));
  gtk_box_append (GTK_BOX (idle), strip);
  kiosk_page_set_content (page, idle);
}

static void
kiosk_idle_page_refresh (KioskPage *page)
{
  fill_states (KIOSK_IDLE_PAGE (page));
}

static void
kiosk_idle_page_class_init (KioskIdlePageClass *klass)
{
  KioskPageClass *page_class = KIOSK_PAGE_CLASS (klass);

  page_class->enter = kiosk_idle_page_enter;
  page_class->refresh = kiosk_idle_page_refresh;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "page");
}

static void
kiosk_idle_page_init (KioskIdlePage *self)
{
}

/**
 * kiosk_idle_page_begin:
 * @icons: the folder of drawings
 * @metrics: of the panel
 *
 * Begins to draw what the page will show; may be called before GTK is initialised.
 */
void
kiosk_idle_page_begin (const char *icons, const KioskMetrics *metrics)
{
  double height = kiosk_metrics_is_portrait (metrics) ? STREET_PORTRAIT : STREET_LANDSCAPE;
  int panel_width, panel_height;

  kiosk_metrics_get_size (metrics, &panel_width, &panel_height);
  kiosk_icon_begin_picture (icons, STREET, panel_width,
                            (int) lround (height * kiosk_metrics_get_px_per_mm (metrics)));
}
