/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/arrange.h"

#include <math.h>
#include <string.h>

#include "printers/typeset.h"

#define MAX_COLUMNS 8

/* The parts of a government form (Decree 30/2020's head, a ruled table, two signatures). */

/* Adds the lines of @text, the first @n_plain of them plain and the rest bold. */
static void
add_lines (KioskTypeset *words, const char *text, guint n_plain, guint n_bold)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      kiosk_typeset_add (words, i > 0 ? "\n" : NULL, KIOSK_FACE_PLAIN);
      kiosk_typeset_add (words, lines[i],
                         i < n_plain ? KIOSK_FACE_PLAIN
                         : i < n_bold ? KIOSK_FACE_BOLD
                                      : KIOSK_FACE_ITALIC);
    }
}

static void
arrange_office_narrow (KioskArranger *self, const KioskBlock *block, double gap)
{
  const KioskStyle *style = self->style;
  KioskStrip *strip = kiosk_arrange_append (self, gap);
  KioskTypeset *words = kiosk_typeset_new (self->context, style->text);

  kiosk_typeset_add (words, block->first, KIOSK_FACE_BOLD);
  if (block->also_first != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_first, KIOSK_FACE_ITALIC, style->small);
    }
  if (block->second != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add (words, block->second, KIOSK_FACE_PLAIN);
    }
  strip->height = kiosk_arrange_text (self, strip,
                                      kiosk_typeset_finish (words, kiosk_style_inner (style), PANGO_ALIGN_CENTER),
                                      style->margin, 0);
}

/**
 * kiosk_arrange_office:
 * @self: an arranger
 * @block: of kind %KIOSK_BLOCK_OFFICE
 * @gap: white above
 *
 * On a sheet the head of an official paper: the superior body (first line) and the office at the left;
 * state title and motto (first two lines), then place and date, at the right.
 */
void
kiosk_arrange_office (KioskArranger *self, const KioskBlock *block, double gap)
{
  const KioskStyle *style = self->style;
  double inner = kiosk_style_inner (style);
  double left = floor (inner * 0.43);
  double right = inner - left;
  KioskStrip *strip = NULL;
  KioskTypeset *words = NULL;
  PangoLayout *layout = NULL;
  PangoRectangle line;
  double y;
  double rule;

  if (!style->wide)
    {
      arrange_office_narrow (self, block, gap);
      return;
    }

  strip = kiosk_arrange_append (self, gap);
  words = kiosk_typeset_new (self->context, style->text);
  add_lines (words, block->first, 1, G_MAXUINT);
  if (block->also_first != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_first, KIOSK_FACE_ITALIC, style->small);
    }
  layout = kiosk_typeset_finish (words, left - style->text, PANGO_ALIGN_CENTER);
  y = kiosk_arrange_text (self, strip, layout, style->margin, 0) + style->rule * 2;
  rule = left * 0.36;
  kiosk_strip_add_bar (
      strip, (KioskArea){ style->margin + (left - style->text - rule) / 2, y, rule, style->rule }, 0);
  strip->height = y + style->rule;

  words = kiosk_typeset_new (self->context, style->text);
  add_lines (words, block->second, 0, 2);
  layout = kiosk_typeset_finish (words, right, PANGO_ALIGN_CENTER);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), NULL, &line);
  if (pango_layout_get_line_count (layout) > 1)
    {
      PangoRectangle motto;
      PangoLayoutIter *iter = pango_layout_get_iter (layout);

      pango_layout_iter_next_line (iter);
      pango_layout_iter_get_line_extents (iter, NULL, &motto);
      pango_layout_iter_free (iter);
      rule = (double) motto.width / PANGO_SCALE;
      y = (double) (motto.y + motto.height) / PANGO_SCALE;
      kiosk_strip_add_bar (strip,
                           (KioskArea){ style->margin + left + (right - rule) / 2, y, rule, style->rule }, 0);
    }
  y = kiosk_arrange_text (self, strip, layout, style->margin + left, 0);
  strip->height = MAX (strip->height, y);
}

/* The columns of a table: number, the wide one, then columns of numbers as narrow as their heads. */
typedef struct {
  guint  n;
  double x[MAX_COLUMNS + 1];
} Columns;

