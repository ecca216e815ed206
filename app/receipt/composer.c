/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/composer.h"

#include <string.h>

#include "base/secret.h"
#include "language/fold.h"

#define VIETNAMESE "vi"
#define MAX_PLACES 4

static void
wipe (char *text)
{
  if (text != NULL)
    kiosk_wipe (text, strlen (text));
  g_free (text);
}

static void
saying_free (gpointer data)
{
  KioskSaying *saying = data;

  wipe (saying->vietnamese);
  wipe (saying->also);
  g_free (saying);
}

/**
 * kiosk_composer_init:
 * @self: a composer
 * @token: names the print job; no personal data
 * @language: its current language is the reader's
 */
void
kiosk_composer_init (KioskComposer *self, const char *token, KioskLanguage *language)
{
  const char *code = kiosk_language_get_current (language);

  self->paper = kiosk_paper_new (token, code);
  self->language = language;
  self->also = g_strcmp0 (code, VIETNAMESE) != 0 ? code : NULL;
  self->sayings = g_ptr_array_new_with_free_func (saying_free);
}

/**
 * kiosk_composer_finish:
 * @self: a composer, of no use afterwards
 *
 * Returns: (transfer full): the paper
 */
KioskPaper *
kiosk_composer_finish (KioskComposer *self)
{
  g_clear_pointer (&self->sayings, g_ptr_array_unref);
  return g_steal_pointer (&self->paper);
}

/**
 * kiosk_say_take:
 * @self: a composer
 * @vietnamese: (transfer full): in Vietnamese
 * @also: (transfer full) (nullable): in the reader's language; dropped when that is Vietnamese
 *
 * Returns: (transfer none): both, as long as @self
 */
const KioskSaying *
kiosk_say_take (KioskComposer *self, char *vietnamese, char *also)
{
  KioskSaying *saying = g_new0 (KioskSaying, 1);

  saying->vietnamese = vietnamese;
  if (self->also != NULL)
    saying->also = also;
  else
    wipe (also);
  g_ptr_array_add (self->sayings, saying);
  return saying;
}

/**
 * kiosk_say:
 * @self: a composer
 * @key: of a text without placeholders
 *
 * Returns: (transfer none): the text in both languages
 */
const KioskSaying *
kiosk_say (KioskComposer *self, const char *key)
{
  return kiosk_say_take (self, g_strdup (kiosk_language_get_in (self->language, VIETNAMESE, key)),
                         self->also != NULL
                             ? g_strdup (kiosk_language_get_in (self->language, self->also, key))
                             : NULL);
}

static const char *
pick (const KioskSaying *saying, gboolean also)
{
  return also && saying->also != NULL ? saying->also : saying->vietnamese;
}

static char *
fill (KioskComposer *self, const char *key, const char *const names[MAX_PLACES],
      const KioskSaying *const values[MAX_PLACES], gboolean also)
{
  const char *texts[MAX_PLACES] = { NULL };

  for (guint i = 0; i < MAX_PLACES && names[i] != NULL; i++)
    texts[i] = pick (values[i], also);

  return kiosk_language_format_in (self->language, also ? self->also : VIETNAMESE, key, names[0],
                                   texts[0], names[1], texts[1], names[2], texts[2], names[3],
                                   texts[3], NULL);
}

/**
 * kiosk_say_with:
 * @self: a composer
 * @key: of a text with four placeholders at most
 * @...: pairs of a placeholder's name and a #KioskSaying, ended by %NULL
 *
 * Each language gets the values in its own words.
 *
 * Returns: (transfer none): the text in both languages
 */
const KioskSaying *
kiosk_say_with (KioskComposer *self, const char *key, ...)
{
  const char *names[MAX_PLACES] = { NULL };
  const KioskSaying *values[MAX_PLACES] = { NULL };
  va_list list;

  va_start (list, key);
  for (guint i = 0; i < MAX_PLACES; i++)
    {
      names[i] = va_arg (list, const char *);
      if (names[i] == NULL)
        break;
      values[i] = va_arg (list, const KioskSaying *);
    }
  va_end (list);

  return kiosk_say_take (self, fill (self, key, names, values, FALSE),
                         self->also != NULL ? fill (self, key, names, values, TRUE) : NULL);
}

/**
 * kiosk_say_text:
 * @self: a composer
 * @text: (nullable): a text of the definition or the configuration
 *
 * Returns: (transfer none): it in both languages; empty for %NULL
 */
const KioskSaying *
kiosk_say_text (KioskComposer *self, const KioskText *text)
{
  if (text == NULL)
    return kiosk_say_plain (self, "");

  return kiosk_say_take (self, g_strdup (kiosk_text_get (text, VIETNAMESE)),
                         self->also != NULL ? g_strdup (kiosk_text_get (text, self->also)) : NULL);
}

/**
 * kiosk_say_plain:
 * @self: a composer
 * @text: (nullable): what is the same in every language: a name, a number
 *
 * Returns: (transfer none): @text without a translation
 */
const KioskSaying *
kiosk_say_plain (KioskComposer *self, const char *text)
{
  return kiosk_say_take (self, g_strdup (text != NULL ? text : ""), NULL);
}

/**
 * kiosk_say_upper:
 * @self: a composer
 * @saying: some words
 *
 * Returns: (transfer none): the Vietnamese in capitals, as the head of a form wants; the other as it is
 */
const KioskSaying *
kiosk_say_upper (KioskComposer *self, const KioskSaying *saying)
{
  return kiosk_say_take (self, kiosk_upper (saying->vietnamese), g_strdup (saying->also));
}

/**
 * kiosk_say_joined:
 * @self: a composer
 * @first: some words
 * @between: what stands between
 * @second: more words
 *
 * Returns: (transfer none): one after the other; the one alone when the other is empty
 */
const KioskSaying *
kiosk_say_joined (KioskComposer *self, const KioskSaying *first, const char *between,
                  const KioskSaying *second)
{
  char *also = NULL;

  if (*first->vietnamese == '\0')
    return second;
  if (*second->vietnamese == '\0')
    return first;

  if (first->also != NULL || second->also != NULL)
    also = g_strconcat (pick (first, TRUE), between, pick (second, TRUE), NULL);
  return kiosk_say_take (self, g_strconcat (first->vietnamese, between, second->vietnamese, NULL),
                         also);
}

/**
 * kiosk_compose:
 * @self: a composer
 * @where: the renditions it stands on
 * @kind: what it is
 * @first: (nullable): see #KioskBlockKind
 * @second: (nullable): see #KioskBlockKind
 *
 * Returns: (transfer none): the block
 */
KioskBlock *
kiosk_compose (KioskComposer *self, KioskWhere where, KioskBlockKind kind, const KioskSaying *first,
               const KioskSaying *second)
{
  KioskBlock *block = kiosk_paper_add (
      self->paper, (where & KIOSK_ON_NARROW) != 0, (where & KIOSK_ON_WIDE) != 0, kind,
      first != NULL ? first->vietnamese : NULL, second != NULL ? second->vietnamese : NULL);

  kiosk_block_set_also (block, first != NULL ? first->also : NULL,
                        second != NULL ? second->also : NULL);
  return block;
}
