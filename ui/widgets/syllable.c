/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/syllable.h"

#include <string.h>

#define N_VOWELS 12

/* Rows are vowels, columns the tones in the order of KioskToneMark. */
static const gunichar vowels[N_VOWELS][KIOSK_N_TONE_MARKS] = {
  { 'a', 0x00e0, 0x1ea3, 0x00e3, 0x00e1, 0x1ea1 },    /* a à ả ã á ạ */
  { 0x0103, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0x1eb7 }, /* ă */
  { 0x00e2, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead }, /* â */
  { 'e', 0x00e8, 0x1ebb, 0x1ebd, 0x00e9, 0x1eb9 },    /* e */
  { 0x00ea, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7 }, /* ê */
  { 'i', 0x00ec, 0x1ec9, 0x0129, 0x00ed, 0x1ecb },    /* i */
  { 'o', 0x00f2, 0x1ecf, 0x00f5, 0x00f3, 0x1ecd },    /* o */
  { 0x00f4, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9 }, /* ô */
  { 0x01a1, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3 }, /* ơ */
  { 'u', 0x00f9, 0x1ee7, 0x0169, 0x00fa, 0x1ee5 },    /* u */
  { 0x01b0, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1 }, /* ư */
  { 'y', 0x1ef3, 0x1ef7, 0x1ef9, 0x00fd, 0x1ef5 },    /* y */
};

/* Every nucleus the language has. */
static const char *const nuclei[]
    = { "a",   "ă",   "â",   "e",   "ê",   "i",   "o",   "ô",   "ơ",   "u",   "ư",   "y",
        "ai",  "ao",  "au",  "ay",  "âu",  "ây",  "eo",  "êu",  "ia",  "iê",  "iu",  "oa",
        "oă",  "oe",  "oi",  "oo",  "ôi",  "ơi",  "ua",  "uâ",  "uê",  "ui",  "uô",  "uơ",
        "uy",  "ưa",  "ưi",  "ươ",  "ưu",  "yê",  "iêu", "oai", "oao", "oay", "oeo", "uai",
        "uôi", "uây", "uya", "uyê", "uyu", "ươi", "ươu", "yêu" };

/* k: Đắk Lắk */
static const char *const finals[] = { "", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t" };
static const char *const stops_of[] = { "c", "ch", "k", "p", "t" };

/**
 * kiosk_letter_is_vowel:
 * @letter: lower case, without tone
 *
 * Returns: whether @letter is one of the twelve
 */
gboolean
kiosk_letter_is_vowel (gunichar letter)
{
  for (guint i = 0; i < N_VOWELS; i++)
    {
      if (vowels[i][0] == letter)
        return TRUE;
    }

  return FALSE;
}

static gunichar
take_tone (gunichar letter, KioskToneMark *tone)
{
  for (guint i = 0; i < N_VOWELS; i++)
    {
      for (guint t = 1; t < KIOSK_N_TONE_MARKS; t++)
        {
          if (vowels[i][t] == letter)
            {
              *tone = (KioskToneMark) t;
              return vowels[i][0];
            }
        }
    }

  return letter;
}

static gunichar
give_tone (gunichar letter, KioskToneMark tone)
{
  for (guint i = 0; i < N_VOWELS; i++)
    {
      if (vowels[i][0] == letter)
        return vowels[i][tone];
    }

  return letter;
}

/**
 * kiosk_syllable_divide:
 *
 * Finds onset, nucleus and final anew after letters were changed.
 */
void
kiosk_syllable_divide (KioskSyllable *self)
{
  guint start = 0;

  while (start < self->n && !kiosk_letter_is_vowel (self->letters[start]))
    start++;
  if (start == 1 && start + 1 < self->n && kiosk_letter_is_vowel (self->letters[start + 1])
      && ((self->letters[0] == 'q' && self->letters[1] == 'u')
          || (self->letters[0] == 'g' && self->letters[1] == 'i')))
    start++;
  self->vowels = start;
  while (start < self->n && kiosk_letter_is_vowel (self->letters[start]))
    start++;
  self->rest = start;
}

/**
 * kiosk_syllable_append:
 * @letter: any letter, with case and perhaps tone
 *
 * Returns: whether there was room
 */
gboolean
kiosk_syllable_append (KioskSyllable *self, gunichar letter)
{
  if (self->n >= KIOSK_SYLLABLE_MAX)
    return FALSE;

  self->upper[self->n] = g_unichar_isupper (letter);
  self->letters[self->n] = take_tone (g_unichar_tolower (letter), &self->tone);
  self->n++;
  kiosk_syllable_divide (self);

  return TRUE;
}

/**
 * kiosk_syllable_parse:
 * @text: letters only, NFC
 *
 * Returns: whether @text is short enough to be a syllable
 */
gboolean
kiosk_syllable_parse (KioskSyllable *self, const char *text)
{
  memset (self, 0, sizeof *self);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!kiosk_syllable_append (self, g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

/* The way it is written in public papers: hòa, thúy; but hoàn, thuyền. */
static guint
find_tone_place (const KioskSyllable *self)
{
  guint n = self->rest - self->vowels;

  for (guint i = self->rest; i > self->vowels; i--)
    {
      if (self->letters[i - 1] > 0x7f)
        return i - 1;
    }
  if (n >= 3)
    return self->vowels + 1;
  if (n == 2 && self->rest < self->n)
    return self->vowels + 1;

  return self->vowels;
}

/**
 * kiosk_syllable_to_text:
 *
 * Returns: (transfer full): the word, NFC, with the tone where it belongs
 */
char *
kiosk_syllable_to_text (const KioskSyllable *self)
{
  GString *text = g_string_new (NULL);
  guint place = find_tone_place (self);

  for (guint i = 0; i < self->n; i++)
    {
      gunichar letter = self->letters[i];

      if (i == place)
        letter = give_tone (letter, self->tone);
      g_string_append_unichar (text, self->upper[i] ? g_unichar_toupper (letter) : letter);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_part_of (const gunichar *letters, guint n, const char *const *list, guint n_list)
{
  g_autofree char *part = g_ucs4_to_utf8 (letters, n, NULL, NULL, NULL);

  for (guint i = 0; i < n_list; i++)
    {
      if (g_strcmp0 (part, list[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * kiosk_syllable_is_nucleus:
 *
 * Returns: whether the vowels are a nucleus of the language
 */
gboolean
kiosk_syllable_is_nucleus (const KioskSyllable *self)
{
  return is_part_of (self->letters + self->vowels, self->rest - self->vowels, nuclei,
                     G_N_ELEMENTS (nuclei));
}

/**
 * kiosk_syllable_has_final:
 * @stops: (out): whether it ends in c, ch, p or t, which bear sắc and nặng only
 *
 * Returns: whether there are vowels, and what follows them is nothing or a final of the language
 */
gboolean
kiosk_syllable_has_final (const KioskSyllable *self, gboolean *stops)
{
  const gunichar *rest = self->letters + self->rest;
  guint n = self->n - self->rest;

  *stops = is_part_of (rest, n, stops_of, G_N_ELEMENTS (stops_of));

  return self->rest > self->vowels && is_part_of (rest, n, finals, G_N_ELEMENTS (finals));
}