static double
cell_width (KioskArranger *self, const char *text)
{
  PangoLayout *layout = kiosk_typeset_line (self->context, text, KIOSK_FACE_BOLD, self->style->text);
  double width = kiosk_layout_width (layout);

  g_object_unref (layout);
  return width;
}

static void
measure_columns (KioskArranger *self, const KioskBlock *block, Columns *columns)
{
  const KioskStyle *style = self->style;
  double pad = style->text * 0.5;
  double widths[MAX_COLUMNS] = { 0 };
  double taken = 0;

  columns->n = MIN (block->n_columns, MAX_COLUMNS);
  for (guint i = 0; i < columns->n; i++)
    {
      const char *head = i < block->cells->len ? g_ptr_array_index (block->cells, i) : "";

      widths[i] = i == 1 ? 0 : MIN (cell_width (self, head), style->text * 7) + 2 * pad;
      taken += widths[i];
    }
  widths[1] = kiosk_style_inner (style) - taken;

  columns->x[0] = style->margin;
  for (guint i = 0; i < columns->n; i++)
    columns->x[i + 1] = columns->x[i] + widths[i];
}

/* Vertical lines at the columns' edges from @y down, and a line under them. */
static void
rule_row (KioskArranger *self, KioskStrip *strip, const Columns *columns, guint from, double y, double height)
{
  double line = self->style->rule;

  for (guint i = from; i <= columns->n; i++)
    kiosk_strip_add_bar (strip, (KioskArea){ columns->x[i] - (i == columns->n ? line : 0), y, line, height }, 0);
  kiosk_strip_add_bar (
      strip,
      (KioskArea){ columns->x[from], y + height - line, columns->x[columns->n] - columns->x[from], line }, 0);
}

