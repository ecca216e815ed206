/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-language"

#include "language/text.h"

/* The language a text falls back to: every definition has it. */
#define REFERENCE "vi"

typedef struct
{
  char *language;
  char *text;
} Saying;

struct _KioskText
{
  GArray *sayings; /* (element-type Saying): a handful, so they are searched in a row */
};

static void
clear_saying (gpointer data)
{
  Saying *saying = data;

  g_free (saying->language);
  g_free (saying->text);
}

/**
 * kiosk_text_new:
 *
 * Returns: (transfer full): a text that says nothing yet
 */
KioskText *
kiosk_text_new (void)
{
  KioskText *self = g_new0 (KioskText, 1);

  self->sayings = g_array_new (FALSE, FALSE, sizeof (Saying));
  g_array_set_clear_func (self->sayings, clear_saying);

  return self;
}

static Saying *
find (const KioskText *self, const char *language)
{
  for (guint i = 0; i < self->sayings->len; i++)
    {
      Saying *saying = &g_array_index (self->sayings, Saying, i);

      if (g_strcmp0 (saying->language, language) == 0)
        return saying;
    }

  return NULL;
}

/**
 * kiosk_text_set:
 * @self: a text
 * @language: the code of a language
 * @text: how it says it, copied; replaces what was there
 */
void
kiosk_text_set (KioskText *self, const char *language, const char *text)
{
  Saying *saying, added;

  g_return_if_fail (self != NULL && language != NULL && text != NULL);

  saying = find (self, language);
  if (saying != NULL)
    {
      g_free (saying->text);
      saying->text = g_strdup (text);
      return;
    }

  added = (Saying){ g_strdup (language), g_strdup (text) };
  g_array_append_val (self->sayings, added);
}

/**
 * kiosk_text_get:
 * @self: (nullable): a text
 * @language: the code of the language wanted
 *
 * Falls back to Vietnamese and then to any language: a person can have an unknown sentence read
 * out, but not an empty one.
 *
 * Returns: (transfer none) (not nullable): the text, empty only when there is none at all
 */
const char *
kiosk_text_get (const KioskText *self, const char *language)
{
  const Saying *saying;

  if (self == NULL || self->sayings->len == 0)
    return "";
  saying = find (self, language);
  if (saying == NULL)
    saying = find (self, REFERENCE);
  if (saying == NULL)
    saying = &g_array_index (self->sayings, Saying, 0);

  return saying->text;
}

/**
 * kiosk_text_has:
 * @self: a text
 * @language: the code of a language
 *
 * Returns: whether it is said in that very language
 */
gboolean
kiosk_text_has (const KioskText *self, const char *language)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return find (self, language) != NULL;
}

/**
 * kiosk_text_free:
 * @self: (transfer full): a text
 */
void
kiosk_text_free (KioskText *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->sayings);
  g_free (self);
}
