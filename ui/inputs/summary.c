/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/summary.h"

#include "ui/widgets/parts.h"

#define ICON_MM 8.5

/**
 * KioskSummary:
 *
 * The banner above the title when something is left to mend.
 *
 * It takes the focus, so that it is read out first; each link says the same words as its field.
 */
struct _KioskSummary
{
  GtkBox parent_instance;

  KioskLanguage *language; /* owned */
  GtkWidget *head;
  GtkWidget *links;
  guint n;
};

G_DEFINE_FINAL_TYPE (KioskSummary, kiosk_summary, GTK_TYPE_BOX)

static void
kiosk_summary_dispose (GObject *object)
{
  KioskSummary *self = KIOSK_SUMMARY (object);

  g_clear_object (&self->language);

  G_OBJECT_CLASS (kiosk_summary_parent_class)->dispose (object);
}

static void
kiosk_summary_class_init (KioskSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kiosk_summary_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "summary");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
kiosk_summary_init (KioskSummary *self)
{
  GtkWidget *icon = kiosk_icon_new ("alert", ICON_MM, KIOSK_ICON_STOP);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (self), "banner");
  gtk_widget_add_css_class (GTK_WIDGET (self), "stop");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_widget_set_hexpand (words, TRUE);
  self->head = kiosk_label_new ("", "strong");
  gtk_box_append (GTK_BOX (words), self->head);
  self->links = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (words), self->links);
  gtk_box_append (GTK_BOX (self), words);
}

/**
 * kiosk_summary_new:
 * @language: for the current language
 *
 * Returns: (transfer floating): a banner without links
 */
GtkWidget *
kiosk_summary_new (KioskLanguage *language)
{
  KioskSummary *self = g_object_new (KIOSK_TYPE_SUMMARY, NULL);

  self->language = g_object_ref (language);
  return GTK_WIDGET (self);
}

/**
 * kiosk_summary_add:
 * @self: a summary
 * @id: which place
 * @words: how to mend it, the same words as at the place itself
 * @touched: called with @data and @id when the link is touched
 * @data: must outlive the summary
 */
void
kiosk_summary_add (KioskSummary *self, const char *id, const char *words, KioskTouched touched,
                   gpointer data)
{
  g_autofree char *number = NULL;
  g_autofree char *head = NULL;
  GtkWidget *link;

  g_return_if_fail (KIOSK_IS_SUMMARY (self));

  self->n++;
  number = g_strdup_printf ("%u", self->n);
  head = kiosk_language_format (self->language, self->n == 1 ? "form.mend_one" : "form.mend", "n",
                                number, NULL);
  gtk_label_set_text (GTK_LABEL (self->head), head);
  kiosk_touch_name (GTK_WIDGET (self), head);
  link = kiosk_link_new (words);
  gtk_widget_add_css_class (link, "stop");
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  kiosk_touch_connect (link, id, touched, data);
  gtk_box_append (GTK_BOX (self->links), link);
}