static PangoLayout *
set_cell (KioskArranger *self, const Columns *columns, const char *text, guint column, KioskFace face)
{
  double pad = self->style->text * 0.5;
  KioskTypeset *words = kiosk_typeset_new (self->context, self->style->text);
  gboolean left = column == 1 && face == KIOSK_FACE_PLAIN;

  kiosk_typeset_add (words, text, face);
  return kiosk_typeset_finish (words, columns->x[column + 1] - columns->x[column] - 2 * pad,
                               left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
}

/* Cells of one row, each in the middle of its height; returns that height. */
static double
fill_row (KioskArranger *self, KioskStrip *strip, const Columns *columns, const KioskBlock *block, guint row,
          guint from_column, double y)
{
  double pad = self->style->text * 0.5;
  KioskFace face = row == 0 ? KIOSK_FACE_BOLD : KIOSK_FACE_PLAIN;
  PangoLayout *layouts[MAX_COLUMNS] = { NULL };
  double height = 0;

  for (guint i = from_column; i < columns->n; i++)
    {
      guint at = row * block->n_columns + i;
      const char *text = at < block->cells->len ? g_ptr_array_index (block->cells, at) : "";

      layouts[i] = set_cell (self, columns, text, i, face);
      height = MAX (height, kiosk_layout_height (layouts[i]));
    }
  height += pad * 0.8;
  for (guint i = from_column; i < columns->n; i++)
    kiosk_arrange_text (self, strip, layouts[i], columns->x[i] + pad,
                        y + (height - kiosk_layout_height (layouts[i])) / 2);
  return height;
}

static KioskStrip *
arrange_head (KioskArranger *self, const Columns *columns, const KioskBlock *block, double gap)
{
  const KioskStyle *style = self->style;
  KioskStrip *strip = kiosk_arrange_append (self, gap);
  KioskArea first = { columns->x[0], 0, columns->x[2] - columns->x[0], 0 };
  gboolean grouped = block->second != NULL && columns->n > 2;
  double group = 0;
  double height;

  kiosk_strip_add_bar (strip, (KioskArea){ first.x, 0, kiosk_style_inner (style), style->rule }, 0);
  if (grouped)
    {
      double pad = style->text * 0.5;
      double width = columns->x[columns->n] - columns->x[2];
      KioskTypeset *words = kiosk_typeset_new (self->context, style->text);

      kiosk_typeset_add (words, block->second, KIOSK_FACE_BOLD);
      group = kiosk_arrange_text (self, strip, kiosk_typeset_finish (words, width, PANGO_ALIGN_CENTER),
                                  columns->x[2], pad * 0.4)
              + pad * 0.8;
      kiosk_strip_add_bar (strip, (KioskArea){ columns->x[2], group - style->rule, width, style->rule }, 0);
      height = fill_row (self, strip, columns, block, 0, 2, group);
      kiosk_strip_add_bar (strip, (KioskArea){ columns->x[2], 0, style->rule, group }, 0);
      kiosk_strip_add_bar (strip, (KioskArea){ columns->x[columns->n] - style->rule, 0, style->rule, group }, 0);
      rule_row (self, strip, columns, 2, group, height);

      Columns two = *columns;
      two.n = 2;
      KioskStrip *probe = kiosk_strip_new (0);
      double own = fill_row (self, probe, &two, block, 0, 0, 0);
      kiosk_strip_free (probe);
      group += MAX (0, own - group - height);
      fill_row (self, strip, &two, block, 0, 0, (group + height - own) / 2);
      rule_row (self, strip, &two, 0, 0, group + height);
    }
  else
    {
      height = fill_row (self, strip, columns, block, 0, 0, 0);
      rule_row (self, strip, columns, 0, 0, height);
    }
  strip->height = group + height;
  strip->keep_with_next = TRUE;
  return strip;
}

/**
 * kiosk_arrange_table:
 * @self: an arranger
 * @block: of kind %KIOSK_BLOCK_TABLE, with cells
 * @gap: white above
 *
 * A row is never cut; the head stands again where the table goes on.
 */
void
kiosk_arrange_table (KioskArranger *self, const KioskBlock *block, double gap)
{
  Columns columns;
  KioskStrip *head = NULL;
  guint n_rows = block->n_columns == 0 ? 0 : block->cells->len / block->n_columns;

  if (n_rows == 0)
    return;

  measure_columns (self, block, &columns);
  head = arrange_head (self, &columns, block, gap);
  for (guint row = 1; row < n_rows; row++)
    {
      KioskStrip *strip = kiosk_arrange_append (self, 0);

      strip->height = fill_row (self, strip, &columns, block, row, 0, 0);
      strip->head = head;
      rule_row (self, strip, &columns, 0, 0, strip->height);
    }
}

static PangoLayout *
set_signature (KioskArranger *self, const char *text, const char *also, double width)
{
  const KioskStyle *style = self->style;
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", 3);
  guint n = g_strv_length (lines);
  KioskTypeset *words = kiosk_typeset_new (self->context, style->text);

  kiosk_typeset_add (words, n > 0 ? lines[0] : NULL, KIOSK_FACE_BOLD);
  kiosk_typeset_add (words, also != NULL ? "\n" : NULL, KIOSK_FACE_PLAIN);
  kiosk_typeset_add_sized (words, also, KIOSK_FACE_ITALIC, style->small);
  kiosk_typeset_add (words, n > 1 ? "\n" : NULL, KIOSK_FACE_PLAIN);
  kiosk_typeset_add (words, n > 1 ? lines[1] : NULL, KIOSK_FACE_ITALIC);
  kiosk_typeset_add (words, "\n\n\n\n", KIOSK_FACE_PLAIN);
  kiosk_typeset_add (words, n > 2 ? lines[2] : " ", KIOSK_FACE_BOLD);
  return kiosk_typeset_finish (words, width, PANGO_ALIGN_CENTER);
}

/**
 * kiosk_arrange_signatures:
 * @self: an arranger
 * @block: of kind %KIOSK_BLOCK_SIGNATURES
 * @gap: white above
 *
 * Two columns, each with who signs, how, room to sign, and the name.
 */
void
kiosk_arrange_signatures (KioskArranger *self, const KioskBlock *block, double gap)
{
  KioskStrip *strip = kiosk_arrange_append (self, gap);
  double half = kiosk_style_inner (self->style) / 2;
  double left = self->style->margin;
  double heights[2];

  heights[0] = kiosk_arrange_text (self, strip, set_signature (self, block->first, block->also_first, half), left, 0);
  heights[1] = kiosk_arrange_text (self, strip, set_signature (self, block->second, block->also_second, half),
                                   left + half, 0);
  strip->height = MAX (heights[0], heights[1]);
}
