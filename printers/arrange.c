/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/arrange.h"

#include <math.h>

#include "printers/typeset.h"

/* Characters that only a paper's own texts would need more than; a guard against endless data. */
#define MAX_BLOCKS 400

/**
 * kiosk_arrange_words:
 * @self: an arranger
 * @size: size of the letters
 *
 * Returns: (transfer full): words, whose lines will stand as close as the style wants
 */
KioskTypeset *
kiosk_arrange_words (KioskArranger *self, double size)
{
  KioskTypeset *words = kiosk_typeset_new (self->context, size);

  kiosk_typeset_set_leading (words, self->style->leading);
  return words;
}

/**
 * kiosk_arrange_text:
 * @self: an arranger
 * @strip: where to
 * @layout: (transfer full): laid out text
 * @x: left edge
 * @y: top edge
 *
 * Returns: the height of the text
 */
double
kiosk_arrange_text (KioskArranger *self, KioskStrip *strip, PangoLayout *layout, double x, double y)
{
  self->n_unknown += (guint) pango_layout_get_unknown_glyphs_count (layout);
  kiosk_strip_add_text (strip, layout, x, y, FALSE);
  return kiosk_layout_height (layout);
}

/**
 * kiosk_arrange_append:
 * @self: an arranger
 * @gap: white above it
 *
 * Returns: (transfer none): a new strip at the end of the paper
 */
KioskStrip *
kiosk_arrange_append (KioskArranger *self, double gap)
{
  KioskStrip *strip = kiosk_strip_new (gap);

  g_ptr_array_add (self->strips, strip);
  return strip;
}

static double
put (KioskArranger *self, KioskStrip *strip, KioskTypeset *words, KioskArea area,
     PangoAlignment alignment)
{
  return kiosk_arrange_text (self, strip, kiosk_typeset_finish (words, area.width, alignment),
                             area.x, area.y);
}

/* Centred, with lines of like length. */
static double
put_balanced (KioskArranger *self, KioskStrip *strip, KioskTypeset *words, KioskArea area)
{
  PangoLayout *layout = kiosk_typeset_finish (words, area.width, PANGO_ALIGN_CENTER);
  double width = kiosk_layout_balance (layout);

  return kiosk_arrange_text (self, strip, layout, area.x + floor ((area.width - width) / 2),
                             area.y);
}

/* A number or title is set as large as it can be in one line; only then is it broken. */
static KioskTypeset *
start_fitting (KioskArranger *self, const char *text, double size, double least, double width)
{
  KioskTypeset *words = NULL;
  PangoLayout *probe = kiosk_typeset_line (self->context, text, KIOSK_FACE_BOLD, size);
  double natural = kiosk_layout_width (probe);
  KioskStrip *wipe = kiosk_strip_new (0);

  kiosk_strip_add_text (wipe, probe, 0, 0, FALSE);
  kiosk_strip_free (wipe);
  if (natural > width)
    size = MAX (least, floor (size * width / natural));
  words = kiosk_arrange_words (self, size);
  kiosk_typeset_add (words, text, KIOSK_FACE_BOLD);
  return words;
}

static double
arrange_title (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  double top = area.y;
  KioskTypeset *words = NULL;

  if (block->second != NULL)
    {
      words = kiosk_arrange_words (self, style->text);
      kiosk_typeset_add (words, block->second, KIOSK_FACE_PLAIN);
      if (block->also_second != NULL)
        {
          kiosk_typeset_add (words, " / ", KIOSK_FACE_PLAIN);
          kiosk_typeset_add (words, block->also_second, KIOSK_FACE_ITALIC);
        }
      area.y += put (self, strip, words, area, PANGO_ALIGN_CENTER);
    }

  area.y += put (self, strip,
                 start_fitting (self, block->first, style->title, style->title * 0.8, area.width),
                 area, PANGO_ALIGN_CENTER);
  if (block->also_first != NULL)
    {
      words = kiosk_arrange_words (self, style->text);
      kiosk_typeset_add (words, block->also_first, KIOSK_FACE_BOLD | KIOSK_FACE_ITALIC);
      area.y += put_balanced (self, strip, words, area);
    }

  return area.y - top;
}

