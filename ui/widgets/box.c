/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/box.h"

/**
 * KioskLineLayout:
 *
 * Lays the children of a #GtkBox side by side, widths first, as text is laid out.
 *
 * The layout of GTK asks each child how wide it would be at some height, and a child that holds
 * wrapping text has no answer but to try widths one after the other: of the 300 ms in which a list
 * of ten procedures came up, 250 went there. Here a child's width comes from its least and its
 * natural width alone, and its height from its width.
 */
struct _KioskLineLayout
{
  GtkLayoutManager parent_instance;

  /* owned */
  GtkLayoutManager *spacer; /* reads border-spacing of the style sheet, which has no getter */

  /* state */
  gboolean homogeneous;
};

G_DEFINE_FINAL_TYPE (KioskLineLayout, kiosk_line_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What the children want and, after share_out(), what they get. */
typedef struct
{
  GtkRequestedSize *sizes;
  guint n;
  int minimum;
  int natural;
  int largest_minimum;
  int largest_natural;
  int spacing;
} Shares;

static void
shares_clear (Shares *shares)
{
  g_free (shares->sizes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shares, shares_clear)

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);

  return n;
}

static void
ask_children (KioskLineLayout *self, GtkWidget *widget, Shares *shares)
{
  int together;

  shares->sizes = g_new0 (GtkRequestedSize, MAX (count_children (widget), 1));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize *size = &shares->sizes[shares->n];

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size->minimum_size,
                          &size->natural_size, NULL, NULL);
      size->data = child;
      shares->minimum += size->minimum_size;
      shares->natural += size->natural_size;
      shares->largest_minimum = MAX (shares->largest_minimum, size->minimum_size);
      shares->largest_natural = MAX (shares->largest_natural, size->natural_size);
      shares->n++;
    }
  if (shares->n < 2)
    return;
  gtk_layout_manager_measure (self->spacer, widget, GTK_ORIENTATION_HORIZONTAL, -1, &together, NULL,
                              NULL, NULL);
  shares->spacing = (together - shares->minimum) / (int) (shares->n - 1);
}

static int
gaps_of (const Shares *shares)
{
  return shares->n > 1 ? (int) (shares->n - 1) * shares->spacing : 0;
}

/* Afterwards minimum_size is what each child gets. */
static void
share_out (KioskLineLayout *self, Shares *shares, int width)
{
  int extra = width - gaps_of (shares);
  int expanding = 0;

  if (self->homogeneous)
    {
      for (guint i = 0; i < shares->n; i++)
        shares->sizes[i].minimum_size
            = extra / (int) shares->n + ((int) i < extra % (int) shares->n);
      return;
    }

  extra = gtk_distribute_natural_allocation (MAX (extra - shares->minimum, 0), shares->n,
                                             shares->sizes);
  for (guint i = 0; i < shares->n; i++)
    expanding += gtk_widget_compute_expand (shares->sizes[i].data, GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0, nth = 0; i < shares->n && expanding > 0; i++)
    if (gtk_widget_compute_expand (shares->sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
      shares->sizes[i].minimum_size += extra / expanding + ((int) nth++ < extra % expanding);
}

static GtkSizeRequestMode
kiosk_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_request_mode (child) != GTK_SIZE_REQUEST_CONSTANT_SIZE)
      return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;

  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
kiosk_line_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  KioskLineLayout *self = KIOSK_LINE_LAYOUT (manager);
  g_auto (Shares) shares = { 0 };

  *minimum = *natural = 0;
  ask_children (self, widget, &shares);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = gaps_of (&shares)
                 + (self->homogeneous ? shares.largest_minimum * (int) shares.n : shares.minimum);
      *natural = gaps_of (&shares)
                 + (self->homogeneous ? shares.largest_natural * (int) shares.n : shares.natural);
      return;
    }

  if (for_size >= 0)
    share_out (self, &shares, for_size);
  for (guint i = 0; i < shares.n; i++)
    {
      int least, liked;

      gtk_widget_measure (shares.sizes[i].data, GTK_ORIENTATION_VERTICAL,
                          for_size < 0 ? -1 : shares.sizes[i].minimum_size, &least, &liked, NULL,
                          NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, liked);
    }
}

static void
kiosk_line_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  KioskLineLayout *self = KIOSK_LINE_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_auto (Shares) shares = { 0 };
  int x = 0;

  ask_children (self, widget, &shares);
  share_out (self, &shares, width);
  for (guint i = 0; i < shares.n; i++)
    {
      int wide = shares.sizes[i].minimum_size;

      gtk_widget_size_allocate (
          shares.sizes[i].data,
          &(GtkAllocation){ mirrored ? width - x - wide : x, 0, wide, height }, -1);
      x += wide + shares.spacing;
    }
}

static void
kiosk_line_layout_dispose (GObject *object)
{
  g_clear_object (&KIOSK_LINE_LAYOUT (object)->spacer);

  G_OBJECT_CLASS (kiosk_line_layout_parent_class)->dispose (object);
}

static void
kiosk_line_layout_class_init (KioskLineLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kiosk_line_layout_dispose;
  manager_class->get_request_mode = kiosk_line_layout_get_request_mode;
  manager_class->measure = kiosk_line_layout_measure;
  manager_class->allocate = kiosk_line_layout_allocate;
}

static void
kiosk_line_layout_init (KioskLineLayout *self)
{
  self->spacer = gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL);
}

static gboolean
kiosk_box_get_homogeneous (GtkWidget *box)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (box);

  return KIOSK_IS_LINE_LAYOUT (manager) ? KIOSK_LINE_LAYOUT (manager)->homogeneous
                                        : gtk_box_get_homogeneous (GTK_BOX (box));
}

/**
 * kiosk_box_new:
 * @orientation: how the children stand
 *
 * Returns: (transfer floating): a #GtkBox; the style sheet says how far apart its children stand
 */
GtkWidget *
kiosk_box_new (GtkOrientation orientation)
{
  GtkWidget *box = gtk_box_new (orientation, 0);

  kiosk_box_set_orientation (box, orientation);

  return box;
}

/**
 * kiosk_box_set_orientation:
 * @box: a #GtkBox
 * @orientation: how the children stand from now on, with the same room for all if that was asked
 *
 * To be used in place of gtk_orientable_set_orientation(), which knows no layout but its own.
 */
void
kiosk_box_set_orientation (GtkWidget *box, GtkOrientation orientation)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (box);
  gboolean homogeneous = kiosk_box_get_homogeneous (box);

  if (KIOSK_IS_LINE_LAYOUT (manager))
    gtk_widget_set_layout_manager (box, gtk_box_layout_new (orientation));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), orientation);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_set_layout_manager (box, g_object_new (KIOSK_TYPE_LINE_LAYOUT, NULL));
  kiosk_box_set_homogeneous (box, homogeneous);
}

/**
 * kiosk_box_set_homogeneous:
 * @box: of kiosk_box_new(), or given an orientation by kiosk_box_set_orientation()
 * @homogeneous: all children get the same room
 */
void
kiosk_box_set_homogeneous (GtkWidget *box, gboolean homogeneous)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (box);

  if (KIOSK_IS_LINE_LAYOUT (manager))
    KIOSK_LINE_LAYOUT (manager)->homogeneous = homogeneous;
  else
    gtk_box_set_homogeneous (GTK_BOX (box), homogeneous);
  gtk_widget_queue_resize (box);
}
