/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/touch.h"

/**
 * kiosk_touch_is_input:
 * @event: any event
 *
 * Returns: whether somebody did something on purpose; a pointer that moves may be a table that shakes
 */
gboolean
kiosk_touch_is_input (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  return type == GDK_TOUCH_BEGIN || type == GDK_BUTTON_PRESS || type == GDK_KEY_PRESS
         || type == GDK_SCROLL;
}

/**
 * kiosk_touch_is_on:
 * @window: where it happened
 * @event: a touch, or a key, which is where the focus is
 * @name: name of a widget
 *
 * Returns: whether @event falls on that widget
 */
gboolean
kiosk_touch_is_on (GtkWindow *window, GdkEvent *event, const char *name)
{
  GtkWidget *target;
  double x, y, left, top;

  if (gdk_event_get_position (event, &x, &y))
    {
      gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
      target = gtk_widget_pick (GTK_WIDGET (window), x - left, y - top, GTK_PICK_DEFAULT);
    }
  else
    {
      target = gtk_root_get_focus (GTK_ROOT (window));
    }
  for (; target != NULL; target = gtk_widget_get_parent (target))
    {
      if (g_strcmp0 (gtk_widget_get_name (target), name) == 0)
        return TRUE;
    }

  return FALSE;
}
