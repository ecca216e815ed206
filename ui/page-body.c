/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/page-body.h"

#include <math.h>

/* Millimetres. */
#define GAP 8.0
#define COLUMN_GAP 16.0
#define BAND_PADDING 12.0
#define BAND_PADDING_SMALL 6.0
#define SIDE_WIDTH 108.0
#define PICTURE_LEAST 42.0
/* Hands do not reach the upper 27 % of the tall panel: it is for reading only. */
#define BAND_SHARE 0.27

/**
 * KioskPageBody:
 *
 * Lays the parts of a page out for both panels and every size of text.
 *
 * Landscape: heading and content left, side right; with large text the side goes under the content.
 * Portrait: heading and picture in a band above, content under it and the side last; the band takes
 * what the rest leaves, and when there is little it gives its picture up, then its air. Its least
 * height is that of the tightest arrangement, so that whoever scrolls it knows when scrolling is
 * needed.
 */
struct _KioskPageBody
{
  GtkWidget parent_instance;

  /* owned as children, all (nullable) but the band */
  GtkWidget *band;
  GtkWidget *top;
  GtkWidget *heading;
  GtkWidget *picture;
  GtkWidget *content;
  GtkWidget *side;

  /* state */
  KioskLook look;
  double side_mm;
  gboolean beside_title;
  int above;
};

G_DEFINE_FINAL_TYPE (KioskPageBody, kiosk_page_body, GTK_TYPE_WIDGET)

static int
px (KioskPageBody *self, double mm)
{
  return (int) lround (mm * self->look.px_per_mm);
}

static gboolean
is_shown (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_visible (widget);
}

