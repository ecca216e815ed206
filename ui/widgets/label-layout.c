/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/label-layout.h"

/**
 * KioskLabelLayout:
 *
 * Lets a #GtkLabel lay itself out, and never asks it how wide it would be at some height.
 *
 * A horizontal #GtkBox asks its children just that, several times a page, and a wrapping label
 * answers by trying widths one after the other, each of which shapes the whole text again: a list of
 * ten procedures took 46,000 shapings and 300 ms. No page fits a text into a height, so the
 * answer is the same as for any height.
 */
struct _KioskLabelLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KioskLabelLayout, kiosk_label_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
kiosk_label_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_WIDGET_GET_CLASS (widget)->get_request_mode (widget);
}

static void
kiosk_label_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                            GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  GTK_WIDGET_GET_CLASS (widget)->measure (widget, orientation, for_size, minimum, natural,
                                          minimum_baseline, natural_baseline);
}

static void
kiosk_label_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                             int baseline)
{
  GTK_WIDGET_GET_CLASS (widget)->size_allocate (widget, width, height, baseline);
}

static void
kiosk_label_layout_class_init (KioskLabelLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = kiosk_label_layout_get_request_mode;
  manager_class->measure = kiosk_label_layout_measure;
  manager_class->allocate = kiosk_label_layout_allocate;
}

static void
kiosk_label_layout_init (KioskLabelLayout *self)
{
}

/**
 * kiosk_label_layout_new:
 *
 * Returns: (transfer full): a layout manager for one #GtkLabel
 */
GtkLayoutManager *
kiosk_label_layout_new (void)
{
  return g_object_new (KIOSK_TYPE_LABEL_LAYOUT, NULL);
}
