/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-cards.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

#define PICTURE_MM 30
#define PICTURE_ASIDE_MM 36

/* The two generations of card in use, and which side of each bears the code (Circular 06/2021/TT-BCA:
 * front; Circular 16/2024/TT-BCA: back). */
static const struct
{
  const char *title;
  const char *front;
  const char *back;
  gboolean code_on_back;
} generations[] = {
  { "identify.card_2024", "picture-card-2024-front", "picture-card-2024-back", TRUE },
  { "identify.card_2021", "picture-card-2021-front", "picture-card-2021-back", FALSE },
};

static GtkWidget *
make_side (KioskPage *page, const char *picture, const char *caption, gboolean code, gboolean aside)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = kiosk_label_new (kiosk_page_text (page, caption), code ? "act-strong" : NULL);

  gtk_label_set_xalign (GTK_LABEL (words), 0.5);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_widget_set_hexpand (side, TRUE);
  gtk_box_append (GTK_BOX (side),
                  kiosk_icon_new_picture (picture, aside ? PICTURE_ASIDE_MM : PICTURE_MM));
  gtk_box_append (GTK_BOX (side), words);
  return side;
}

static GtkWidget *
make_generation (KioskPage *page, guint i, gboolean aside)
{
  GtkWidget *card = kiosk_card_new ();
  GtkWidget *sides = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gboolean back = generations[i].code_on_back;

  gtk_widget_add_css_class (sides, "sides");
  kiosk_box_set_homogeneous (sides, TRUE);
  gtk_box_append (GTK_BOX (card),
                  kiosk_label_new (kiosk_page_text (page, generations[i].title), "strong"));
  gtk_box_append (GTK_BOX (sides),
                  make_side (page, generations[i].front,
                             back ? "identify.front" : "identify.front_code", !back, aside));
  gtk_box_append (GTK_BOX (sides),
                  make_side (page, generations[i].back,
                             back ? "identify.back_code" : "identify.back", back, aside));
  gtk_box_append (GTK_BOX (card), sides);
  return card;
}

/**
 * kiosk_identify_card_new:
 * @page: the page it is for
 * @title: text that names the generation of card
 * @picture: one side of it
 * @caption: text that says which, and where to look
 *
 * Returns: (transfer floating): one side of one card
 */
GtkWidget *
kiosk_identify_card_new (KioskPage *page, const char *title, const char *picture,
                         const char *caption)
{
  GtkWidget *card = kiosk_card_new ();

  gtk_box_append (GTK_BOX (card), kiosk_label_new (kiosk_page_text (page, title), "strong"));
  gtk_box_append (GTK_BOX (card), make_side (page, picture, caption, TRUE, TRUE));
  return card;
}

/**
 * kiosk_identify_cards_new:
 * @page: the page it is for
 * @aside: whether they stand beside something else, where there is more height
 *
 * Returns: (transfer floating): where the code is on both generations of card, both sides
 */
GtkWidget *
kiosk_identify_cards_new (KioskPage *page, gboolean aside)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "facts");
  for (guint i = 0; i < G_N_ELEMENTS (generations); i++)
    gtk_box_append (GTK_BOX (box), make_generation (page, i, aside));
  return box;
}

/**
 * kiosk_identify_steps_new:
 * @page: the page it is for
 * @steps: (array length=n_steps): what to do, and what is to be known of it
 * @n_steps: how many
 *
 * Returns: (transfer floating): what to do with the card, in numbered steps
 */
GtkWidget *
kiosk_identify_steps_new (KioskPage *page, const KioskIdentifyStep *steps, guint n_steps)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "numbered");
  for (guint i = 0; i < n_steps; i++)
    {
      GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
      GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *ring = kiosk_ring_new (number, NULL, "now");

      gtk_widget_set_valign (ring, GTK_ALIGN_START);
      gtk_widget_add_css_class (row, "numbered-row");
      gtk_box_append (GTK_BOX (row), ring);
      gtk_box_append (GTK_BOX (words),
                      kiosk_label_new (kiosk_page_text (page, steps[i].title), "strong"));
      gtk_box_append (GTK_BOX (words),
                      kiosk_label_new (kiosk_page_text (page, steps[i].line), NULL));
      gtk_box_append (GTK_BOX (row), words);
      gtk_box_append (GTK_BOX (box), row);
    }
  return box;
}
