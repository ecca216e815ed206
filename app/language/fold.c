/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-language"

#include "language/fold.h"

#include "base/secret.h"

#include <string.h>

/* Whatever passes here may be a name or an address: each intermediate copy is wiped. The tables
 * of g_unichar_*() are used, not g_utf8_strdown(), which asks the locale. */

#define D_STROKE 0x0111 /* đ: a letter of its own, which no normalization takes apart */

/* A text grows in a GString by reallocation, which leaves pieces behind; a buffer of the greatest
 * possible size does not. No mapping here makes a character longer than six bytes. */
typedef struct
{
  char *text;
  gsize length;
} Buffer;

static Buffer
buffer_for (const char *text)
{
  return (Buffer){ .text = g_malloc (strlen (text) * 6 + 1) };
}

static void
put (Buffer *buffer, gunichar c)
{
  buffer->length += (gsize) g_unichar_to_utf8 (c, buffer->text + buffer->length);
}

static char *
finish (Buffer *buffer)
{
  char *text;

  buffer->text[buffer->length] = '\0';
  text = g_strdup (buffer->text);
  kiosk_wipe_text (buffer->text);

  return text;
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f)           /* C0, DEL, C1 */
         || c == 0x061c                                 /* Arabic letter mark */
         || (c >= 0x200b && c <= 0x200f)                /* zero width, and marks of direction */
         || (c >= 0x2028 && c <= 0x202e)                /* separators, embeddings and overrides */
         || (c >= 0x2060 && c <= 0x2069)                /* invisible operators and isolates */
         || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) /* byte order mark, annotations */
         || (c >= 0xe0000 && c <= 0xe007f);             /* tags: invisible text */
}

static gboolean
is_space (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028
         || c == 0x2029 || g_unichar_isspace (c);
}

/* g_utf8_normalize() answers NULL for what is not UTF-8, so every public function comes here
 * first. */
static char *
make_valid (const char *text)
{
  return g_utf8_make_valid (text, -1);
}

static gunichar
fold_character (gunichar c)
{
  c = g_unichar_tolower (c);

  return c == D_STROKE ? 'd' : c;
}

static void
put_folded (Buffer *buffer, const char *decomposed)
{
  gboolean space = FALSE;

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x0300 && c <= 0x036f)
        continue;
      if (is_space (c))
        {
          space = buffer->length > 0;
          continue;
        }
      if (space)
        put (buffer, ' ');
      space = FALSE;
      put (buffer, fold_character (c));
    }
}

/**
 * kiosk_fold:
 * @text: any bytes
 *
 * What two spellings of the same words have in common, for search: «Đăng ký Khai sinh» and «dang
 * ky  khai sinh» are both "dang ky khai sinh". Digits and dots stay, so that the code of a
 * procedure is found as it is printed.
 *
 * Returns: (transfer full): without accents, lower case, single spaces
 */
char *
kiosk_fold (const char *text)
{
  char *valid, *decomposed;
  Buffer buffer;

  g_return_val_if_fail (text != NULL, NULL);

  valid = make_valid (text);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFD);
  kiosk_wipe_text (valid);
  buffer = buffer_for (decomposed);
  put_folded (&buffer, decomposed);
  kiosk_wipe_text (decomposed);

  return finish (&buffer);
}

static char *
strip_and_collapse (const char *valid)
{
  Buffer buffer = buffer_for (valid);
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          space = buffer.length > 0;
          continue;
        }
      if (is_control (c))
        continue;
      if (space)
        put (&buffer, ' ');
      space = FALSE;
      put (&buffer, c);
    }

  return finish (&buffer);
}

/**
 * kiosk_normalize:
 * @text: any bytes
 *
 * How a line of text is kept: composed (NFC), because fonts, forms and other systems expect it;
 * without control characters and marks that turn the reading direction, because nobody sees them;
 * with single spaces and none at the ends.
 *
 * Returns: (transfer full): the line; normalizing it again changes nothing
 */
char *
kiosk_normalize (const char *text)
{
  char *valid, *stripped, *composed;

  g_return_val_if_fail (text != NULL, NULL);

  valid = make_valid (text);
  stripped = strip_and_collapse (valid);
  kiosk_wipe_text (valid);
  /* Last: what was taken out may have kept a letter and its accent apart. */
  composed = g_utf8_normalize (stripped, -1, G_NORMALIZE_NFC);
  kiosk_wipe_text (stripped);

  return composed;
}

/**
 * kiosk_strip_controls:
 * @text: any bytes
 *
 * For text of several lines: line breaks stay and tabs become spaces.
 *
 * Returns: (transfer full): composed (NFC) and without other control characters
 */
char *
kiosk_strip_controls (const char *text)
{
  char *valid, *stripped, *composed;
  Buffer buffer;

  g_return_val_if_fail (text != NULL, NULL);

  valid = make_valid (text);
  buffer = buffer_for (valid);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || !is_control (c))
        put (&buffer, c);
      else if (c == '\t')
        put (&buffer, ' ');
    }
  kiosk_wipe_text (valid);
  stripped = finish (&buffer);
  composed = g_utf8_normalize (stripped, -1, G_NORMALIZE_NFC);
  kiosk_wipe_text (stripped);

  return composed;
}

/**
 * kiosk_upper:
 * @text: any bytes
 *
 * Capitals as forms want them for names, the same whatever the locale.
 *
 * Returns: (transfer full): @text in capitals
 */
char *
kiosk_upper (const char *text)
{
  char *valid;
  Buffer buffer;

  g_return_val_if_fail (text != NULL, NULL);

  valid = make_valid (text);
  buffer = buffer_for (valid);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    put (&buffer, g_unichar_toupper (g_utf8_get_char (p)));
  kiosk_wipe_text (valid);

  return finish (&buffer);
}

/**
 * kiosk_start_small:
 * @text: any bytes
 *
 * For a sentence that goes on after a semicolon or an «and»; a first word in capitals, such as a
 * name of letters, stays as it is.
 *
 * Returns: (transfer full): @text with a small first letter
 */
char *
kiosk_start_small (const char *text)
{
  char *valid;
  const char *rest;
  Buffer buffer;

  g_return_val_if_fail (text != NULL, NULL);

  valid = make_valid (text);
  rest = *valid != '\0' ? g_utf8_next_char (valid) : valid;
  if (*valid == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return valid;

  buffer = buffer_for (valid);
  put (&buffer, g_unichar_tolower (g_utf8_get_char (valid)));
  for (const char *p = rest; *p != '\0'; p = g_utf8_next_char (p))
    put (&buffer, g_utf8_get_char (p));
  kiosk_wipe_text (valid);

  return finish (&buffer);
}