static double
arrange_state (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  double pad = style->text * 0.42;
  double size = style->text * 1.05;
  KioskTypeset *words
      = start_fitting (self, block->first, size, style->text * 0.85, area.width - 2 * pad);
  PangoLayout *layout = NULL;
  double height;

  if (block->also_first != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_first, KIOSK_FACE_BOLD, style->small);
    }
  layout = kiosk_typeset_finish (words, area.width - 2 * pad, PANGO_ALIGN_CENTER);
  height = kiosk_layout_height (layout) + 2 * pad;
  height = ceil (height);
  kiosk_strip_add_bar (strip, (KioskArea){ area.x, area.y, area.width, height }, style->radius);
  self->n_unknown += (guint) pango_layout_get_unknown_glyphs_count (layout);
  kiosk_strip_add_text (strip, layout, area.x + pad, area.y + pad, TRUE);
  return height;
}

/* The same in the reader's language: behind a short line on a sheet, under it otherwise. */
static void
add_also (KioskArranger *self, KioskTypeset *words, const KioskBlock *block)
{
  const KioskStyle *style = self->style;
  gboolean behind = style->wide && block->kind != KIOSK_BLOCK_TEXT;

  if (block->also_first == NULL && block->also_second == NULL)
    return;

  kiosk_typeset_add (words, behind ? " / " : "\n", KIOSK_FACE_PLAIN);
  if (block->also_second != NULL)
    {
      kiosk_typeset_add_sized (words, block->also_second, KIOSK_FACE_BOLD | KIOSK_FACE_ITALIC,
                               style->small);
      kiosk_typeset_add_sized (words, " ", KIOSK_FACE_PLAIN, style->small);
    }
  kiosk_typeset_add_sized (words, block->also_first, KIOSK_FACE_ITALIC, style->small);
}

/* A bold line, the text under it, and both in the reader's language: each centred by itself. */
static double
arrange_centred (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  const char *texts[] = { block->second, block->first, block->also_second, block->also_first };
  double top = area.y;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gboolean also = i >= 2;
      KioskFace face = i % 2 == 0 ? KIOSK_FACE_BOLD : KIOSK_FACE_PLAIN;
      KioskTypeset *words = NULL;

      if (texts[i] == NULL)
        continue;
      words = kiosk_arrange_words (self, also ? style->small : style->text);
      kiosk_typeset_add (words, texts[i], also ? face | KIOSK_FACE_ITALIC : face);
      area.y += put_balanced (self, strip, words, area);
    }
  return area.y - top;
}

static double
arrange_words (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  gboolean bold = block->kind == KIOSK_BLOCK_STRONG || block->kind == KIOSK_BLOCK_HEADING;
  KioskTypeset *words = kiosk_arrange_words (self, self->style->text);

  if (block->second != NULL)
    {
      kiosk_typeset_add (words, block->second, KIOSK_FACE_BOLD);
      kiosk_typeset_add (words, block->first != NULL ? " " : NULL, KIOSK_FACE_PLAIN);
    }
  kiosk_typeset_add (words, block->first, bold ? KIOSK_FACE_BOLD : KIOSK_FACE_PLAIN);
  add_also (self, words, block);
  return put (self, strip, words, area, PANGO_ALIGN_LEFT);
}

static double
arrange_number (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  double pad = style->text * 0.75;
  KioskArea inner = { area.x + pad, area.y + pad * 0.7, area.width - 2 * pad, 0 };
  KioskTypeset *words = kiosk_arrange_words (self, style->text);

  kiosk_typeset_add (words, block->first, KIOSK_FACE_PLAIN);
  if (block->also_first != NULL)
    {
      kiosk_typeset_add (words, " / ", KIOSK_FACE_PLAIN);
      kiosk_typeset_add (words, block->also_first, KIOSK_FACE_ITALIC);
    }
  if (style->wide)
    {
      kiosk_typeset_add (words, ": ", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->second, KIOSK_FACE_BOLD, style->number);
      return put (self, strip, words, area, PANGO_ALIGN_CENTER);
    }

  inner.y += put (self, strip, words, inner, PANGO_ALIGN_LEFT);
  inner.y += put (self, strip,
                  start_fitting (self, block->second, style->number, style->text, inner.width),
                  inner, PANGO_ALIGN_LEFT);
  inner.y += pad * 0.7;
  kiosk_strip_add_frame (strip, (KioskArea){ area.x, area.y, area.width, ceil (inner.y - area.y) },
                         style->radius, style->rule);
  return ceil (inner.y - area.y);
}

