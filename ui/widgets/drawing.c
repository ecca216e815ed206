/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/drawing.h"

#include "base/background.h"

#include <librsvg/rsvg.h>

#include <math.h>
#include <string.h>

/* A drawing stands at one size on its page; a second one while size or reach change. */
#define N_SIZES 2

/**
 * KioskDrawing:
 *
 * An SVG drawing that is drawn at exactly the pixels it is given.
 *
 * A texture that GTK has to shrink is filtered anew in each frame, which for a picture of half the
 * panel takes longer than all the rest of the page.
 */
struct _KioskDrawing
{
  GObject parent_instance;

  /* owned */
  GString *svg;
  GdkTexture *textures[N_SIZES]; /* (nullable) */

  /* state */
  int width;
  int height;
  guint next;
};

static void kiosk_drawing_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskDrawing, kiosk_drawing, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      kiosk_drawing_paintable_init))

/* What a drawing became: bytes, so that it can be made in any thread. */
typedef struct
{
  GBytes *pixels; /* (nullable) */
  int width;
  int height;
} Drawn;

/* The one picture that is drawn before anybody asks for it. */
static struct
{
  GThread *thread; /* (nullable) */
  GString *svg;
  Drawn drawn; /* the thread's until it is joined */
} ahead;

/* Our drawings say their shape in viewBox="0 0 WIDTH HEIGHT"; parsing all the rest can wait. */
static double
get_aspect (const GString *svg)
{
  const char *box = strstr (svg->str, "viewBox=\"0 0 ");
  double width, height;
  char *end;

  if (box == NULL)
    return 1.0;
  width = g_ascii_strtod (box + strlen ("viewBox=\"0 0 "), &end);
  height = g_ascii_strtod (end, NULL);

  return width > 0 && height > 0 ? width / height : 1.0;
}

/* A hair below a whole number is that number. */
static int
whole (double pixels)
{
  return MAX (1, (int) floor (pixels + 0.01));
}

static void
draw (const GString *svg, Drawn *drawn)
{
  g_autoptr (GError) error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg->str, svg->len, &error);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (handle == NULL)
    {
      g_warning ("A drawing is not SVG: %s", error->message);
      return;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, drawn->width, drawn->height);
  cr = cairo_create (surface);
  if (!rsvg_handle_render_document (handle, cr,
                                    &(RsvgRectangle){ 0, 0, drawn->width, drawn->height }, &error))
    g_warning ("A drawing cannot be drawn: %s", error->message);
  g_object_unref (handle);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  drawn->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                              (gsize) cairo_image_surface_get_stride (surface)
                                                  * (gsize) drawn->height,
                                              (GDestroyNotify) cairo_surface_destroy, surface);
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

static gpointer
draw_ahead (gpointer data)
{
  draw (ahead.svg, &ahead.drawn);

  return NULL;
}

/**
 * kiosk_drawing_begin:
 * @svg: (transfer full): a drawing as it will be asked for
 * @width: in pixels
 * @height: in pixels
 *
 * Begins to draw a picture that will cover @width and @height, in a thread of its own and before there is a display: the first page
 * needs it, and it takes as long as everything else there. kiosk_drawing_render() of the same takes
 * it; a second one is left for then.
 */
void
kiosk_drawing_begin (GString *svg, int width, int height)
{
  double aspect = get_aspect (svg);

  g_return_if_fail (width > 0 && height > 0);

  if (ahead.thread != NULL)
    {
      g_string_free (svg, TRUE);
      return;
    }
  ahead.svg = svg;
  ahead.drawn = width >= height * aspect ? (Drawn){ NULL, width, whole (width / aspect) }
                                         : (Drawn){ NULL, whole (height * aspect), height };
  ahead.thread = kiosk_background_new ("picture", draw_ahead, NULL);
}

/**
 * kiosk_drawing_render:
 * @svg: a drawing
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full) (nullable): @svg stretched to just these pixels; %NULL when it is not SVG
 */
GdkTexture *
kiosk_drawing_render (const GString *svg, int width, int height)
{
  Drawn drawn = { NULL, width, height };

  if (ahead.thread != NULL && ahead.drawn.width == width && ahead.drawn.height == height
      && g_string_equal (ahead.svg, svg))
    {
      GdkTexture *texture;

      g_clear_pointer (&ahead.thread, g_thread_join);
      texture = make_texture (&ahead.drawn);
      g_string_free (ahead.svg, TRUE);
      ahead.svg = NULL;
      return texture;
    }
  draw (svg, &drawn);

  return make_texture (&drawn);
}

static GdkTexture *
get_texture (KioskDrawing *self, int width, int height)
{
  for (guint i = 0; i < N_SIZES; i++)
    if (self->textures[i] != NULL && gdk_texture_get_width (self->textures[i]) == width
        && gdk_texture_get_height (self->textures[i]) == height)
      return self->textures[i];

  self->next = (self->next + 1) % N_SIZES;
  g_clear_object (&self->textures[self->next]);
  self->textures[self->next] = kiosk_drawing_render (self->svg, width, height);

  return self->textures[self->next];
}

static void
kiosk_drawing_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  int whole_width = whole (width);
  int whole_height = whole (height);
  GdkTexture *texture = get_texture (KIOSK_DRAWING (paintable), whole_width, whole_height);

  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture,
                                 &GRAPHENE_RECT_INIT (0, 0, whole_width, whole_height));
}

static GdkPaintableFlags
kiosk_drawing_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
kiosk_drawing_get_intrinsic_width (GdkPaintable *paintable)
{
  return KIOSK_DRAWING (paintable)->width;
}

static int
kiosk_drawing_get_intrinsic_height (GdkPaintable *paintable)
{
  return KIOSK_DRAWING (paintable)->height;
}

static double
kiosk_drawing_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  return get_aspect (KIOSK_DRAWING (paintable)->svg);
}

static void
kiosk_drawing_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = kiosk_drawing_snapshot;
  iface->get_flags = kiosk_drawing_get_flags;
  iface->get_intrinsic_width = kiosk_drawing_get_intrinsic_width;
  iface->get_intrinsic_height = kiosk_drawing_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = kiosk_drawing_get_intrinsic_aspect_ratio;
}

static void
kiosk_drawing_finalize (GObject *object)
{
  KioskDrawing *self = KIOSK_DRAWING (object);

  for (guint i = 0; i < N_SIZES; i++)
    g_clear_object (&self->textures[i]);
  g_string_free (self->svg, TRUE);

  G_OBJECT_CLASS (kiosk_drawing_parent_class)->finalize (object);
}

static void
kiosk_drawing_class_init (KioskDrawingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_drawing_finalize;
}

static void
kiosk_drawing_init (KioskDrawing *self)
{
}

/**
 * kiosk_drawing_new:
 * @svg: (transfer full): a drawing, its colours in place
 * @height: the pixels it would like; the width follows from its shape
 *
 * Returns: (transfer full): a paintable
 */
GdkPaintable *
kiosk_drawing_new (GString *svg, int height)
{
  KioskDrawing *self = g_object_new (KIOSK_TYPE_DRAWING, NULL);

  self->svg = svg;
  self->height = MAX (1, height);
  self->width = MAX (1, (int) lround (self->height * get_aspect (svg)));

  return GDK_PAINTABLE (self);
}
