/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/layout.h"

#include <math.h>

#include <cairo-pdf.h>

#include "base/secret.h"
#include "device/printer.h"
#include "printers/arrange.h"
#include "printers/typeset.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PangoContext, g_object_unref)

/* Grey under this becomes a black dot: letters of 22 dots and more keep their thin strokes. */
#define THRESHOLD 150
/* A roll of this many dots is 2.5 m at 203 dpi: no paper of ours is that long. */
#define MAX_HEIGHT 20000
#define MIN_WIDTH 256
#define MAX_WIDTH 1024

/* The sheet's lines move this close to spare a second page, and no closer; letters keep their size. */
static const double leadings[] = { 1, 0.95, 0.9 };

static GPrivate font_map = G_PRIVATE_INIT (g_object_unref);

/* Said once a process: the technician installs the fonts, the paper comes out all the same. */
static void
check_font (PangoContext *context)
{
  static gsize checked;

  if (!g_once_init_enter (&checked))
    return;
  if (!kiosk_typeset_has_font (context))
    g_message (
        "Noto Sans is not installed; papers are set in another font. Install fonts-noto-core.");
  g_once_init_leave (&checked, 1);
}

static PangoContext *
make_context (gboolean hinted)
{
  PangoContext *context = NULL;
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Reading the fonts takes longer than drawing a paper, so each thread that draws keeps its map. */
  if (g_private_get (&font_map) == NULL)
    g_private_set (&font_map, pango_cairo_font_map_new ());
  context = pango_font_map_create_context (g_private_get (&font_map));

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options,
                                     hinted ? CAIRO_HINT_STYLE_FULL : CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options,
                                       hinted ? CAIRO_HINT_METRICS_ON : CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, hinted);
  cairo_font_options_destroy (options);
  check_font (context);
  return context;
}

static gboolean
check_surface (cairo_t *cr, GError **error)
{
  cairo_status_t status = cairo_status (cr);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (cairo_get_target (cr));
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE,
               "Cannot draw the paper: %s", cairo_status_to_string (status));
  return FALSE;
}

/* Takes the grey surface down to dots and wipes it. */
static KioskBitmap *
to_dots (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = NULL;
  KioskBitmap *bitmap = kiosk_bitmap_new ((guint) width, (guint) height);

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        if ((row[x] & 0xff) < THRESHOLD)
          kiosk_bitmap_set_black (bitmap, (guint) x, (guint) y);
    }
  kiosk_wipe (data, (gsize) stride * height);
  return bitmap;
}

/**
 * kiosk_layout_draw_bitmap:
 * @paper: a paper
 * @width_dots: dots of the thermal head: 576, 512 or 384
 * @n_unknown: (out) (optional): characters that no font has; they print as a box
 * @error: %KIOSK_PRINTER_ERROR_UNSUITABLE
 *
 * Draws the narrow rendition at one dot a unit.
 *
 * Returns: (transfer full): the dots, or %NULL with @error set
 */