static double
arrange_check (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  double side = round (style->text * (style->wide ? 1.05 : 1.25));
  double indent = round (style->text * (style->wide ? 1.6 : 1.88));
  KioskArea inner = { area.x + indent, area.y, area.width - indent, 0 };
  double height = arrange_words (self, strip, block, inner);

  kiosk_strip_add_frame (strip, (KioskArea){ area.x, area.y + (style->wide ? 1 : 2), side, side },
                         style->radius * 0.6, style->rule * 1.2);
  return MAX (height, side + (style->wide ? 2 : 4));
}

static double
arrange_note (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  const KioskStyle *style = self->style;
  double pad = style->text * 0.75;
  KioskArea inner = { area.x + pad, area.y + pad * 0.6, area.width - 2 * pad, 0 };
  KioskTypeset *words = kiosk_arrange_words (self, style->text);
  double height;

  kiosk_typeset_add (words, block->first, KIOSK_FACE_BOLD);
  kiosk_typeset_add (words, block->first != NULL ? " " : NULL, KIOSK_FACE_PLAIN);
  kiosk_typeset_add (words, block->second, KIOSK_FACE_PLAIN);
  if (block->also_first != NULL || block->also_second != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_first, KIOSK_FACE_BOLD | KIOSK_FACE_ITALIC,
                               style->small);
      kiosk_typeset_add (words, block->also_first != NULL ? " " : NULL, KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_second, KIOSK_FACE_ITALIC, style->small);
    }
  height = ceil (put (self, strip, words, inner, PANGO_ALIGN_LEFT) + 2 * pad * 0.6);
  kiosk_strip_add_frame (strip, (KioskArea){ area.x, area.y, area.width, height }, style->radius,
                         style->rule);
  return height;
}

static KioskTypeset *
start_pair (KioskArranger *self, const KioskBlock *block)
{
  KioskTypeset *words = kiosk_arrange_words (self, self->style->text);

  kiosk_typeset_add (words, block->first, KIOSK_FACE_PLAIN);
  if (block->also_first != NULL)
    {
      kiosk_typeset_add (words, " / ", KIOSK_FACE_PLAIN);
      kiosk_typeset_add (words, block->also_first, KIOSK_FACE_ITALIC);
    }
  kiosk_typeset_add (words, ": ", KIOSK_FACE_PLAIN);
  kiosk_typeset_add (words, block->second, KIOSK_FACE_BOLD);
  if (block->also_second != NULL)
    {
      kiosk_typeset_add (words, " / ", KIOSK_FACE_PLAIN);
      kiosk_typeset_add (words, block->also_second, KIOSK_FACE_ITALIC);
    }
  return words;
}

/* On a roll the label stands left and the value right; a value that is too long goes under its label. */
static double
arrange_row (KioskArranger *self, KioskStrip *strip, KioskArea area, const char *label,
             const char *value, gboolean second_language)
{
  double size = second_language ? self->style->small : self->style->text;
  KioskFace face = second_language ? KIOSK_FACE_ITALIC : KIOSK_FACE_PLAIN;
  double between = self->style->text * 0.7;
  double left_width = 0;
  double height = 0;
  KioskTypeset *words = NULL;
  PangoLayout *right = NULL;

  if (label != NULL)
    {
      PangoLayout *left = kiosk_typeset_line (self->context, label, face, size);

      left_width = kiosk_layout_width (left);
      if (left_width > area.width)
        pango_layout_set_width (left, (int) (area.width * PANGO_SCALE));
      height = kiosk_arrange_text (self, strip, left, area.x, area.y);
      left_width += between;
    }
  if (value == NULL)
    return height;

  words = kiosk_arrange_words (self, size);
  kiosk_typeset_add (words, value, second_language ? KIOSK_FACE_ITALIC : KIOSK_FACE_BOLD);
  right = kiosk_typeset_finish (words, -1, PANGO_ALIGN_RIGHT);
  if (kiosk_layout_width (right) <= area.width - left_width)
    {
      kiosk_arrange_text (self, strip, right, area.x + area.width - kiosk_layout_width (right),
                          area.y);
      return MAX (height, kiosk_layout_height (right));
    }

  if (left_width < area.width * 0.45)
    {
      double right_height;

      pango_layout_set_width (right, (int) ((area.width - left_width) * PANGO_SCALE));
      right_height = kiosk_arrange_text (self, strip, right, area.x + left_width, area.y);
      return MAX (height, right_height);
    }
  pango_layout_set_width (right, (int) (area.width * PANGO_SCALE));
  return height + kiosk_arrange_text (self, strip, right, area.x, area.y + height);
}

