/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/arrange.h"

#include <math.h>

#include "printers/typeset.h"

#define MAX_COLUMNS 8

/* The parts of a government form (Decree 30/2020's head, a ruled table, two signatures). */

static KioskTypeset *
start_words (KioskArranger *self)
{
  return kiosk_arrange_words (self, self->style->text);
}

/* Centred text whose lines are of like length; returns its height. */
static double
put_balanced (KioskArranger *self, KioskStrip *strip, KioskTypeset *words, KioskArea area)
{
  PangoLayout *layout = kiosk_typeset_finish (words, area.width, PANGO_ALIGN_CENTER);
  double width = kiosk_layout_balance (layout);

  return kiosk_arrange_text (self, strip, layout, area.x + floor ((area.width - width) / 2),
                             area.y);
}

static void
arrange_office_narrow (KioskArranger *self, const KioskBlock *block, double gap)
{
  const KioskStyle *style = self->style;
  KioskStrip *strip = kiosk_arrange_append (self, gap);
  KioskArea area = { style->margin, 0, kiosk_style_inner (style), 0 };
  KioskTypeset *words = start_words (self);

  kiosk_typeset_add (words, block->first, KIOSK_FACE_BOLD);
  area.y += put_balanced (self, strip, words, area);
  if (block->also_first != NULL)
    {
      words = kiosk_arrange_words (self, style->small);
      kiosk_typeset_add (words, block->also_first, KIOSK_FACE_ITALIC);
      area.y += put_balanced (self, strip, words, area);
    }
  if (block->second != NULL)
    {
      words = start_words (self);
      kiosk_typeset_add (words, block->second, KIOSK_FACE_PLAIN);
      area.y += put_balanced (self, strip, words, area);
    }
  strip->height = area.y;
}

/* The line under the left head, or under the motto. */
static double
put_head_rule (KioskArranger *self, KioskStrip *strip, KioskArea area, double width)
{
  double line = self->style->rule;
  double y = area.y + line * 2;

  kiosk_strip_add_bar (strip, (KioskArea){ area.x + (area.width - width) / 2, y, width, line }, 0);
  return line * 5;
}

static double
arrange_office_left (KioskArranger *self, KioskStrip *strip, const KioskBlock *block,
                     KioskArea area)
{
  g_auto (GStrv) lines = g_strsplit (block->first != NULL ? block->first : "", "\n", 2);
  KioskFace face = KIOSK_FACE_PLAIN;
  double top = area.y;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      KioskTypeset *words = start_words (self);

      if (lines[i + 1] == NULL)
        face = KIOSK_FACE_BOLD;
      kiosk_typeset_add (words, lines[i], face);
      area.y += put_balanced (self, strip, words, area);
    }
  if (block->also_first != NULL)
    {
      KioskTypeset *words = kiosk_arrange_words (self, self->style->small);

      kiosk_typeset_add (words, block->also_first, KIOSK_FACE_ITALIC);
      area.y += put_balanced (self, strip, words, area);
    }
  return area.y - top + put_head_rule (self, strip, area, area.width * 0.36);
}

static double
arrange_office_right (KioskArranger *self, KioskStrip *strip, const KioskBlock *block,
                      KioskArea area)
{
  g_auto (GStrv) lines = g_strsplit (block->second != NULL ? block->second : "", "\n", 3);
  double top = area.y;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      KioskTypeset *words = start_words (self);
      PangoLayout *layout = NULL;
      double width;

      kiosk_typeset_add (words, lines[i], i < 2 ? KIOSK_FACE_BOLD : KIOSK_FACE_ITALIC);
      layout = kiosk_typeset_finish (words, area.width, PANGO_ALIGN_CENTER);
      width = kiosk_layout_width (layout);
      area.y += kiosk_arrange_text (self, strip, layout, area.x, area.y);
      if (i == 1 && lines[2] != NULL)
        area.y += put_head_rule (self, strip, area, width);
    }
  return area.y - top;
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
  double half = floor (inner * 0.43);
  KioskArea left = { style->margin, 0, half - style->text, 0 };
  KioskArea right = { style->margin + half, 0, inner - half, 0 };
  KioskStrip *strip = NULL;
  double heights[2];

  if (!style->wide)
    {
      arrange_office_narrow (self, block, gap);
      return;
    }

  strip = kiosk_arrange_append (self, gap);
  heights[0] = arrange_office_left (self, strip, block, left);
  heights[1] = arrange_office_right (self, strip, block, right);
  strip->height = MAX (heights[0], heights[1]) + style->gap * 0.5;
}

/* The columns of a table: number, the wide one, then columns of numbers as narrow as their heads. */
typedef struct
{
  guint n;
  double x[MAX_COLUMNS + 1];
} Columns;

/* Some cells of a row: columns from and up to, where its top is, and its least height. */
typedef struct
{
  guint from;
  guint to;
  double y;
  double least;
} Cells;

static double
cell_width (KioskArranger *self, const char *text)
{
  PangoLayout *layout
      = kiosk_typeset_line (self->context, text, KIOSK_FACE_BOLD, self->style->text);
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

      widths[i] = i == 1 ? 0 : ceil (MIN (cell_width (self, head), style->text * 9) + 2 * pad + 1);
      taken += widths[i];
    }
  widths[1] = kiosk_style_inner (style) - taken;

  columns->x[0] = style->margin;
  for (guint i = 0; i < columns->n; i++)
    columns->x[i + 1] = columns->x[i] + widths[i];
}

