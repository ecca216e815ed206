/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/icon.h"

#include "ui/widgets/drawing.h"

#include <math.h>

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
  GHashTable *drawings; /* (element-type utf8 GdkPaintable): textures of icons, pictures */
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
  icons.drawings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
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
  g_hash_table_remove_all (icons.drawings);
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
  g_clear_pointer (&icons.drawings, g_hash_table_unref);
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

static GtkWidget *
wrap (GType type, gpointer paintable)
{
  GtkWidget *drawing = g_object_new (type, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                     "paintable", paintable, "halign", GTK_ALIGN_CENTER, "valign",
                                     GTK_ALIGN_CENTER, "can-target", FALSE, NULL);

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
  GtkWidget *image;
  int px;

  g_return_val_if_fail (name != NULL && icons.folder != NULL, gtk_picture_new ());
  g_return_val_if_fail (colour < KIOSK_ICON_N_COLOURS, gtk_picture_new ());

  if (mm <= GROWS_UP_TO_MM)
    size = mm * MAX (icons.text_scale, 1.0);
  px = MAX (1, (int) lround (size * icons.px_per_mm));
  key = g_strdup_printf ("%s/%d/%d", name, px, colour);
  texture = g_hash_table_lookup (icons.drawings, key);
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
      texture = kiosk_drawing_render (svg, px, px);
      if (texture == NULL)
        return gtk_picture_new ();
      g_hash_table_insert (icons.drawings, g_steal_pointer (&key), texture);
    }

  /* An image keeps its size whatever it is given, where a picture would grow with its width. */
  image = wrap (GTK_TYPE_IMAGE, texture);
  gtk_image_set_pixel_size (GTK_IMAGE (image), px);

  return image;
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

/**
 * kiosk_icon_begin_picture:
 * @folder: where the drawings lie
 * @name: of a file in it, without .svg
 * @width: in pixels of the panel
 * @height: in pixels of the panel
 *
 * Begins to draw a picture in the colours of the day that covers @width and @height, as
 * kiosk_drawing_begin(). A picture that cannot be read is left for later.
 */
void
kiosk_icon_begin_picture (const char *folder, const char *name, int width, int height)
{
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  GString *svg;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  svg = g_string_new (text);
  paint_picture (svg, day_colours[KIOSK_ICON_ACT], DAY_CARD, DAY_TINT, DAY_WAIT_EDGE);
  kiosk_drawing_begin (svg, width, height);
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
  GdkPaintable *drawing;
  GtkWidget *picture;
  int height;

  g_return_val_if_fail (name != NULL && icons.folder != NULL, gtk_picture_new ());

  height = MAX (1, (int) lround (height_mm * icons.px_per_mm));
  key = g_strdup_printf ("%s/%d", name, height);
  drawing = g_hash_table_lookup (icons.drawings, key);
  if (drawing == NULL)
    {
      g_autofree char *text = load_drawing (name);
      GString *svg
          = g_string_new (text != NULL ? text : "<svg xmlns='http://www.w3.org/2000/svg'/>");

      paint_picture (svg, icons.colours[KIOSK_ICON_ACT], icons.card, icons.tint, icons.wait_edge);
      drawing = kiosk_drawing_new (svg, height);
      g_hash_table_insert (icons.drawings, g_steal_pointer (&key), drawing);
    }
  picture = wrap (GTK_TYPE_PICTURE, drawing);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);

  return picture;
}
