/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/inputs/touch.h"

typedef struct
{
  KioskTouched touched;
  gpointer self; /* weak: the button lives inside it */
  char *id;
} Touch;

static void
touch_free (gpointer data, GClosure *closure)
{
  Touch *touch = data;

  g_free (touch->id);
  g_free (touch);
}

static void
on_clicked (GtkButton *button, gpointer data)
{
  Touch *touch = data;

  touch->touched (touch->self, touch->id);
}

/**
 * kiosk_touch_connect:
 * @button: a #GtkButton inside @self
 * @id: what the button stands for; copied
 * @touched: called on each touch; it may destroy the button
 * @self: first argument of @touched; it must outlive the button
 *
 * Connects one of many alike buttons, such as the rows of a list, to one function.
 */
void
kiosk_touch_connect (GtkWidget *button, const char *id, KioskTouched touched, gpointer self)
{
  Touch *touch = g_new (Touch, 1);

  *touch = (Touch){ .touched = touched, .self = self, .id = g_strdup (id) };
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), touch, touch_free, 0);
}

/**
 * kiosk_touch_name:
 * @widget: a widget whose visible label alone does not say which one it is
 * @name: what assistive technology calls it, in the reader's language
 *
 * Two «Sửa» on one page look alike to the eye because of their row; this tells them apart for the ear.
 */
void
kiosk_touch_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * kiosk_touch_empty:
 * @box: a #GtkBox
 *
 * Takes all children out, so that it can be filled anew.
 */
void
kiosk_touch_empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}
