/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/arrange.h"

#include <math.h>
#include <string.h>

#include "device/printer.h"
#include "printers/typeset.h"

#define QUIET 4

/* Codes are the one thing on paper that is never made smaller than a camera reads: a module has whole
 * dots, four at least at 203 dpi (half a millimetre), or the paper is refused. */

static double
choose_module (const KioskStyle *style, guint n_modules)
{
  double best = 0;

  for (double module = style->module_min; module <= style->module_max + 1e-9;
       module += style->module_step)
    if (n_modules * module <= style->code_max + 1e-9)
      best = module;

  /* A sheet has room for a code that is larger than usual; a roll has not. */
  if (best == 0 && style->wide && n_modules * style->module_min <= kiosk_style_inner (style) * 0.6)
    best = style->module_min;
  return best;
}

static PangoLayout *
set_caption (KioskArranger *self, const KioskBlock *block, double width, PangoAlignment alignment)
{
  KioskTypeset *words = kiosk_arrange_words (self, self->style->text);
  const char *end = strchr (block->second, '\n');
  g_autofree char *lead
      = end == NULL ? g_strdup (block->second) : g_strndup (block->second, end - block->second);

  kiosk_typeset_add (words, lead, KIOSK_FACE_BOLD);
  kiosk_typeset_add (words, end, KIOSK_FACE_PLAIN);
  if (block->also_second != NULL)
    {
      kiosk_typeset_add (words, "\n", KIOSK_FACE_PLAIN);
      kiosk_typeset_add_sized (words, block->also_second, KIOSK_FACE_ITALIC, self->style->small);
    }
  return kiosk_typeset_finish (words, width, alignment);
}

/* Large codes stand in the middle with their caption under them, small ones left of it. */
static void
arrange_narrow (KioskArranger *self, KioskStrip *strip, const KioskBlock *block, KioskQr *code,
                double module)
{
  const KioskStyle *style = self->style;
  double side = kiosk_qr_get_size (code) * module;
  double quiet = QUIET * module;
  double whole = side + 2 * quiet;
  gboolean small = whole <= style->width * 0.42;
  double x = small ? MAX (quiet, style->margin) : floor ((style->width - side) / 2);
  PangoLayout *caption = NULL;
  double left = style->margin;
  double width = kiosk_style_inner (style);

  if (small)
    {
      left = x + side + quiet;
      width = style->width - style->margin - left;
    }
  kiosk_strip_add_code (strip, code, x, quiet, module);
  strip->height = whole;
  if (block->second == NULL)
    return;

  caption = set_caption (self, block, width, small ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
  if (small)
    {
      double height = kiosk_layout_height (caption);

      kiosk_arrange_text (self, strip, caption, left, MAX (0, floor ((whole - height) / 2)));
      strip->height = MAX (whole, height);
      return;
    }
  strip->height += kiosk_arrange_text (self, strip, caption, left, whole);
}

static gboolean
stands_beside (const KioskBlock *block)
{
  return block->kind == KIOSK_BLOCK_TITLE || block->kind == KIOSK_BLOCK_NUMBER
         || block->kind == KIOSK_BLOCK_STATE || block->kind == KIOSK_BLOCK_CENTRED;
}

/* On a sheet the code opens the paper: framed at the left, and the title, state and number that
 * follow it stand in the room beside it. */
static void
arrange_wide (KioskArranger *self, KioskStrip *strip, const GPtrArray *blocks, guint *index,
              KioskQr *code, double module)
{
  const KioskStyle *style = self->style;
  double whole = (kiosk_qr_get_size (code) + 2 * QUIET) * module;
  double grid = style->module_step;
  double x = ceil ((style->margin + style->rule) / grid) * grid;
  double left = x + whole + style->text * 1.2;
  KioskArea area = { left, 0, style->width - style->margin - left, 0 };
  KioskStrip *beside = kiosk_strip_new (0);
  const KioskBlock *block = g_ptr_array_index (blocks, *index);
  guint first = *index + 1;

  while (*index + 1 < blocks->len && stands_beside (g_ptr_array_index (blocks, *index + 1)))
    {
      area.y += *index + 1 == first ? 0 : style->gap;
      area.y += kiosk_arrange_block (self, beside, g_ptr_array_index (blocks, *index + 1), area);
      *index += 1;
    }
  kiosk_strip_free (beside);

  strip->height = MAX (whole, area.y) + 2 * style->rule;
  area.y = MAX (0, (strip->height - area.y) / 2);
  for (guint i = first; i <= *index; i++)
    {
      area.y += i == first ? 0 : style->gap;
      area.y += kiosk_arrange_block (self, strip, g_ptr_array_index (blocks, i), area);
    }

  if (first > *index && block->second != NULL)
    {
      PangoLayout *caption = set_caption (self, block, area.width, PANGO_ALIGN_LEFT);

      kiosk_arrange_text (self, strip, caption, area.x,
                          MAX (0, (strip->height - kiosk_layout_height (caption)) / 2));
    }
  kiosk_strip_add_code (strip, code, x + QUIET * module, style->rule + QUIET * module, module);
  kiosk_strip_add_frame (
      strip, (KioskArea){ x - style->rule, 0, whole + 2 * style->rule, whole + 2 * style->rule }, 0,
      style->rule);
}

/**
 * kiosk_arrange_code:
 * @self: an arranger
 * @blocks: (element-type KioskBlock): the rendition
 * @index: (inout): where the code stands; moved to the last block that stands beside it
 * @gap: white above
 * @error: %KIOSK_PRINTER_ERROR_UNSUITABLE when the code does not fit with modules of the least size
 *
 * Returns: (transfer none): its strip, or %NULL with @error set
 */
KioskStrip *
kiosk_arrange_code (KioskArranger *self, const GPtrArray *blocks, guint *index, double gap,
                    GError **error)
{
  const KioskBlock *block = g_ptr_array_index (blocks, *index);
  g_autoptr (KioskQr) code = kiosk_qr_new (block->first != NULL ? block->first : "");
  KioskStrip *strip = NULL;
  double module;

  if (code == NULL)
    {
      g_set_error_literal (error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE,
                           "The text of the code is too long for any QR code");
      return NULL;
    }

  module = choose_module (self->style, kiosk_qr_get_size (code) + 2 * QUIET);
  if (module == 0)
    {
      g_set_error (
          error, KIOSK_PRINTER_ERROR, KIOSK_PRINTER_ERROR_UNSUITABLE,
          "A code of %u modules does not fit on this paper with modules a camera can read; "
          "use a shorter track URL or a wider roll",
          kiosk_qr_get_size (code));
      return NULL;
    }

  strip = kiosk_arrange_append (self, gap);
  if (self->style->wide)
    arrange_wide (self, strip, blocks, index, g_steal_pointer (&code), module);
  else
    arrange_narrow (self, strip, block, g_steal_pointer (&code), module);
  return strip;
}
