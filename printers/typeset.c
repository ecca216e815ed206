/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-printers"

#include "printers/typeset.h"

#include <math.h>

#include "base/secret.h"

#define FAMILY "Noto Sans"

/**
 * KioskTypeset:
 *
 * Words of several faces on their way to one laid out text.
 *
 * Faces are attributes over bytes, not markup, so that what a citizen typed is never read as markup.
 */
struct _KioskTypeset
{
  PangoContext *context; /* owned */
  GString *text;         /* owned */
  PangoAttrList *faces;  /* owned */
  double size;
  double leading;
};

/**
 * kiosk_typeset_has_font:
 * @context: where it will be drawn
 *
 * Pango takes another family without a word when ours is not installed, and papers then look, break and
 * fit differently.
 *
 * Returns: whether papers are set in the family that they were designed for
 */
gboolean
kiosk_typeset_has_font (PangoContext *context)
{
  PangoFontDescription *wanted = pango_font_description_from_string (FAMILY " 12");
  PangoFont *font = pango_context_load_font (context, wanted);
  PangoFontDescription *got = font != NULL ? pango_font_describe (font) : NULL;
  gboolean same = got != NULL && g_strcmp0 (pango_font_description_get_family (got), FAMILY) == 0;

  g_clear_pointer (&got, pango_font_description_free);
  g_clear_object (&font);
  pango_font_description_free (wanted);
  return same;
}

/**
 * kiosk_typeset_new:
 * @context: where it will be drawn
 * @size: size of the letters in units of the paper
 *
 * Returns: (transfer full): no words yet
 */
KioskTypeset *
kiosk_typeset_new (PangoContext *context, double size)
{
  KioskTypeset *self = g_new0 (KioskTypeset, 1);

  self->context = g_object_ref (context);
  self->text = g_string_sized_new (1024);
  self->faces = pango_attr_list_new ();
  self->size = size;
  self->leading = 1;
  return self;
}

/**
 * kiosk_typeset_set_leading:
 * @self: words
 * @share: of the font's own height that a line takes; marks over capitals want 0.88 at least
 */
void
kiosk_typeset_set_leading (KioskTypeset *self, double share)
{
  self->leading = share;
}

static void
insert (KioskTypeset *self, PangoAttribute *attribute, gsize from)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) self->text->len;
  pango_attr_list_insert (self->faces, attribute);
}

/**
 * kiosk_typeset_add_sized:
 * @self: words
 * @text: (nullable): the next words; UTF-8
 * @face: how they are set
 * @size: size of these words
 */
void
kiosk_typeset_add_sized (KioskTypeset *self, const char *text, KioskFace face, double size)
{
  gsize from = self->text->len;

  if (text == NULL || *text == '\0')
    return;

  g_string_append (self->text, text);
  if ((face & KIOSK_FACE_BOLD) != 0)
    insert (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from);
  if ((face & KIOSK_FACE_ITALIC) != 0)
    insert (self, pango_attr_style_new (PANGO_STYLE_ITALIC), from);
  if (size != self->size)
    insert (self, pango_attr_size_new_absolute ((int) (size * PANGO_SCALE)), from);
}

/**
 * kiosk_typeset_add:
 * @self: words
 * @text: (nullable): the next words; UTF-8
 * @face: how they are set
 */
void
kiosk_typeset_add (KioskTypeset *self, const char *text, KioskFace face)
{
  kiosk_typeset_add_sized (self, text, face, self->size);
}

/**
 * kiosk_typeset_finish:
 * @self: (transfer full): words
 * @width: where lines break; negative: only at line feeds
 * @alignment: of the lines
 *
 * Returns: (transfer full): the words laid out; a word longer than a line is broken between letters
 */
PangoLayout *
kiosk_typeset_finish (KioskTypeset *self, double width, PangoAlignment alignment)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FAMILY);
  pango_font_description_set_absolute_size (font, self->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_text (layout, self->text->str, (int) self->text->len);
  if (self->leading != 1)
    insert (self, pango_attr_line_height_new (self->leading), 0);
  pango_layout_set_attributes (layout, self->faces);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));

  pango_font_description_free (font);
  pango_attr_list_unref (self->faces);
  kiosk_wipe (self->text->str, self->text->len);
  g_string_free (self->text, TRUE);
  g_object_unref (self->context);
  g_free (self);
  return layout;
}

/**
 * kiosk_typeset_line:
 * @context: where it will be drawn
 * @text: the words
 * @face: how they are set
 * @size: size of the letters
 *
 * Returns: (transfer full): one line that does not wrap
 */
PangoLayout *
kiosk_typeset_line (PangoContext *context, const char *text, KioskFace face, double size)
{
  KioskTypeset *words = kiosk_typeset_new (context, size);

  kiosk_typeset_add (words, text, face);
  return kiosk_typeset_finish (words, -1, PANGO_ALIGN_LEFT);
}

/**
 * kiosk_layout_balance:
 * @layout: laid out text that breaks at a width
 *
 * Makes it as narrow as it can be with no more lines, so that a centred heading has no lonely last word.
 *
 * Returns: its width now
 */
double
kiosk_layout_balance (PangoLayout *layout)
{
  int n_lines = pango_layout_get_line_count (layout);
  int most = pango_layout_get_width (layout);
  int least = most / 4;

  if (most < 0 || n_lines < 2)
    return (double) most / PANGO_SCALE;

  while (most - least > PANGO_SCALE)
    {
      int middle = least + (most - least) / 2;

      pango_layout_set_width (layout, middle);
      if (pango_layout_get_line_count (layout) > n_lines)
        least = middle;
      else
        most = middle;
    }
  pango_layout_set_width (layout, most);
  return (double) most / PANGO_SCALE;
}

/**
 * kiosk_layout_width:
 * @layout: laid out text
 *
 * Returns: width of its widest line, in units of the paper
 */
double
kiosk_layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/**
 * kiosk_layout_height:
 * @layout: laid out text
 *
 * Returns: height of all its lines, in units of the paper
 */
double
kiosk_layout_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return ceil ((double) logical.height / PANGO_SCALE);
}