static double
arrange_pair (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  double top = area.y;

  if (self->style->wide)
    return put (self, strip, start_pair (self, block), area, PANGO_ALIGN_LEFT);

  area.y += arrange_row (self, strip, area, block->first, block->second, FALSE);
  if (block->also_first != NULL || block->also_second != NULL)
    area.y += arrange_row (self, strip, area, block->also_first, block->also_second, TRUE);
  return area.y - top;
}

static double
arrange_rule (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskArea area)
{
  double thickness = self->style->rule;

  if (block->kind == KIOSK_BLOCK_RULE)
    kiosk_strip_add_bar (strip, (KioskArea){ area.x, area.y, area.width, thickness }, 0);
  else
    kiosk_strip_add_dashes (strip, (KioskArea){ area.x, area.y, area.width, thickness });
  return thickness;
}

/**
 * kiosk_arrange_block:
 * @self: an arranger
 * @strip: where to
 * @block: one that stands in a column by itself
 * @area: where its column stands; its height is not read
 *
 * Returns: the height it took
 */
double
kiosk_arrange_block (KioskArranger *self, KioskStrip *strip, const KioskBlock *block,
                     KioskArea area)
{
  switch (block->kind)
    {
    case KIOSK_BLOCK_TITLE:
      return arrange_title (self, strip, block, area);
    case KIOSK_BLOCK_STATE:
      return arrange_state (self, strip, block, area);
    case KIOSK_BLOCK_NUMBER:
      return arrange_number (self, strip, block, area);
    case KIOSK_BLOCK_CHECK:
      return arrange_check (self, strip, block, area);
    case KIOSK_BLOCK_NOTE:
      return arrange_note (self, strip, block, area);
    case KIOSK_BLOCK_PAIR:
      return arrange_pair (self, strip, block, area);
    case KIOSK_BLOCK_CENTRED:
      return arrange_centred (self, strip, block, area);
    case KIOSK_BLOCK_RULE:
    case KIOSK_BLOCK_DASHES:
      return arrange_rule (self, strip, block, area);
    case KIOSK_BLOCK_OFFICE:
    case KIOSK_BLOCK_TEXT:
    case KIOSK_BLOCK_STRONG:
    case KIOSK_BLOCK_HEADING:
    case KIOSK_BLOCK_TABLE:
    case KIOSK_BLOCK_QR:
    case KIOSK_BLOCK_SIGNATURES:
    case KIOSK_BLOCK_FOOT:
    default:
      return arrange_words (self, strip, block, area);
    }
}

/* How much white stands between two kinds: lines of one group stand close. */
static double
gap_before (KioskArranger *self, const KioskBlock *before, const KioskBlock *block)
{
  gboolean wide = self->style->wide;
  double gap = self->style->gap;

  if (before == NULL)
    return 0;
  if (block->kind == before->kind
      && (block->kind == KIOSK_BLOCK_PAIR || block->kind == KIOSK_BLOCK_TEXT))
    return wide ? gap * 0.25 : 0;
  if (before->kind == KIOSK_BLOCK_HEADING && block->kind != KIOSK_BLOCK_CHECK)
    return wide ? gap * 0.6 : 0;
  if (block->kind == KIOSK_BLOCK_SIGNATURES)
    return gap * 2;
  if (wide && block->kind == KIOSK_BLOCK_CHECK)
    return gap * 0.4;
  return gap;
}

/* A short pair may stand on the line of the pair before it, as telephone and mail do on the form. */
static gboolean
arrange_beside (KioskArranger *self, const KioskBlock *before, const KioskBlock *block, double x)
{
  KioskStrip *strip = NULL;
  double inner = kiosk_style_inner (self->style);
  double apart = self->style->text * 2;
  double widths[2];
  const KioskBlock *pairs[] = { before, block };
  PangoLayout *layout = NULL;

  if (!self->style->wide || !block->beside || before == NULL || before->kind != KIOSK_BLOCK_PAIR)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      KioskStrip *wipe = kiosk_strip_new (0);

      layout = kiosk_typeset_finish (start_pair (self, pairs[i]), -1, PANGO_ALIGN_LEFT);
      widths[i] = kiosk_layout_width (layout);
      kiosk_strip_add_text (wipe, layout, 0, 0, FALSE);
      kiosk_strip_free (wipe);
    }
  if (widths[0] + apart + widths[1] > inner)
    return FALSE;

  strip = g_ptr_array_index (self->strips, self->strips->len - 1);
  layout = kiosk_typeset_finish (start_pair (self, block), -1, PANGO_ALIGN_LEFT);
  kiosk_arrange_text (self, strip, layout, x + widths[0] + apart, 0);
  return TRUE;
}

