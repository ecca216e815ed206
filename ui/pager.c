/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/pager.h"

#include "ui/widgets/box.h"
#include "ui/widgets/parts.h"

/* What was last on one page is first on the next, so that nobody loses the line. */
#define STEP 0.85
#define LEAST_HEIGHT 120
/* Room for the ring of the focus. */
#define AIR 14

/**
 * KioskPager:
 *
 * Shows its child whole, or page by page with two large buttons when it is taller than the room.
 *
 * There is no scroll bar: swiping is a gesture not everybody can make or knows of. On the wide
 * panel the buttons stand at the right, where they cost no height; on the tall one under the page.
 */
struct _KioskPager
{
  GtkWidget parent_instance;

  /* owned as children */
  GtkWidget *window;
  GtkWidget *buttons;
  GtkWidget *back; /* (nullable) (unowned) */
  GtkWidget *on;   /* (nullable) (unowned) */

  /* unowned */
  GtkWidget *child;
  GtkAdjustment *adjustment;

  /* state */
  gboolean portrait;
  gboolean paging;
  int height;
  guint show_focus_id;
};

G_DEFINE_FINAL_TYPE (KioskPager, kiosk_pager, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
kiosk_pager_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
kiosk_pager_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  KioskPager *self = KIOSK_PAGER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure (self->child, orientation, -1);
      if (self->portrait)
        *minimum = MAX (*minimum, measure (self->buttons, orientation, -1));
      *natural = *minimum;
      return;
    }

  /* It fills what the frame leaves, whatever its page would like: asking the page here, at widths it
   * will never have, would shape every text of it several times more. */
  *minimum = LEAST_HEIGHT;
  *natural = LEAST_HEIGHT;
}

/* A field that is typed into must be in sight, label and all, also when the keyboard has pushed the
 * page; and so must whatever is reached by keys. Whoever touches sees what is touched, and begins a
 * page at its title. */
static gboolean
show_focus (gpointer user_data)
{
  KioskPager *self = KIOSK_PAGER (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->show_focus_id = 0;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->child))
    return G_SOURCE_REMOVE;
  if (!GTK_IS_TEXT (focus) && !gtk_window_get_focus_visible (GTK_WINDOW (root)))
    return G_SOURCE_REMOVE;
  for (GtkWidget *widget = focus; widget != self->child; widget = gtk_widget_get_parent (widget))
    {
      if (g_str_equal (gtk_widget_class_get_css_name (GTK_WIDGET_GET_CLASS (widget)), "field"))
        focus = widget;
    }
  kiosk_pager_scroll_to (self, focus);

  return G_SOURCE_REMOVE;
}

static void
kiosk_pager_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KioskPager *self = KIOSK_PAGER (widget);
  int least = measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1);
  GtkAllocation view = { 0, 0, MAX (width, least), height };

  self->paging
      = self->on != NULL && measure (self->child, GTK_ORIENTATION_VERTICAL, view.width) > height;
  gtk_widget_set_child_visible (self->buttons, self->paging);
  if (self->paging && self->portrait)
    {
      int tall = measure (self->buttons, GTK_ORIENTATION_VERTICAL, width);

      view.height = MAX (height - tall, 1);
      gtk_widget_size_allocate (self->buttons, &(GtkAllocation){ 0, view.height, width, tall }, -1);
    }
  else if (self->paging)
    {
      int wide = measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1);

      view.width = MAX (width - wide, least);
      gtk_widget_size_allocate (self->buttons, &(GtkAllocation){ view.width, 0, wide, height }, -1);
    }
  gtk_widget_size_allocate (self->window, &view, -1);

  if (height != self->height && self->show_focus_id == 0)
    self->show_focus_id = g_idle_add (show_focus, self);
  self->height = height;
}

static void
update_buttons (KioskPager *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  double last = gtk_adjustment_get_upper (self->adjustment)
                - gtk_adjustment_get_page_size (self->adjustment);

  if (self->on == NULL)
    return;
  gtk_widget_set_sensitive (self->back, value > 1);
  gtk_widget_set_sensitive (self->on, value < last - 1);
}

static void
turn (KioskPager *self, double pages)
{
  double value = gtk_adjustment_get_value (self->adjustment);

  gtk_adjustment_set_value (self->adjustment,
                            value + pages * gtk_adjustment_get_page_size (self->adjustment));
}

