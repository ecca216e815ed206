/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-ui"

#include "ui/widgets/composer.h"

#include <string.h>

#define A_BREVE 0x0103
#define A_CIRCUMFLEX 0x00e2
#define D_STROKE 0x0111
#define E_CIRCUMFLEX 0x00ea
#define O_CIRCUMFLEX 0x00f4
#define O_HORN 0x01a1
#define U_HORN 0x01b0

/* A key, the letter it acts on, and what becomes of it. */
typedef struct
{
  char key;
  gunichar from;
  gunichar to;
} Mark;

/* Telex first, then VNI. A letter that has another mark already changes it. */
static const Mark marks[] = {
  { 'a', 'a', A_CIRCUMFLEX },     { 'a', A_BREVE, A_CIRCUMFLEX }, { 'e', 'e', E_CIRCUMFLEX },
  { 'o', 'o', O_CIRCUMFLEX },     { 'o', O_HORN, O_CIRCUMFLEX },  { 'w', 'a', A_BREVE },
  { 'w', A_CIRCUMFLEX, A_BREVE }, { 'w', 'o', O_HORN },           { 'w', O_CIRCUMFLEX, O_HORN },
  { 'w', 'u', U_HORN },           { '6', 'a', A_CIRCUMFLEX },     { '6', A_BREVE, A_CIRCUMFLEX },
  { '6', 'e', E_CIRCUMFLEX },     { '6', 'o', O_CIRCUMFLEX },     { '6', O_HORN, O_CIRCUMFLEX },
  { '7', 'o', O_HORN },           { '7', O_CIRCUMFLEX, O_HORN },  { '7', 'u', U_HORN },
  { '8', 'a', A_BREVE },          { '8', A_CIRCUMFLEX, A_BREVE },
};

static gunichar
without_mark (gunichar letter)
{
  switch (letter)
    {
    case A_BREVE:
    case A_CIRCUMFLEX:
      return 'a';
    case E_CIRCUMFLEX:
      return 'e';
    case O_CIRCUMFLEX:
    case O_HORN:
      return 'o';
    case U_HORN:
      return 'u';
    case D_STROKE:
      return 'd';
    default:
      return letter;
    }
}

/**
 * kiosk_composer_find_syllable:
 * @before: the text before the cursor
 *
 * Returns: the offset in bytes of the run of letters that ends at the cursor
 */
gsize
kiosk_composer_find_syllable (const char *before)
{
  const char *start = before + strlen (before);

  while (start > before)
    {
      const char *previous = g_utf8_prev_char (start);

      if (!g_unichar_isalpha (g_utf8_get_char (previous)))
        break;
      start = previous;
    }

  return (gsize) (start - before);
}

/**
 * kiosk_composer_set_tone:
 * @before: the text before the cursor
 * @tone: the key; the tone that is there already is taken away by its own key
 * @replaced: (out): how many characters before the cursor the result stands for
 *
 * Returns: (transfer full) (nullable): the syllable with its tone, or %NULL where there is no vowel
 *   to bear it
 */
char *
kiosk_composer_set_tone (const char *before, KioskToneMark tone, guint *replaced)
{
  const char *word;
  KioskSyllable syllable;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (tone < KIOSK_N_TONE_MARKS, NULL);

  word = before + kiosk_composer_find_syllable (before);
  *replaced = (guint) g_utf8_strlen (word, -1);
  if (!kiosk_syllable_parse (&syllable, word) || syllable.rest == syllable.vowels)
    return NULL;
  syllable.tone = syllable.tone == tone ? KIOSK_TONE_MARK_NONE : tone;

  return kiosk_syllable_to_text (&syllable);
}

static gboolean
get_tone (gunichar key, KioskToneMark *tone)
{
  static const char telex[] = "zfrxsj";
  static const char vni[]
      = "023415"; /* in the order of KioskToneMark: none, huyền 2, hỏi 3, ngã 4, sắc 1, nặng 5 */
  const char *found;

  if (key == 0 || key > 0x7f)
    return FALSE;
  found = strchr (telex, (int) key);
  if (found != NULL)
    {
      *tone = (KioskToneMark) (found - telex);
      return TRUE;
    }
  found = strchr (vni, (int) key);
  if (found == NULL)
    return FALSE;
  *tone = (KioskToneMark) (found - vni);

  return TRUE;
}

/* uơ and ưo before anything else are ươ. */
static void
join_horns (KioskSyllable *syllable)
{
  gunichar *v = syllable->letters + syllable->vowels;

  if (syllable->rest - syllable->vowels < 2 || syllable->n == syllable->vowels + 2)
    return;
  if (v[0] == U_HORN && v[1] == 'o')
    v[1] = O_HORN;
  else if (v[0] == 'u' && v[1] == O_HORN)
    v[0] = U_HORN;
}

static gboolean
is_plausible (const KioskSyllable *syllable)
{
  gboolean stops;

  return kiosk_syllable_has_final (syllable, &stops) && kiosk_syllable_is_nucleus (syllable);
}

/* The horn key makes uo to ươ in one stroke. */
static gboolean
put_both_horns (KioskSyllable *syllable, gunichar key)
{
  KioskSyllable tried = *syllable;
  gunichar *v = tried.letters + tried.vowels;

  if ((key != 'w' && key != '7') || tried.rest - tried.vowels < 2)
    return FALSE;
  if (without_mark (v[0]) != 'u' || without_mark (v[1]) != 'o'
      || (v[0] == U_HORN && v[1] == O_HORN))
    return FALSE;
  if (v[0] == 'u' && v[1] == O_HORN && tried.n == tried.vowels + 2)
    return FALSE;
  v[1] = O_HORN;
  if (tried.n > tried.vowels + 2)
    v[0] = U_HORN;
  if (!is_plausible (&tried))
    return FALSE;
  *syllable = tried;

  return TRUE;
}

