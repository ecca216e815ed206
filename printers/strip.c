/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/strip.h"

#include <math.h>
#include <string.h>

#include "base/secret.h"

typedef enum
{
  MARK_TEXT,
  MARK_BAR,
  MARK_FRAME,
  MARK_DASHES,
  MARK_CODE,
} MarkKind;

typedef struct
{
  MarkKind kind;
  KioskArea area;
  double radius;
  double line; /* thickness of a frame, or side of a module */
  gboolean reversed;
  PangoLayout *layout; /* (nullable) owned */
  KioskQr *code;       /* (nullable) owned */
} Mark;

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  if (mark->layout != NULL)
    {
      /* The layout's own copy of the text is personal data; nobody else holds this layout. */
      const char *text = pango_layout_get_text (mark->layout);

      kiosk_wipe ((char *) text, strlen (text));
      g_object_unref (mark->layout);
    }
  g_clear_pointer (&mark->code, kiosk_qr_free);
  g_free (mark);
}

static Mark *
add_mark (KioskStrip *self, MarkKind kind, KioskArea area)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->kind = kind;
  mark->area = area;
  g_ptr_array_add (self->marks, mark);
  return mark;
}

/**
 * kiosk_strip_new:
 * @gap: white above it
 *
 * Returns: (transfer full): an empty strip of no height
 */
KioskStrip *
kiosk_strip_new (double gap)
{
  KioskStrip *self = g_new0 (KioskStrip, 1);

  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->gap = gap;
  return self;
}

/**
 * kiosk_strip_add_text:
 * @self: a strip
 * @layout: (transfer full): laid out text; wiped with the strip
 * @x: left edge
 * @y: top edge
 * @reversed: white on black, rather than black
 */
void
kiosk_strip_add_text (KioskStrip *self, PangoLayout *layout, double x, double y, gboolean reversed)
{
  Mark *mark = add_mark (self, MARK_TEXT, (KioskArea){ x, y, 0, 0 });

  mark->layout = layout;
  mark->reversed = reversed;
}

/**
 * kiosk_strip_add_bar:
 * @self: a strip
 * @area: what becomes black
 * @radius: of its corners
 */
void
kiosk_strip_add_bar (KioskStrip *self, KioskArea area, double radius)
{
  add_mark (self, MARK_BAR, area)->radius = radius;
}

/**
 * kiosk_strip_add_frame:
 * @self: a strip
 * @area: its outer edge
 * @radius: of its corners
 * @line: thickness
 */
void
kiosk_strip_add_frame (KioskStrip *self, KioskArea area, double radius, double line)
{
  Mark *mark = add_mark (self, MARK_FRAME, area);

  mark->radius = radius;
  mark->line = line;
}

/**
 * kiosk_strip_add_dashes:
 * @self: a strip
 * @area: a dashed bar as thick as the area is high
 */
void
kiosk_strip_add_dashes (KioskStrip *self, KioskArea area)
{
  add_mark (self, MARK_DASHES, area);
}

/**
 * kiosk_strip_add_code:
 * @self: a strip
 * @code: (transfer full): a QR code
 * @x: left edge of its first module; the caller leaves four modules of white around
 * @y: top edge of its first module
 * @module: side of a module
 */
void
kiosk_strip_add_code (KioskStrip *self, KioskQr *code, double x, double y, double module)
{
  Mark *mark = add_mark (self, MARK_CODE, (KioskArea){ x, y, 0, 0 });

  mark->code = code;
  mark->line = module;
}

static void
trace_rounded (cairo_t *cr, KioskArea area, double radius)
{
  if (radius <= 0)
    {
      cairo_rectangle (cr, area.x, area.y, area.width, area.height);
      return;
    }

  cairo_new_sub_path (cr);
  cairo_arc (cr, area.x + area.width - radius, area.y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, area.x + area.width - radius, area.y + area.height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, area.x + radius, area.y + area.height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, area.x + radius, area.y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Whole dots, no antialiasing, runs merged into one path that is filled once: a decoder must not find
 * grey edges or hairlines between modules. */
static void
paint_code (cairo_t *cr, const KioskQr *code, double x, double y, double module)
{
  guint size = kiosk_qr_get_size (code);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint row = 0; row < size; row++)
    for (guint column = 0; column < size; column++)
      {
        guint run = 0;

        while (kiosk_qr_is_dark (code, column + run, row))
          run++;
        if (run > 0)
          cairo_rectangle (cr, x + column * module, y + row * module, run * module, module);
        column += run;
      }
  cairo_fill (cr);
}

static void
paint_mark (const Mark *mark, cairo_t *cr)
{
  KioskArea area = mark->area;
  double dashes[2] = { 2.6 * area.height, 1.6 * area.height };

  switch (mark->kind)
    {
    case MARK_TEXT:
      if (mark->reversed)
        cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_move_to (cr, area.x, area.y);
      pango_cairo_show_layout (cr, mark->layout);
      break;
    case MARK_BAR:
      trace_rounded (cr, area, mark->radius);
      cairo_fill (cr);
      break;
    case MARK_FRAME:
      cairo_set_line_width (cr, mark->line);
      area.x += mark->line / 2;
      area.y += mark->line / 2;
      area.width -= mark->line;
      area.height -= mark->line;
      trace_rounded (cr, area, mark->radius);
      cairo_stroke (cr);
      break;
    case MARK_DASHES:
      cairo_set_line_width (cr, area.height);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_move_to (cr, area.x, area.y + area.height / 2);
      cairo_rel_line_to (cr, area.width, 0);
      cairo_stroke (cr);
      break;
    case MARK_CODE:
      paint_code (cr, mark->code, area.x, area.y, mark->line);
      break;
    default:
      break;
    }
}

/**
 * kiosk_strip_paint:
 * @self: a strip
 * @cr: where to
 * @y: where its top comes
 */
void
kiosk_strip_paint (const KioskStrip *self, cairo_t *cr, double y)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, y);
      cairo_set_source_rgb (cr, 0, 0, 0);
      paint_mark (g_ptr_array_index (self->marks, i), cr);
      cairo_restore (cr);
    }
}

/**
 * kiosk_strip_free:
 * @self: (transfer full): a strip
 */
void
kiosk_strip_free (KioskStrip *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->marks);
  g_free (self);
}
