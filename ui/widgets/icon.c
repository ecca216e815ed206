/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/icon.h"

#include <librsvg/rsvg.h>

#include <math.h>
#include <string.h>

/* Strokes of icons are 0.75 mm on the panel whatever the size: 48 units of drawing, so 36 / mm
 * units. */
#define STROKE_UNITS 36.0
/* What stands beside text grows with it; what stands alone in a tile or a ring keeps its size. */
#define GROWS_UP_TO_MM 10.0

/* The drawings are one process-wide resource, like the fonts: loaded once, coloured per theme,
 * kept as textures. */
static struct
{
  char *folder;
  double px_per_mm;
  double text_scale;
  char *colours[KIOSK_ICON_N_COLOURS]; /* "#rrggbb" */
  char *card;
  char *tint;
  char *wait_edge;
  GHashTable *textures; /* (element-type utf8 GdkTexture) */
} icons;

static const char *const colour_names[KIOSK_ICON_N_COLOURS]
    = { "ink", "act", "on_act", "done", "wait", "stop", "edge" };
static const char *const day_colours[KIOSK_ICON_N_COLOURS]
    = { "#14212f", "#0b3a75", "#ffffff", "#0f6a3c", "#824600", "#a31621", "#5a6b7e" };
#define DAY_CARD "#ffffff"
#define DAY_TINT "#e6eef8"
#define DAY_WAIT_EDGE "#c47a00"
static const char *const contrast_colours[KIOSK_ICON_N_COLOURS]
    = { "#ffffff", "#ffffff", "#000000", "#ffffff", "#ffffff", "#ffffff", "#ffffff" };

static void
replace_text (char **target, const char *text)
{
  g_free (*target);
  *target = g_strdup (text);
}

/**
 * kiosk_icon_init:
 * @folder: where the drawings lie
 * @px_per_mm: pixels in a millimetre of the panel
 * @high_contrast: begin with white lines on black
 *
 * Says where drawings come from; may be called again.
 */
void
kiosk_icon_init (const char *folder, double px_per_mm, gboolean high_contrast)
{
  const char *const *colours = high_contrast ? contrast_colours : day_colours;

  g_return_if_fail (folder != NULL);
  g_return_if_fail (px_per_mm > 0);

  kiosk_icon_shut_down ();
  icons.folder = g_strdup (folder);
  icons.px_per_mm = px_per_mm;
  icons.text_scale = 1.0;
  for (int i = 0; i < KIOSK_ICON_N_COLOURS; i++)
    icons.colours[i] = g_strdup (colours[i]);
  icons.card = g_strdup (high_contrast ? "#000000" : DAY_CARD);
  icons.tint = g_strdup (high_contrast ? "#000000" : DAY_TINT);
  icons.wait_edge = g_strdup (high_contrast ? "#ffffff" : DAY_WAIT_EDGE);
  icons.textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
look_up (GtkStyleContext *context, const char *name, char **target)
{
  g_autofree char *text = NULL;
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    {
      g_warning ("The style sheet has no colour %s; define it with @define-color", name);
      return;
    }
  text = g_strdup_printf ("#%02x%02x%02x", (int) lround (colour.red * 255),
                          (int) lround (colour.green * 255), (int) lround (colour.blue * 255));
  replace_text (target, text);
}

/**
 * kiosk_icon_set_theme:
 * @window: any widget that the style sheet applies to
 * @text_scale: how much larger than M the text is
 *
 * Takes the theme's colours over, so that they are written down once, in the style sheet. Drawings
 * made before keep theirs.
 */
void
kiosk_icon_set_theme (GtkWidget *window, double text_scale)
{
  GtkStyleContext *context;

  g_return_if_fail (GTK_IS_WIDGET (window));
  g_return_if_fail (icons.folder != NULL);

  context = gtk_widget_get_style_context (window);
  for (int i = 0; i < KIOSK_ICON_N_COLOURS; i++)
    look_up (context, colour_names[i], &icons.colours[i]);
  look_up (context, "card", &icons.card);
  look_up (context, "act_tint", &icons.tint);
  look_up (context, "wait_edge", &icons.wait_edge);
  icons.text_scale = text_scale;
  g_hash_table_remove_all (icons.textures);
}

/**
 * kiosk_icon_shut_down:
 *
 * Frees every drawing; kiosk_icon_init() starts anew.
 */
void
kiosk_icon_shut_down (void)
{
  g_clear_pointer (&icons.folder, g_free);
  g_clear_pointer (&icons.card, g_free);
  g_clear_pointer (&icons.tint, g_free);
  g_clear_pointer (&icons.wait_edge, g_free);
  g_clear_pointer (&icons.textures, g_hash_table_unref);
  for (int i = 0; i < KIOSK_ICON_N_COLOURS; i++)
    g_clear_pointer (&icons.colours[i], g_free);
}

static char *
load_drawing (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autofree char *path = g_build_filename (icons.folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *svg = NULL;

  if (!g_file_get_contents (path, &svg, NULL, &error))
    {
      g_warning ("The drawing %s cannot be shown: %s", name, error->message);
      return NULL;
    }

  return svg;
}

static void
repaint (GString *svg, const char *from, const char *colour)
{
  g_autofree char *to = g_strconcat ("\"", colour, "\"", NULL);

  g_string_replace (svg, from, to, 0);
}

/* What a drawing became: bytes, so that it can be made in any thread. */
typedef struct
{
  GBytes *pixels; /* (nullable) */
  int width;
  int height;
} Drawn;

static double
get_aspect (RsvgHandle *handle)
{
  gdouble width = 0, height = 0;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height) || height <= 0)
    return 1.0;

  return width / height;
}