/* The last vowel that can bear the mark gets it. */
static gboolean
put_mark (KioskSyllable *syllable, gunichar key)
{
  if (put_both_horns (syllable, key))
    return TRUE;
  for (guint i = syllable->rest; i > syllable->vowels; i--)
    {
      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        {
          KioskSyllable tried = *syllable;

          if ((gunichar) marks[m].key != key || marks[m].from != tried.letters[i - 1])
            continue;
          tried.letters[i - 1] = marks[m].to;
          join_horns (&tried);
          if (!is_plausible (&tried))
            continue;
          *syllable = tried;
          return TRUE;
        }
    }

  return FALSE;
}

/* A second stroke takes the mark away and types the key: «aaa» is «aa». */
static gboolean
take_mark (KioskSyllable *syllable, gunichar key)
{
  gboolean taken = FALSE;

  for (guint i = syllable->vowels; i < syllable->rest; i++)
    {
      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        {
          if ((gunichar) marks[m].key == key && marks[m].to == syllable->letters[i])
            {
              syllable->letters[i] = without_mark (syllable->letters[i]);
              taken = TRUE;
              break;
            }
        }
    }

  return taken;
}

static gboolean
put_stroke (KioskSyllable *syllable, gunichar key, gboolean *literal)
{
  if ((key != 'd' && key != '9') || syllable->n == 0)
    return FALSE;
  if (syllable->letters[0] == D_STROKE)
    {
      syllable->letters[0] = 'd';
      *literal = TRUE;
      return TRUE;
    }
  if (syllable->letters[0] != 'd')
    return FALSE;
  syllable->letters[0] = D_STROKE;

  return TRUE;
}

static gboolean
put_tone (KioskSyllable *syllable, gunichar key, gboolean *literal)
{
  KioskToneMark tone;
  gboolean stops;

  if (!get_tone (key, &tone) || !kiosk_syllable_has_final (syllable, &stops))
    return FALSE;
  if (tone == KIOSK_TONE_MARK_NONE && syllable->tone == KIOSK_TONE_MARK_NONE)
    return FALSE;
  if (tone == syllable->tone)
    {
      syllable->tone = KIOSK_TONE_MARK_NONE;
      *literal = TRUE;
      return TRUE;
    }
  if (stops && tone != KIOSK_TONE_MARK_ACUTE && tone != KIOSK_TONE_MARK_DOT
      && tone != KIOSK_TONE_MARK_NONE)
    return FALSE;
  syllable->tone = tone;

  return TRUE;
}

/* Telex and VNI: whether the key was an order and no letter. With @literal the key is typed as
 * well. */
static gboolean
obey (KioskSyllable *syllable, gunichar key, gboolean *literal)
{
  if (put_stroke (syllable, key, literal) || put_tone (syllable, key, literal)
      || put_mark (syllable, key))
    return TRUE;
  if (take_mark (syllable, key))
    {
      *literal = TRUE;
      return TRUE;
    }

  return FALSE;
}

static char *
append_literally (const KioskSyllable *syllable, gunichar key)
{
  g_autofree char *word = kiosk_syllable_to_text (syllable);
  GString *text = g_string_new (word);

  g_string_append_unichar (text, key);

  return g_string_free (text, FALSE);
}

/* A letter typed as such may move the tone: hòa, then hoàn. What is no Vietnamese word is left
 * alone. */
static char *
append_letter (const KioskSyllable *syllable, gunichar key)
{
  KioskSyllable longer = *syllable;
  gboolean stops;

  if (syllable->tone == KIOSK_TONE_MARK_NONE && syllable->rest == syllable->vowels)
    return NULL;
  if (!kiosk_syllable_append (&longer, key))
    return NULL;
  join_horns (&longer);
  if (!kiosk_syllable_has_final (&longer, &stops))
    return NULL;

  return kiosk_syllable_to_text (&longer);
}

/**
 * kiosk_composer_type:
 * @before: the text before the cursor
 * @key: the character of the key
 * @telex_vni: whether letters and digits may be orders
 * @replaced: (out): how many characters before the cursor the result stands for
 *
 * Works on the syllable before the cursor as it stands, without memory of its own, so that the
 * cursor may be moved and letters be erased at will.
 *
 * Returns: (transfer full): what takes their place
 */
char *
kiosk_composer_type (const char *before, gunichar key, gboolean telex_vni, guint *replaced)
{
  const char *word;
  KioskSyllable syllable;
  char *composed = NULL;
  gboolean literal = FALSE;
  gboolean known;
  char text[8] = { 0 };

  g_return_val_if_fail (before != NULL, NULL);

  word = before + kiosk_composer_find_syllable (before);
  known = kiosk_syllable_parse (&syllable, word);
  *replaced = (guint) g_utf8_strlen (word, -1);
  if (known && telex_vni && obey (&syllable, g_unichar_tolower (key), &literal))
    return literal ? append_literally (&syllable, key) : kiosk_syllable_to_text (&syllable);
  if (known && g_unichar_isalpha (key))
    composed = append_letter (&syllable, key);
  if (composed != NULL)
    return composed;

  *replaced = 0;
  g_unichar_to_utf8 (key, text);

  return g_strdup (text);
}