/* Vertical lines at the edges of some cells, and a line under them. */
static void
rule_row (KioskArranger *self, KioskStrip *strip, const Columns *columns, Cells cells,
          double height)
{
  double line = self->style->rule;
  double left = columns->x[cells.from];
  KioskArea under = { left, cells.y + height - line, columns->x[cells.to] - left, line };

  for (guint i = cells.from; i <= cells.to; i++)
    {
      KioskArea edge = { columns->x[i] - (i == columns->n ? line : 0), cells.y, line, height };

      kiosk_strip_add_bar (strip, edge, 0);
    }
  kiosk_strip_add_bar (strip, under, 0);
}

static PangoLayout *
set_cell (KioskArranger *self, const Columns *columns, const char *text, guint column,
          KioskFace face)
{
  double pad = self->style->text * 0.5;
  KioskTypeset *words = kiosk_arrange_words (self, self->style->text);
  gboolean left = column == 1 && face == KIOSK_FACE_PLAIN;

  kiosk_typeset_add (words, text, face);
  return kiosk_typeset_finish (words, columns->x[column + 1] - columns->x[column] - 2 * pad,
                               left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
}

/* Cells @from to @to of one row, each in the middle of its height, which is at least @least. */
static double
fill_row (KioskArranger *self, KioskStrip *strip, const Columns *columns, const KioskBlock *block,
          guint row, Cells cells)
{
  double pad = self->style->text * 0.5;
  KioskFace face = row == 0 ? KIOSK_FACE_BOLD : KIOSK_FACE_PLAIN;
  PangoLayout *layouts[MAX_COLUMNS] = { NULL };
  double height = 0;

  for (guint i = cells.from; i < cells.to; i++)
    {
      guint at = row * block->n_columns + i;
      const char *text = at < block->cells->len ? g_ptr_array_index (block->cells, at) : "";

      layouts[i] = set_cell (self, columns, text, i, face);
      height = MAX (height, kiosk_layout_height (layouts[i]));
    }
  height = MAX (height + pad * 0.8, cells.least);
  for (guint i = cells.from; i < cells.to; i++)
    kiosk_arrange_text (self, strip, layouts[i], columns->x[i] + pad,
                        cells.y + (height - kiosk_layout_height (layouts[i])) / 2);
  rule_row (self, strip, columns, cells, height);
  return height;
}

/* The head: over the columns of numbers stands what they all count. */
static KioskStrip *
arrange_head (KioskArranger *self, const Columns *columns, const KioskBlock *block, double gap)
{
  const KioskStyle *style = self->style;
  KioskStrip *strip = kiosk_arrange_append (self, gap);
  gboolean grouped = block->second != NULL && columns->n > 2;
  double pad = style->text * 0.5;
  double group = 0;

  kiosk_strip_add_bar (strip,
                       (KioskArea){ columns->x[0], 0, kiosk_style_inner (style), style->rule }, 0);
  strip->keep_with_next = TRUE;
  if (!grouped)
    {
      strip->height = fill_row (self, strip, columns, block, 0, (Cells){ 0, columns->n, 0, 0 });
      return strip;
    }

  KioskTypeset *words = kiosk_arrange_words (self, style->text);

  kiosk_typeset_add (words, block->second, KIOSK_FACE_BOLD);
  group = kiosk_arrange_text (self, strip,
                              kiosk_typeset_finish (words, columns->x[columns->n] - columns->x[2],
                                                    PANGO_ALIGN_CENTER),
                              columns->x[2], pad * 0.4)
          + pad * 0.8;
  kiosk_strip_add_bar (strip,
                       (KioskArea){ columns->x[2], group - style->rule,
                                    columns->x[columns->n] - columns->x[2], style->rule },
                       0);
  kiosk_strip_add_bar (
      strip, (KioskArea){ columns->x[columns->n] - style->rule, 0, style->rule, group }, 0);
  strip->height
      = group + fill_row (self, strip, columns, block, 0, (Cells){ 2, columns->n, group, 0 });
  fill_row (self, strip, columns, block, 0, (Cells){ 0, 2, 0, strip->height });
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

      strip->height = fill_row (self, strip, &columns, block, row, (Cells){ 0, columns.n, 0, 0 });
      strip->head = head;
    }
}

static PangoLayout *
set_signature (KioskArranger *self, const char *text, const char *also, double width)
{
  const KioskStyle *style = self->style;
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", 3);
  guint n = g_strv_length (lines);
  KioskTypeset *words = kiosk_arrange_words (self, style->text);

  kiosk_typeset_add (words, n > 0 ? lines[0] : NULL, KIOSK_FACE_BOLD);
  kiosk_typeset_add (words, also != NULL ? "\n" : NULL, KIOSK_FACE_PLAIN);
  kiosk_typeset_add_sized (words, also, KIOSK_FACE_ITALIC, style->small);
  kiosk_typeset_add (words, n > 1 ? "\n" : NULL, KIOSK_FACE_PLAIN);
  kiosk_typeset_add (words, n > 1 ? lines[1] : NULL, KIOSK_FACE_ITALIC);
  kiosk_typeset_add (words, "\n\n\n", KIOSK_FACE_PLAIN);
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

  heights[0] = kiosk_arrange_text (
      self, strip, set_signature (self, block->first, block->also_first, half), left, 0);
  heights[1] = kiosk_arrange_text (
      self, strip, set_signature (self, block->second, block->also_second, half), left + half, 0);
  strip->height = MAX (heights[0], heights[1]);
}
