/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/label-layout.h"

#define N_HEIGHTS 4

/**
 * KioskLabelLayout:
 *
 * Measures a wrapping #GtkLabel by shaping its text once.
 *
 * The label itself shapes its text anew for each width it is asked about, and asked how wide it
 * would be at some height it tries widths one after the other; on a page of sixty labels that is
 * most of the time between a touch and the next page. Here one shaping of the text in a single line
 * gives its natural width, its longest word and its height wherever it need not wrap. No page fits
 * a text into a height, so the width is the same for any height. Drawing is the label's own.
 */
struct _KioskLabelLayout
{
  GtkLayoutManager parent_instance;

  /* owned */
  PangoLayout *seen; /* (nullable): of the label, what the figures below are of */

  /* state */
  int minimum; /* the longest word */
  int natural; /* one line, or as much of it as the label wants */
  int line;    /* width of the text in one line */
  int height;  /* of that line */
  struct
  {
    int width;
    int height;
  } heights[N_HEIGHTS]; /* of the text when it has to wrap */
  guint next;
};

G_DEFINE_FINAL_TYPE (KioskLabelLayout, kiosk_label_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Of a figure, which in our font is as wide as the average letter. The metrics of a font would say it
 * too, after loading every font that could stand in for it. */
static int
character_width (PangoLayout *layout)
{
  g_autoptr (PangoLayout) figure = pango_layout_copy (layout);
  int width;

  pango_layout_set_width (figure, -1);
  pango_layout_set_text (figure, "0", 1);
  pango_layout_get_size (figure, &width, NULL);

  return width;
}

/* The widest run of letters between two places where a line may end; white space at the end of a line
 * hangs over it. */
static int
longest_word (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const PangoLogAttr *attributes;
  const char *text = pango_layout_get_text (layout);
  int n, widest = 0, start = 0, end = 0;

  attributes = pango_layout_get_log_attrs_readonly (layout, &n);
  for (int i = 0; i < n - 1; i++)
    {
      PangoRectangle letter;

      pango_layout_iter_get_char_extents (iter, &letter);
      if (attributes[i].is_line_break)
        start = letter.x;
      if (!attributes[i].is_white)
        end = letter.x + letter.width;
      widest = MAX (widest, end - start);
      if (!pango_layout_iter_next_char (iter))
        break;
    }
  pango_layout_iter_free (iter);

  return *text != '\0' ? widest : 0;
}

static int
wrapped_size (PangoLayout *layout, int width, gboolean want_height)
{
  g_autoptr (PangoLayout) wrapped = pango_layout_copy (layout);
  int wide, tall;

  pango_layout_set_width (wrapped, width);
  pango_layout_get_size (wrapped, &wide, &tall);

  return want_height ? tall : wide;
}

/* Everything but the wrapped heights, from one shaping. */
static void
look_at (KioskLabelLayout *self, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  g_autoptr (PangoLayout) single = NULL;
  int least = -1, most = -1;

  if (layout == self->seen)
    return;
  g_set_object (&self->seen, layout);
  for (guint i = 0; i < N_HEIGHTS; i++)
    self->heights[i].width = -1;

  if (gtk_label_get_width_chars (label) >= 0)
    least = gtk_label_get_width_chars (label) * character_width (layout);
  if (gtk_label_get_max_width_chars (label) >= 0)
    most = MAX (gtk_label_get_max_width_chars (label) * character_width (layout), least);

  single = pango_layout_copy (layout);
  pango_layout_set_width (single, -1);
  pango_layout_get_size (single, &self->line, &self->height);
  self->minimum = MAX (longest_word (single), least);
  self->natural = self->line;
  if (most >= 0 && self->line > most)
    self->natural = wrapped_size (layout, most, FALSE);
  self->natural = MAX (self->natural, self->minimum);
}

static int
height_at (KioskLabelLayout *self, int width)
{
  if (width >= self->line)
    return self->height;
  for (guint i = 0; i < N_HEIGHTS; i++)
    if (self->heights[i].width == width)
      return self->heights[i].height;

  self->next = (self->next + 1) % N_HEIGHTS;
  self->heights[self->next].width = width;
  self->heights[self->next].height = wrapped_size (self->seen, width, TRUE);

  return self->heights[self->next].height;
}

static GtkSizeRequestMode
kiosk_label_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kiosk_label_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                            GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  KioskLabelLayout *self = KIOSK_LABEL_LAYOUT (manager);

  look_at (self, GTK_LABEL (widget));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = PANGO_PIXELS_CEIL (self->minimum);
      *natural = PANGO_PIXELS_CEIL (self->natural);
    }
  else
    {
      int width = for_size < 0 ? self->natural : MAX (for_size * PANGO_SCALE, self->minimum);

      *minimum = *natural = PANGO_PIXELS_CEIL (height_at (self, width));
    }
}

static void
kiosk_label_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                             int baseline)
{
  GTK_WIDGET_GET_CLASS (widget)->size_allocate (widget, width, height, baseline);
}

static void
kiosk_label_layout_dispose (GObject *object)
{
  g_clear_object (&KIOSK_LABEL_LAYOUT (object)->seen);

  G_OBJECT_CLASS (kiosk_label_layout_parent_class)->dispose (object);
}

static void
kiosk_label_layout_class_init (KioskLabelLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kiosk_label_layout_dispose;
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
 * Returns: (transfer full): a layout manager for one #GtkLabel that wraps
 */
GtkLayoutManager *
kiosk_label_layout_new (void)
{
  return g_object_new (KIOSK_TYPE_LABEL_LAYOUT, NULL);
}
