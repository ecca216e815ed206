/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pages/identify/identify-reading.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/* What a reading is made of, as it is said of what was done, is done now and comes later. */
static const char *const parts[KIOSK_CHIP_N_PARTS][3] = {
  [KIOSK_CHIP_PART_ACCESS]
  = { "identify.part_access_done", "identify.part_access_now", "identify.part_access_later" },
  [KIOSK_CHIP_PART_MRZ]
  = { "identify.part_mrz_done", "identify.part_mrz_now", "identify.part_mrz_later" },
  [KIOSK_CHIP_PART_DATA]
  = { "identify.part_data_done", "identify.part_data_now", "identify.part_data_later" },
  [KIOSK_CHIP_PART_FACE]
  = { "identify.part_face_done", "identify.part_face_now", "identify.part_face_later" },
  [KIOSK_CHIP_PART_SIGNATURE] = { "identify.part_signature_done", "identify.part_signature_now",
                                  "identify.part_signature_later" },
};

/* The portrait is left out where nobody asks for it. */
static const char *const *
get_part (guint place, guint of)
{
  if (of < KIOSK_CHIP_N_PARTS && place >= KIOSK_CHIP_PART_FACE)
    place++;
  return parts[MIN (place, KIOSK_CHIP_N_PARTS - 1)];
}

static char *
count (KioskPage *page, const char *key, const char *what, guint part, guint of)
{
  g_autofree char *n = g_strdup_printf ("%u", part);
  g_autofree char *all = g_strdup_printf ("%u", of);

  return kiosk_language_format (kiosk_page_get_language (page), key, "what", what, "part", n, "of",
                                all, NULL);
}

static void
add_part (GtkWidget *list, GtkWidget *ring, const char *words, const char *css_class)
{
  GtkWidget *row = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *label = kiosk_label_new (words, css_class);

  gtk_widget_add_css_class (row, "part");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), ring);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (list), row);
}

/**
 * kiosk_identify_parts_new:
 * @page: the page it is for
 * @part: how many parts have begun, the one under way included
 * @of: how many there are
 * @stopped: whether it came to an end in @part
 *
 * Returns: (transfer floating): what was done, what is done now with its count, and what is to come,
 *   which after a stop is left out
 */
GtkWidget *
kiosk_identify_parts_new (KioskPage *page, guint part, guint of, gboolean stopped)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (list, "parts");
  for (guint i = 1; i <= (stopped ? part : of); i++)
    {
      const char *const *keys = get_part (i - 1, of);
      g_autofree char *words = NULL;

      if (i < part)
        add_part (list, kiosk_ring_new (NULL, "check", "done"), kiosk_page_text (page, keys[0]),
                  NULL);
      else if (i > part)
        add_part (list, kiosk_ring_new (NULL, NULL, "later"), kiosk_page_text (page, keys[2]),
                  "hint");
      else if (stopped)
        add_part (list, kiosk_ring_new (NULL, "alert", "wait"),
                  words = count (page, "identify.part_stopped", "", i, of), "wait-strong");
      else
        add_part (list, kiosk_ring_new (NULL, NULL, "now"),
                  words
                  = count (page, "identify.part_count", kiosk_page_text (page, keys[1]), i, of),
                  "strong");
    }
  return list;
}

/**
 * kiosk_identify_reading_new:
 * @page: a page whose flow reads a chip
 *
 * Returns: (transfer floating): how far the reading is: a bar, and its parts by name
 */
GtkWidget *
kiosk_identify_reading_new (KioskPage *page)
{
  guint of = 0;
  guint part = kiosk_flow_get_identify_part (kiosk_page_get_flow (page), &of);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_progress_bar_new ();

  if (of == 0)
    of = KIOSK_CHIP_N_PARTS - 1;
  part = CLAMP (part, 1, of);
  gtk_widget_add_css_class (box, "reading");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), (part - 0.5) / of);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kiosk_page_text (page, "identify.reading_title"), -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), kiosk_identify_parts_new (page, part, of, FALSE));
  return box;
}