/* @width 0 follows from the drawing's own shape. */
static Drawn
draw (const GString *svg, int width, int height)
{
  g_autoptr (GError) error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg->str, svg->len, &error);
  Drawn drawn = { NULL, width, height };
  cairo_surface_t *surface;
  cairo_t *cr;

  if (handle == NULL)
    {
      g_warning ("A drawing is not SVG: %s", error->message);
      return drawn;
    }
  if (width == 0)
    drawn.width = MAX (1, (int) lround (height * get_aspect (handle)));

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, drawn.width, height);
  cr = cairo_create (surface);
  if (!rsvg_handle_render_document (handle, cr, &(RsvgRectangle){ 0, 0, drawn.width, drawn.height },
                                    &error))
    g_warning ("A drawing cannot be drawn: %s", error->message);
  g_object_unref (handle);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  drawn.pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                             (gsize) cairo_image_surface_get_stride (surface)
                                                 * (gsize) height,
                                             (GDestroyNotify) cairo_surface_destroy, surface);

  return drawn;
}

static GdkTexture *
make_texture (Drawn *drawn)
{
  GdkTexture *texture;

  if (drawn->pixels == NULL)
    return NULL;
  texture = gdk_memory_texture_new (drawn->width, drawn->height, GDK_MEMORY_DEFAULT, drawn->pixels,
                                    (gsize) drawn->width * 4);
  g_clear_pointer (&drawn->pixels, g_bytes_unref);

  return texture;
}

/* The one picture that is drawn before anybody asks for it. */
static struct
{
  GThread *thread; /* (nullable) */
  GString *svg;
  int height;
  Drawn drawn; /* the thread's until it is joined */
} ahead;

static GdkTexture *
render (const GString *svg, int width, int height)
{
  Drawn drawn = draw (svg, width, height);

  return make_texture (&drawn);
}

/* An image keeps its size whatever it is given, where a picture would grow with its width. */
static GtkWidget *
wrap_texture (GdkTexture *texture, gboolean square)
{
  GtkWidget *drawing
      = g_object_new (square ? GTK_TYPE_IMAGE : GTK_TYPE_PICTURE, "accessible-role",
                      GTK_ACCESSIBLE_ROLE_PRESENTATION, "paintable", texture, "halign",
                      GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, "can-target", FALSE, NULL);

  if (square)
    gtk_image_set_pixel_size (GTK_IMAGE (drawing), gdk_texture_get_width (texture));
  else
    gtk_picture_set_can_shrink (GTK_PICTURE (drawing), FALSE);
  gtk_widget_add_css_class (drawing, "drawing");

  return drawing;
}

/**
 * kiosk_icon_new:
 * @name: of a file in the folder of drawings, without .svg
 * @mm: size at text M; up to 10 mm it grows with the text
 * @colour: the colour of its lines in this theme
 *
 * Returns: (transfer floating): the icon, a word beside it says what it means
 */