static int
width_of (GtkWidget *widget)
{
  int minimum = 0;

  if (is_shown (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
height_for (GtkWidget *widget, int width)
{
  int minimum = 0;

  if (is_shown (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, width_of (widget)), &minimum,
                        NULL, NULL, NULL);

  return minimum;
}

static int
plus_gap (KioskPageBody *self, int height)
{
  return height > 0 ? height + px (self, GAP) : 0;
}

static gboolean
has_columns (KioskPageBody *self)
{
  return is_shown (self->side) && !self->look.portrait && self->look.text < KIOSK_TEXT_L;
}

static void
get_columns (KioskPageBody *self, int width, int *left, int *right)
{
  *right = has_columns (self) ? MAX (px (self, self->side_mm), width_of (self->side)) : 0;
  *left = *right > 0 ? MAX (width - *right - px (self, COLUMN_GAP), 1) : width;
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  if (is_shown (widget))
    gtk_widget_size_allocate (
        widget, &(GtkAllocation){ x, y, MAX (width, width_of (widget)), MAX (height, 0) }, -1);
}

/* What stands under the band or the heading. */
static int
rest_height (KioskPageBody *self, int width)
{
  int left, right, content, side;

  get_columns (self, width, &left, &right);
  content = height_for (self->content, left);
  if (right > 0)
    return MAX (content, height_for (self->side, right));
  side = height_for (self->side, width);

  return content + (content > 0 && side > 0 ? px (self, GAP) : 0) + side;
}

static int
landscape_height (KioskPageBody *self, int width)
{
  int left, right;
  int top = plus_gap (self, height_for (self->top, width));

  get_columns (self, width, &left, &right);
  if (right > 0 && self->beside_title)
    return top
           + MAX (plus_gap (self, height_for (self->heading, left))
                      + height_for (self->content, left),
                  height_for (self->side, right));

  return top + plus_gap (self, height_for (self->heading, width)) + rest_height (self, width);
}

static int
tight_band (KioskPageBody *self, int width)
{
  int inside;

  if (!is_shown (self->heading))
    return 0;
  inside = height_for (self->heading, width - 2 * px (self, BAND_PADDING));

  return inside + 2 * px (self, BAND_PADDING_SMALL);
}

static int
portrait_height (KioskPageBody *self, int width)
{
  return plus_gap (self, tight_band (self, width)) + plus_gap (self, height_for (self->top, width))
         + rest_height (self, width);
}

static GtkSizeRequestMode
kiosk_page_body_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kiosk_page_body_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  KioskPageBody *self = KIOSK_PAGE_BODY (widget);
  int size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      size = MAX (width_of (self->top), width_of (self->heading) + 2 * px (self, BAND_PADDING));
      size = MAX (size, width_of (self->content));
      size = MAX (size, width_of (self->side));
    }
  else
    {
      int width = for_size > 0 ? for_size : width_of (self->content);

      size = self->look.portrait ? portrait_height (self, width) : landscape_height (self, width);
    }
  *minimum = *natural = size;
}

static void
allocate_rest (KioskPageBody *self, int y, int width, int height)
{
  int left, right, content, side;

  get_columns (self, width, &left, &right);
  content = height_for (self->content, left);
  if (right > 0)
    {
      gboolean fills = is_shown (self->content)
                       && gtk_widget_compute_expand (self->content, GTK_ORIENTATION_VERTICAL);

      place (self->content, 0, y, left, fills ? MAX (height, content) : content);
      place (self->side, width - right, y, right, height_for (self->side, right));
      return;
    }

  side = height_for (self->side, width);
  if (is_shown (self->content)
      && gtk_widget_compute_expand (self->content, GTK_ORIENTATION_VERTICAL))
    content = MAX (content, height - (side > 0 ? side + px (self, GAP) : 0));
  place (self->content, 0, y, width, content);
  place (self->side, 0, y + (content > 0 ? content + px (self, GAP) : 0), width, side);
}

static void
allocate_landscape (KioskPageBody *self, int width, int height)
{
  int left, right;
  int heading;
  int y = 0;

  gtk_widget_set_child_visible (self->band, FALSE);
  if (self->picture != NULL)
    gtk_widget_set_child_visible (self->picture, FALSE);
  get_columns (self, width, &left, &right);
  place (self->top, 0, y, width, height_for (self->top, width));
  y += plus_gap (self, height_for (self->top, width));

  if (right > 0 && self->beside_title)
    {
      heading = height_for (self->heading, left);
      place (self->heading, 0, y, left, heading);
      place (self->side, width - right, y, right, height_for (self->side, right));
      y += plus_gap (self, heading);
      place (self->content, 0, y, left, MAX (height - y, height_for (self->content, left)));
      return;
    }

  heading = height_for (self->heading, width);
  place (self->heading, 0, y, width, heading);
  y += plus_gap (self, heading);
  allocate_rest (self, y, width, height - y);
}

static int
picture_width (KioskPageBody *self, int width)
{
  return is_shown (self->picture) ? (int) (width * 0.38) : 0;
}

/* Fills the band with heading and, if there is room, the picture; both in the middle of its
 * height. */
static void
allocate_band (KioskPageBody *self, int width, int height)
{
  int padding = px (self, BAND_PADDING);
  int aside = picture_width (self, width);
  int text_width = width - 2 * padding - (aside > 0 ? aside + px (self, GAP) : 0);
  int text = height_for (self->heading, text_width);
  gboolean roomy = aside > 0 && height >= text + 2 * px (self, BAND_PADDING_SMALL)
                   && height >= px (self, PICTURE_LEAST) + 2 * px (self, BAND_PADDING_SMALL);

  if (!roomy)
    {
      text_width = width - 2 * padding;
      text = height_for (self->heading, text_width);
    }
  gtk_widget_set_child_visible (self->band, height > 0);
  place (self->band, 0, 0, width, height);
  place (self->heading, padding, MAX (0, (height - text) / 2), text_width, text);
  if (self->picture == NULL)
    return;
  gtk_widget_set_child_visible (self->picture, roomy);
  if (roomy)
    {
      int tall = MIN (height - 2 * px (self, BAND_PADDING_SMALL), px (self, 90));

      place (self->picture, width - padding - aside, (height - tall) / 2, aside, tall);
    }
}

/* How tall the band would be if it could choose: out of reach of hands, and enough for its
 * picture. */
static int
wanted_band (KioskPageBody *self, int width)
{
  int reach = (int) (self->look.panel_height * BAND_SHARE) - self->above - px (self, GAP);
  int picture = is_shown (self->picture) ? px (self, PICTURE_LEAST + 2 * BAND_PADDING) : 0;

  return MAX (MAX (reach, picture), tight_band (self, width));
}

static void
allocate_portrait (KioskPageBody *self, int width, int height)
{
  int tight = tight_band (self, width);
  int top = plus_gap (self, height_for (self->top, width));
  int room = height - top - rest_height (self, width);
  int band = 0;
  int y;

  if (tight > 0)
    {
      gboolean fills = is_shown (self->content)
                       && gtk_widget_compute_expand (self->content, GTK_ORIENTATION_VERTICAL);

      band = MAX (tight, room - px (self, GAP));
      if (fills)
        band = MIN (band, wanted_band (self, width));
    }
  allocate_band (self, width, band);
  y = plus_gap (self, band);
  place (self->top, 0, y, width, height_for (self->top, width));
  y += top;
  allocate_rest (self, y, width, height - y);
}

static void
kiosk_page_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KioskPageBody *self = KIOSK_PAGE_BODY (widget);

  if (self->look.portrait)
    allocate_portrait (self, width, height);
  else
    allocate_landscape (self, width, height);
}