/**
 * kiosk_arrange:
 * @self: an arranger with its style and context; its strips and count are set here
 * @blocks: (element-type KioskBlock): one rendition of a paper
 * @error: a #KioskPrinterError: the code does not fit
 *
 * Returns: (transfer full) (element-type KioskStrip): the paper cut into strips, from the top, or %NULL
 */
GPtrArray *
kiosk_arrange (KioskArranger *self, const GPtrArray *blocks, GError **error)
{
  g_autoptr (GPtrArray) strips = g_ptr_array_new_with_free_func ((GDestroyNotify) kiosk_strip_free);
  KioskArea area = { self->style->margin, 0, kiosk_style_inner (self->style), 0 };
  const KioskBlock *before = NULL;

  self->strips = strips;
  self->n_unknown = 0;
  for (guint i = 0; i < MIN (blocks->len, MAX_BLOCKS); i++)
    {
      const KioskBlock *block = g_ptr_array_index (blocks, i);
      double gap = gap_before (self, before, block);

      if (block->kind == KIOSK_BLOCK_FOOT)
        continue;
      if (block->kind == KIOSK_BLOCK_QR)
        {
          if (kiosk_arrange_code (self, blocks, &i, gap, error) == NULL)
            return NULL;
        }
      else if (block->kind == KIOSK_BLOCK_OFFICE)
        kiosk_arrange_office (self, block, gap);
      else if (block->kind == KIOSK_BLOCK_TABLE && block->cells != NULL)
        kiosk_arrange_table (self, block, gap);
      else if (block->kind == KIOSK_BLOCK_SIGNATURES)
        kiosk_arrange_signatures (self, block, gap);
      else if (!arrange_beside (self, before, block, area.x))
        {
          KioskStrip *strip = kiosk_arrange_append (self, gap);

          strip->height = kiosk_arrange_block (self, strip, block, area);
          strip->keep_with_next = block->kind == KIOSK_BLOCK_HEADING;
        }
      before = g_ptr_array_index (blocks, i);
    }

  self->strips = NULL;
  return g_steal_pointer (&strips);
}

/**
 * kiosk_arrange_foot:
 * @self: an arranger
 * @blocks: (element-type KioskBlock): one rendition of a paper
 * @page: which page, from 1
 * @n_pages: of how many
 *
 * Returns: (transfer full): the foot of that page; of no height when the paper has none
 */
KioskStrip *
kiosk_arrange_foot (KioskArranger *self, const GPtrArray *blocks, guint page, guint n_pages)
{
  KioskStrip *strip = kiosk_strip_new (self->style->gap);
  const KioskStyle *style = self->style;
  double inner = kiosk_style_inner (style);
  double y = style->rule + style->gap * 0.6;

  for (guint i = 0; i < blocks->len; i++)
    {
      const KioskBlock *block = g_ptr_array_index (blocks, i);
      PangoLayout *right = NULL;
      PangoLayout *middle = NULL;

      if (block->kind != KIOSK_BLOCK_FOOT)
        continue;

      kiosk_strip_add_dashes (strip, (KioskArea){ style->margin, 0, inner, style->rule });
      strip->height = y
                      + kiosk_arrange_text (self, strip,
                                            kiosk_typeset_line (self->context, block->first,
                                                                KIOSK_FACE_PLAIN, style->small),
                                            style->margin, y);
      if (block->second != NULL)
        {
          right = kiosk_typeset_line (self->context, block->second, KIOSK_FACE_PLAIN, style->small);
          kiosk_arrange_text (self, strip, right,
                              style->margin + inner - kiosk_layout_width (right), y);
        }
      if (n_pages > 1)
        {
          g_autofree char *text = g_strdup_printf ("%u/%u", page, n_pages);

          middle = kiosk_typeset_line (self->context, text, KIOSK_FACE_BOLD, style->small);
          kiosk_arrange_text (self, strip, middle,
                              style->margin + (inner - kiosk_layout_width (middle)) / 2, y);
        }
      return strip;
    }

  return strip;
}
