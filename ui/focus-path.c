/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/focus-path.h"

static guint
index_of (GtkWidget *widget)
{
  guint index = 0;

  while ((widget = gtk_widget_get_prev_sibling (widget)) != NULL)
    index++;

  return index;
}

/**
 * kiosk_focus_path_take:
 * @top: what will be made anew
 *
 * Returns: (transfer full): where the focus is under @top, as the index of each child on the way
 *   down;
 *   empty if it is elsewhere
 */
GArray *
kiosk_focus_path_take (GtkWidget *top)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkRoot *root = gtk_widget_get_root (top);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, top))
    return path;
  for (GtkWidget *widget = focus; widget != top; widget = gtk_widget_get_parent (widget))
    {
      guint index = index_of (widget);

      g_array_prepend_val (path, index);
    }

  return path;
}

/**
 * kiosk_focus_path_follow:
 * @top: what was made anew, alike
 * @path: (element-type guint): from kiosk_focus_path_take()
 *
 * Puts the focus as near to where it was as the new widgets allow.
 */
void
kiosk_focus_path_follow (GtkWidget *top, GArray *path)
{
  GtkWidget *widget = top;

  if (path->len == 0)
    return;
  for (guint i = 0; i < path->len; i++)
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      for (guint n = g_array_index (path, guint, i); child != NULL && n > 0; n--)
        child = gtk_widget_get_next_sibling (child);
      if (child == NULL)
        break;
      widget = child;
    }
  if (!gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}
