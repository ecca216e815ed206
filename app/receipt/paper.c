/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/paper.h"

#include <string.h>

#include "base/secret.h"
#include "language/fold.h"

/* Longer texts are cut with an ellipsis, so that one block always fits on one page. */
#define MAX_CHARACTERS 1000
#define MAX_COLUMNS 8

/**
 * KioskPaper:
 *
 * One paper in its narrow and its wide rendition.
 *
 * It holds a citizen's name and number, so every text is wiped when the last reference goes. The
 * reference count is atomic: a paper is composed on one thread and then only read by the printers'.
 */
struct _KioskPaper
{
  gatomicrefcount references;
  char *token;
  char *language;
  GPtrArray *blocks; /* (owned) (element-type KioskBlock) */
  GPtrArray *narrow; /* (element-type KioskBlock): borrowed from @blocks */
  GPtrArray *wide;   /* (element-type KioskBlock): borrowed from @blocks */
};

static void
wipe_text (gpointer text)
{
  if (text != NULL)
    kiosk_wipe (text, strlen (text));
  g_free (text);
}

static void
block_free (gpointer data)
{
  KioskBlock *block = data;

  wipe_text (block->first);
  wipe_text (block->second);
  wipe_text (block->also_first);
  wipe_text (block->also_second);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_free (block);
}

/* Data may hold bidirectional marks that reorder a printed amount, or control characters: each line
 * is stripped by itself, because the line feeds between them are ours. */
static char *
clean (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *stripped = kiosk_strip_controls (lines[i]);

      wipe_text (lines[i]);
      lines[i] = stripped;
    }

  joined = g_strjoinv ("\n", lines);
  for (guint i = 0; lines[i] != NULL; i++)
    kiosk_wipe (lines[i], strlen (lines[i]));
  kiosk_wipe (valid, strlen (valid));

  if (g_utf8_strlen (joined, -1) > MAX_CHARACTERS)
    {
      const char *end = g_utf8_offset_to_pointer (joined, MAX_CHARACTERS - 1);
      g_autofree char *head = g_strndup (joined, end - joined);
      char *cut = g_strconcat (head, "…", NULL);

      kiosk_wipe (head, strlen (head));
      kiosk_wipe (joined, strlen (joined));
      return cut;
    }

  return g_steal_pointer (&joined);
}

/**
 * kiosk_paper_new:
 * @token: names the print job at the printer and in the journal; holds no personal data
 * @language: the reader's language code; Vietnamese stands on every paper
 *
 * Returns: (transfer full): an empty paper
 */
KioskPaper *
kiosk_paper_new (const char *token, const char *language)
{
  KioskPaper *self = NULL;

  g_return_val_if_fail (token != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_new0 (KioskPaper, 1);
  g_atomic_ref_count_init (&self->references);
  self->token = g_strdup (token);
  self->language = g_strdup (language);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->narrow = g_ptr_array_new ();
  self->wide = g_ptr_array_new ();
  return self;
}

/**
 * kiosk_paper_ref:
 * @self: a paper
 *
 * Returns: (transfer full): @self
 */
KioskPaper *
kiosk_paper_ref (KioskPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * kiosk_paper_unref:
 * @self: (transfer full): a paper; with the last reference every text on it is wiped
 */
void
kiosk_paper_unref (KioskPaper *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->narrow);
  g_ptr_array_unref (self->wide);
  g_ptr_array_unref (self->blocks);
  g_free (self->token);
  g_free (self->language);
  g_free (self);
}

/**
 * kiosk_paper_get_token:
 * @self: a paper
 *
 * Returns: (transfer none): the word that names its print job
 */
const char *
kiosk_paper_get_token (const KioskPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->token;
}

/**
 * kiosk_paper_get_language:
 * @self: a paper
 *
 * Returns: (transfer none): the reader's language code
 */
const char *
kiosk_paper_get_language (const KioskPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}

/**
 * kiosk_paper_add:
 * @self: a paper that no printer has yet
 * @narrow: whether the block stands on a roll
 * @wide: whether it stands on A5
 * @kind: what it is
 * @first: (nullable): see #KioskBlockKind
 * @second: (nullable): see #KioskBlockKind
 *
 * Texts are copied without control and bidirectional characters. The text of a QR is copied as it is.
 *
 * Returns: (transfer none): the block, for cells and translations
 */
KioskBlock *
kiosk_paper_add (KioskPaper *self, gboolean narrow, gboolean wide, KioskBlockKind kind,
                 const char *first, const char *second)
{
  KioskBlock *block = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  block = g_new0 (KioskBlock, 1);
  block->kind = kind;
  block->first = kind == KIOSK_BLOCK_QR ? g_strdup (first) : clean (first);
  block->second = clean (second);
  g_ptr_array_add (self->blocks, block);
  if (narrow)
    g_ptr_array_add (self->narrow, block);
  if (wide)
    g_ptr_array_add (self->wide, block);
  return block;
}

/**
 * kiosk_block_set_also:
 * @self: a block
 * @first: (nullable): its first text in the reader's language
 * @second: (nullable): its second text in the reader's language
 *
 * A translation equal to the Vietnamese is not kept: it would only be printed twice.
 */
void
kiosk_block_set_also (KioskBlock *self, const char *first, const char *second)
{
  g_return_if_fail (self != NULL);

  wipe_text (self->also_first);
  wipe_text (self->also_second);
  self->also_first = clean (first);
  self->also_second = clean (second);
  if (g_strcmp0 (self->also_first, self->first) == 0)
    g_clear_pointer (&self->also_first, wipe_text);
  if (g_strcmp0 (self->also_second, self->second) == 0)
    g_clear_pointer (&self->also_second, wipe_text);
}

/**
 * kiosk_block_set_columns:
 * @self: a block of kind %KIOSK_BLOCK_TABLE
 * @n_columns: cells a row; the first is a number, the second the wide one, the rest are numbers
 */
void
kiosk_block_set_columns (KioskBlock *self, guint n_columns)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n_columns >= 2 && n_columns <= MAX_COLUMNS);

  self->n_columns = n_columns;
  if (self->cells == NULL)
    self->cells = g_ptr_array_new_with_free_func (wipe_text);
}

/**
 * kiosk_block_add_cell:
 * @self: a block that has columns
 * @text: the next cell, row by row
 */
void
kiosk_block_add_cell (KioskBlock *self, const char *text)
{
  g_return_if_fail (self != NULL && self->cells != NULL);
  g_return_if_fail (text != NULL);

  g_ptr_array_add (self->cells, clean (text));
}

/**
 * kiosk_paper_get_narrow:
 * @self: a paper
 *
 * Returns: (transfer none) (element-type KioskBlock): what stands on a roll, from the top
 */
const GPtrArray *
kiosk_paper_get_narrow (const KioskPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->narrow;
}

/**
 * kiosk_paper_get_wide:
 * @self: a paper
 *
 * Returns: (transfer none) (element-type KioskBlock): what stands on A5, from the top
 */
const GPtrArray *
kiosk_paper_get_wide (const KioskPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->wide;
}