KioskBitmap *
kiosk_layout_draw_bitmap (const KioskPaper *paper, guint width_dots, guint *n_unknown,
                          GError **error)
{
  KioskStyle style;
  KioskArranger arranger = { .style = &style };
  g_autoptr (PangoContext) context = NULL;
  g_autoptr (GPtrArray) strips = NULL;
  KioskBitmap *bitmap = NULL;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  double height;
  double y;

  g_return_val_if_fail (paper != NULL, NULL);

  if (width_dots < MIN_WIDTH || width_dots > MAX_WIDTH)
    {
      g_set_error (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE,
                   "A roll of %u dots is not known; set 576, 512 or 384", width_dots);
      return NULL;
    }

  kiosk_style_init_narrow (&style, width_dots);
  context = make_context (TRUE);
  arranger.context = context;
  strips = kiosk_arrange (&arranger, kiosk_paper_get_narrow (paper), error);
  if (strips == NULL)
    return NULL;

  height = style.top + style.bottom;
  for (guint i = 0; i < strips->len; i++)
    {
      KioskStrip *strip = g_ptr_array_index (strips, i);

      strip->height = ceil (strip->height);
      height += strip->height + (i > 0 ? round (strip->gap) : 0);
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width_dots,
                                        (int) MIN (height, MAX_HEIGHT));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  y = style.top;
  for (guint i = 0; i < strips->len; i++)
    {
      KioskStrip *strip = g_ptr_array_index (strips, i);

      y += i > 0 ? round (strip->gap) : 0;
      kiosk_strip_paint (strip, cr, y);
      y += strip->height;
    }

  if (check_surface (cr, error))
    bitmap = to_dots (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (n_unknown != NULL)
    *n_unknown = arranger.n_unknown;
  return bitmap;
}

/* Where each strip comes: page by page, none of them cut. */
typedef struct
{
  guint page;
  double y;
} Place;

/* The height a strip needs here, with the strips that must not be parted from it. */
static double
needed (const GPtrArray *strips, guint index)
{
  KioskStrip *strip = g_ptr_array_index (strips, index);
  double height = strip->height;

  while (strip->keep_with_next && index + 1 < strips->len)
    {
      strip = g_ptr_array_index (strips, ++index);
      height += strip->gap + strip->height;
    }
  return height;
}

static guint
paginate (const GPtrArray *strips, const KioskStyle *style, double foot, Place *places)
{
  double bottom = style->height - style->bottom - foot;
  double y = style->top;
  guint page = 0;

  for (guint i = 0; i < strips->len; i++)
    {
      KioskStrip *strip = g_ptr_array_index (strips, i);
      gboolean at_top = y <= style->top;

      if (!at_top && y + strip->gap + needed (strips, i) > bottom)
        {
          page++;
          y = style->top + (strip->head != NULL ? strip->head->height : 0);
          at_top = TRUE;
        }
      y += at_top ? 0 : strip->gap;
      places[i] = (Place){ page, y };
      y += strip->height;
    }
  return page + 1;
}

/* A paper on its way onto sheets. */
typedef struct
{
  KioskArranger *arranger;
  const GPtrArray *blocks; /* (element-type KioskBlock) */
  const GPtrArray *strips; /* (element-type KioskStrip) */
  const Place *places;     /* one for each strip */
  guint n_pages;
} Sheets;

static void
paint_page (const Sheets *self, cairo_t *cr, guint page)
{
  const KioskStyle *style = self->arranger->style;
  g_autoptr (KioskStrip) foot
      = kiosk_arrange_foot (self->arranger, self->blocks, page + 1, self->n_pages);

  for (guint i = 0; i < self->strips->len; i++)
    {
      KioskStrip *strip = g_ptr_array_index (self->strips, i);

      if (self->places[i].page != page)
        continue;
      if (strip->head != NULL && i > 0 && self->places[i - 1].page != page)
        kiosk_strip_paint (strip->head, cr, style->top);
      kiosk_strip_paint (strip, cr, self->places[i].y);
    }
  kiosk_strip_paint (foot, cr, style->height - style->bottom - foot->height);
  cairo_show_page (cr);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
wipe_array (gpointer data)
{
  GByteArray *array = data;

  kiosk_wipe (array->data, array->len);
  g_byte_array_unref (array);
}

static gboolean
draw_pages (const Sheets *self, GByteArray *out, GError **error)
{
  const KioskStyle *style = self->arranger->style;
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (append_bytes, out, style->width, style->height);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = FALSE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "motcua-kiosk");
  for (guint page = 0; page < self->n_pages; page++)
    paint_page (self, cr, page);
  cairo_surface_finish (surface);
  drawn = check_surface (cr, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return drawn;
}

/**
 * kiosk_layout_draw_pdf:
 * @paper: a paper
 * @width_mm: width of the sheet
 * @height_mm: its height
 * @n_unknown: (out) (optional): characters that no font has
 * @error: %KIOSK_PRINTER_ERROR_UNSUITABLE
 *
 * Draws the wide rendition on as many pages as it needs, with the widest lines that spare a page.
 *
 * Returns: (transfer full): the PDF, wiped when it goes, or %NULL with @error set
 */
GBytes *
kiosk_layout_draw_pdf (const KioskPaper *paper, double width_mm, double height_mm, guint *n_unknown,
                       GError **error)
{
  g_autoptr (PangoContext) context = NULL;
  const GPtrArray *blocks = NULL;
  guint best_pages = 0;
  double best = leadings[0];
  GByteArray *out = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  context = make_context (FALSE);
  blocks = kiosk_paper_get_wide (paper);
  for (guint pass = 0; pass <= G_N_ELEMENTS (leadings); pass++)
    {
      gboolean last = pass == G_N_ELEMENTS (leadings);
      KioskStyle style;
      KioskArranger arranger = { .style = &style, .context = context };
      g_autoptr (GPtrArray) strips = NULL;
      g_autoptr (KioskStrip) foot = NULL;
      g_autofree Place *places = NULL;
      guint n_pages;

      kiosk_style_init_wide (&style, width_mm, height_mm, last ? best : leadings[pass]);
      strips = kiosk_arrange (&arranger, blocks, error);
      if (strips == NULL)
        return NULL;
      foot = kiosk_arrange_foot (&arranger, blocks, 1, 1);
      places = g_new0 (Place, MAX (strips->len, 1));
      n_pages = paginate (strips, &style, foot->height + foot->gap, places);
      if (!last && (best_pages == 0 || n_pages < best_pages))
        {
          best_pages = n_pages;
          best = leadings[pass];
        }
      if (!last)
        continue;

      out = g_byte_array_new ();
      if (n_unknown != NULL)
        *n_unknown = arranger.n_unknown;
      const Sheets sheets = { &arranger, blocks, strips, places, n_pages };

      if (!draw_pages (&sheets, out, error))
        {
          wipe_array (out);
          return NULL;
        }
    }

  return g_bytes_new_with_free_func (out->data, out->len, wipe_array, out);
}