GtkWidget *
kiosk_icon_new (const char *name, double mm, KioskIconColour colour)
{
  g_autofree char *key = NULL;
  double size = mm;
  GdkTexture *texture;
  int px;

  g_return_val_if_fail (name != NULL && icons.folder != NULL, gtk_picture_new ());
  g_return_val_if_fail (colour < KIOSK_ICON_N_COLOURS, gtk_picture_new ());

  if (mm <= GROWS_UP_TO_MM)
    size = mm * MAX (icons.text_scale, 1.0);
  px = MAX (1, (int) lround (size * icons.px_per_mm));
  key = g_strdup_printf ("%s/%d/%d", name, px, colour);
  texture = g_hash_table_lookup (icons.textures, key);
  if (texture == NULL)
    {
      g_autofree char *text = load_drawing (name);
      g_autoptr (GString) svg
          = g_string_new (text != NULL ? text : "<svg xmlns='http://www.w3.org/2000/svg'/>");
      char units[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *stroke = NULL;

      g_ascii_formatd (units, sizeof units, "%.3f", STROKE_UNITS / size);
      stroke = g_strdup_printf ("stroke-width=\"%s\"", units);
      g_string_replace (svg, "stroke-width=\"3\"", stroke, 0);
      repaint (svg, "\"currentColor\"", icons.colours[colour]);
      texture = render (svg, px, px);
      if (texture == NULL)
        return gtk_picture_new ();
      g_hash_table_insert (icons.textures, g_steal_pointer (&key), texture);
    }

  return wrap_texture (texture, TRUE);
}

static void
paint_picture (GString *svg, const char *act, const char *card, const char *tint,
               const char *wait_edge)
{
  repaint (svg, "\"#0B3A75\"", act);
  repaint (svg, "\"#fff\"", card);
  repaint (svg, "\"#E6EEF8\"", tint);
  repaint (svg, "\"#C47A00\"", wait_edge);
}

static gpointer
draw_ahead (gpointer data)
{
  ahead.drawn = draw (ahead.svg, 0, ahead.height);

  return NULL;
}

/**
 * kiosk_icon_begin_picture:
 * @folder: where the drawings lie
 * @name: of a file in it, without .svg
 * @height: in pixels of the panel
 *
 * Begins to draw a picture in the colours of the day, in a thread of its own and before there is a
 * display: the first page needs it, and it takes as long as everything else there. The next
 * kiosk_icon_new_picture() takes it, or throws it away if it is another one. A picture that cannot be
 * read is left for then.
 */
void
kiosk_icon_begin_picture (const char *folder, const char *name, int height)
{
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;

  g_return_if_fail (height > 0);

  if (ahead.thread != NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return;
  ahead.svg = g_string_new (text);
  ahead.height = height;
  paint_picture (ahead.svg, day_colours[KIOSK_ICON_ACT], DAY_CARD, DAY_TINT, DAY_WAIT_EDGE);
  ahead.thread = g_thread_new ("picture", draw_ahead, NULL);
}

/* What was drawn ahead, if it is just what is wanted now; forgotten in either case. */
static GdkTexture *
take_ahead (const GString *svg, int height)
{
  GdkTexture *texture = NULL;

  if (ahead.thread == NULL)
    return NULL;
  g_clear_pointer (&ahead.thread, g_thread_join);
  if (ahead.height == height && g_string_equal (ahead.svg, svg))
    texture = make_texture (&ahead.drawn);
  g_clear_pointer (&ahead.drawn.pixels, g_bytes_unref);
  g_string_free (ahead.svg, TRUE);
  ahead.svg = NULL;

  return texture;
}

/**
 * kiosk_icon_new_picture:
 * @name: of a file in the folder of drawings, without .svg
 * @height_mm: height on the panel; the width follows
 *
 * Returns: (transfer floating): a #GtkPicture in the colours of the theme
 */
GtkWidget *
kiosk_icon_new_picture (const char *name, double height_mm)
{
  g_autofree char *key = NULL;
  GdkTexture *texture;
  int height;

  g_return_val_if_fail (name != NULL && icons.folder != NULL, gtk_picture_new ());

  height = MAX (1, (int) lround (height_mm * icons.px_per_mm));
  key = g_strdup_printf ("%s/%d", name, height);
  texture = g_hash_table_lookup (icons.textures, key);
  if (texture == NULL)
    {
      g_autofree char *text = load_drawing (name);
      g_autoptr (GString) svg
          = g_string_new (text != NULL ? text : "<svg xmlns='http://www.w3.org/2000/svg'/>");

      paint_picture (svg, icons.colours[KIOSK_ICON_ACT], icons.card, icons.tint, icons.wait_edge);
      texture = take_ahead (svg, height);
      if (texture == NULL)
        texture = render (svg, 0, height);
      if (texture == NULL)
        return gtk_picture_new ();
      g_hash_table_insert (icons.textures, g_steal_pointer (&key), texture);
    }

  return wrap_texture (texture, FALSE);
}