static void
on_back (KioskPager *self)
{
  turn (self, -STEP);
}

static void
on_on (KioskPager *self)
{
  turn (self, STEP);
}

static void
on_focus_changed (KioskPager *self)
{
  if (self->show_focus_id == 0)
    self->show_focus_id = g_idle_add (show_focus, self);
}

static void
kiosk_pager_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kiosk_pager_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (on_focus_changed), widget, G_CONNECT_SWAPPED);
}

static void
kiosk_pager_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_changed, widget);
  GTK_WIDGET_CLASS (kiosk_pager_parent_class)->unroot (widget);
}

static void
kiosk_pager_dispose (GObject *object)
{
  KioskPager *self = KIOSK_PAGER (object);

  g_clear_handle_id (&self->show_focus_id, g_source_remove);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  self->adjustment = NULL;
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);

  G_OBJECT_CLASS (kiosk_pager_parent_class)->dispose (object);
}

static void
kiosk_pager_class_init (KioskPagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_pager_dispose;
  widget_class->get_request_mode = kiosk_pager_get_request_mode;
  widget_class->root = kiosk_pager_root;
  widget_class->unroot = kiosk_pager_unroot;
  widget_class->measure = kiosk_pager_measure;
  widget_class->size_allocate = kiosk_pager_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "pager");
}

static void
kiosk_pager_init (KioskPager *self)
{
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->window), FALSE);
  gtk_widget_set_focusable (self->window, FALSE);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
  self->buttons = kiosk_box_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->buttons, "pager-buttons");
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
}

/**
 * kiosk_pager_new:
 * @child: (transfer floating): what may be taller than the room
 *
 * Returns: (transfer floating): a pager
 */
GtkWidget *
kiosk_pager_new (GtkWidget *child)
{
  KioskPager *self = g_object_new (KIOSK_TYPE_PAGER, NULL);
  GtkWidget *viewport;

  self->child = child;
  viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), child);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), viewport);
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->window));
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (update_buttons), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (update_buttons), self);

  return GTK_WIDGET (self);
}

static GtkWidget *
make_button (KioskPager *self, const char *label, const char *icon, GCallback callback)
{
  GtkWidget *button = kiosk_button_new (label, icon, FALSE);

  gtk_widget_add_css_class (button, "paging");
  gtk_widget_set_hexpand (button, TRUE);
  if (!self->portrait)
    kiosk_box_set_orientation (gtk_button_get_child (GTK_BUTTON (button)),
                               GTK_ORIENTATION_VERTICAL);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->buttons), button);

  return button;
}

/**
 * kiosk_pager_set_shape:
 * @portrait: the panel is taller than wide
 * @back: words for going back to the part above
 * @on: words for going on to the part below
 */
void
kiosk_pager_set_shape (KioskPager *self, gboolean portrait, const char *back, const char *on)
{
  GtkWidget *child;

  g_return_if_fail (KIOSK_IS_PAGER (self));

  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
  self->portrait = portrait;
  gtk_widget_add_css_class (self->buttons, portrait ? "under" : "beside");
  kiosk_box_set_orientation (self->buttons,
                             portrait ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  kiosk_box_set_homogeneous (self->buttons, TRUE);
  self->back = make_button (self, back, "up", G_CALLBACK (on_back));
  self->on = make_button (self, on, "down", G_CALLBACK (on_on));
  update_buttons (self);
}

/**
 * kiosk_pager_scroll_to:
 * @widget: a descendant of the child
 *
 * Turns to where @widget is seen.
 */
void
kiosk_pager_scroll_to (KioskPager *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  double value, size, top, bottom;

  g_return_if_fail (KIOSK_IS_PAGER (self));

  if (!gtk_widget_compute_bounds (widget, self->child, &bounds))
    return;
  value = gtk_adjustment_get_value (self->adjustment);
  size = gtk_adjustment_get_page_size (self->adjustment);
  top = bounds.origin.y - AIR;
  bottom = bounds.origin.y + bounds.size.height + AIR;
  if (bottom > value + size)
    gtk_adjustment_set_value (self->adjustment, bottom - size);
  else if (top < value)
    gtk_adjustment_set_value (self->adjustment, top);
}

/**
 * kiosk_pager_is_paging:
 *
 * Returns: whether the child was taller than the room when it was last laid out
 */
gboolean
kiosk_pager_is_paging (KioskPager *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGER (self), FALSE);

  return self->paging;
}