static void
kiosk_page_body_dispose (GObject *object)
{
  KioskPageBody *self = KIOSK_PAGE_BODY (object);

  g_clear_pointer (&self->top, gtk_widget_unparent);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->band, gtk_widget_unparent);

  G_OBJECT_CLASS (kiosk_page_body_parent_class)->dispose (object);
}

static void
kiosk_page_body_class_init (KioskPageBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kiosk_page_body_dispose;
  widget_class->get_request_mode = kiosk_page_body_get_request_mode;
  widget_class->measure = kiosk_page_body_measure;
  widget_class->size_allocate = kiosk_page_body_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "page-body");
}

static void
kiosk_page_body_init (KioskPageBody *self)
{
  self->look.text = KIOSK_TEXT_M;
  self->look.px_per_mm = 4.0;
  self->side_mm = SIDE_WIDTH;
  self->band = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->band, "band");
  gtk_widget_set_parent (self->band, GTK_WIDGET (self));
}

/**
 * kiosk_page_body_new:
 *
 * Returns: (transfer floating): an empty body
 */
GtkWidget *
kiosk_page_body_new (void)
{
  return g_object_new (KIOSK_TYPE_PAGE_BODY, NULL);
}

/**
 * kiosk_page_body_set_look:
 * @look: how everything is shown; copied
 *
 * Without it the body lays out as for a landscape panel with text M.
 */
void
kiosk_page_body_set_look (KioskPageBody *self, const KioskLook *look)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  self->look = *look;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The order of children is the order of Tab: top, heading, content, side. */
static void
replace (KioskPageBody *self, GtkWidget **slot, GtkWidget *widget, GtkWidget *after)
{
  if (*slot == widget)
    return;
  g_clear_pointer (slot, gtk_widget_unparent);
  if (widget != NULL)
    gtk_widget_insert_after (widget, GTK_WIDGET (self), after);
  *slot = widget;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkWidget *
last_of (GtkWidget *first, GtkWidget *second)
{
  return second != NULL ? second : first;
}

/**
 * kiosk_page_body_set_top:
 * @top: (nullable) (transfer floating): a banner over the content
 */
void
kiosk_page_body_set_top (KioskPageBody *self, GtkWidget *top)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  replace (self, &self->top, top, self->band);
}

/**
 * kiosk_page_body_set_heading:
 * @heading: (nullable) (transfer floating): title and help
 */
void
kiosk_page_body_set_heading (KioskPageBody *self, GtkWidget *heading)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  replace (self, &self->heading, heading, last_of (self->band, self->top));
}

/**
 * kiosk_page_body_set_picture:
 * @picture: (nullable) (transfer floating): for the band
 */
void
kiosk_page_body_set_picture (KioskPageBody *self, GtkWidget *picture)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  replace (self, &self->picture, picture, last_of (last_of (self->band, self->top), self->heading));
}

/**
 * kiosk_page_body_set_content:
 * @content: (nullable) (transfer floating): question and answer
 */
void
kiosk_page_body_set_content (KioskPageBody *self, GtkWidget *content)
{
  GtkWidget *after;

  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  after = last_of (last_of (last_of (self->band, self->top), self->heading), self->picture);
  replace (self, &self->content, content, after);
}

/**
 * kiosk_page_body_set_side:
 * @side: (nullable) (transfer floating): reason, picture or summary
 */
void
kiosk_page_body_set_side (KioskPageBody *self, GtkWidget *side)
{
  GtkWidget *after;

  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  after
      = last_of (last_of (last_of (last_of (self->band, self->top), self->heading), self->picture),
                 self->content);
  replace (self, &self->side, side, after);
}

/**
 * kiosk_page_body_shape_side:
 * @width_mm: of the side in landscape
 * @beside_title: whether it begins as high as the title, or as the content
 */
void
kiosk_page_body_shape_side (KioskPageBody *self, double width_mm, gboolean beside_title)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  self->side_mm = width_mm;
  self->beside_title = beside_title;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kiosk_page_body_set_above:
 * @above: pixels of the panel above the page, to know what hands reach
 */
void
kiosk_page_body_set_above (KioskPageBody *self, int above)
{
  g_return_if_fail (KIOSK_IS_PAGE_BODY (self));

  if (self->above == above)
    return;
  self->above = above;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * kiosk_page_body_get_top:
 *
 * Returns: (transfer none) (nullable): what kiosk_page_body_set_top() was given
 */
GtkWidget *
kiosk_page_body_get_top (KioskPageBody *self)
{
  g_return_val_if_fail (KIOSK_IS_PAGE_BODY (self), NULL);

  return self->top;
}
