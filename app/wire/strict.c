/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-wire"

#include "wire/strict.h"

#include <string.h>

/* json-glib reads more than JSON (comments, for one) and recurses as deep as its input asks for.
 * What comes from outside is therefore walked here first, by the letter of RFC 8259 and within
 * bounds; json-glib only ever sees text that has passed. */

#define MAX_NUMBER 24

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  guint max_depth;
} Walk;

static gboolean walk_value (Walk *walk);

static void
skip_space (Walk *walk)
{
  while (walk->at < walk->end && strchr (" \t\r\n", *walk->at) != NULL && *walk->at != '\0')
    walk->at++;
}

static gboolean
walk_literal (Walk *walk, const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (walk->end - walk->at) < length || memcmp (walk->at, literal, length) != 0)
    return FALSE;

  walk->at += length;
  return TRUE;
}

static gsize
walk_digits (Walk *walk)
{
  gsize n = 0;

  for (; walk->at < walk->end && g_ascii_isdigit (*walk->at); walk->at++)
    n++;

  return n;
}

static gboolean
walk_number (Walk *walk)
{
  const char *start = walk->at;
  gsize digits;

  if (walk->at < walk->end && *walk->at == '-')
    walk->at++;
  if (walk->at < walk->end && *walk->at == '0')
    walk->at++;
  else if (walk_digits (walk) == 0)
    return FALSE;

  if (walk->at < walk->end && *walk->at == '.')
    {
      walk->at++;
      digits = walk_digits (walk);
      if (digits == 0)
        return FALSE;
    }

  if (walk->at < walk->end && (*walk->at == 'e' || *walk->at == 'E'))
    {
      walk->at++;
      if (walk->at < walk->end && (*walk->at == '+' || *walk->at == '-'))
        walk->at++;
      digits = walk_digits (walk);
      if (digits == 0 || digits > 2)
        return FALSE;
    }

  return walk->at - start <= MAX_NUMBER;
}

static gboolean
walk_hex4 (Walk *walk, guint *value)
{
  *value = 0;

  for (guint i = 0; i < 4; i++, walk->at++)
    {
      if (walk->at >= walk->end || !g_ascii_isxdigit (*walk->at))
        return FALSE;
      *value = *value * 16 + (guint) g_ascii_xdigit_value (*walk->at);
    }

  return TRUE;
}

static gboolean
walk_escape (Walk *walk)
{
  guint unit;

  if (walk->at >= walk->end)
    return FALSE;
  if (*walk->at != 'u')
    return *walk->at != '\0' && strchr ("\"\\/bfnrt", *walk->at++) != NULL;

  walk->at++;
  /* A NUL would cut every C string short, so that two readers see two texts. */
  if (!walk_hex4 (walk, &unit) || unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return FALSE;
  if (unit < 0xD800 || unit > 0xDBFF)
    return TRUE;

  return walk_literal (walk, "\\u") && walk_hex4 (walk, &unit) && unit >= 0xDC00 && unit <= 0xDFFF;
}

static gboolean
walk_string (Walk *walk)
{
  if (walk->at >= walk->end || *walk->at++ != '"')
    return FALSE;

  while (walk->at < walk->end)
    {
      guchar c = (guchar) *walk->at++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !walk_escape (walk)))
        return FALSE;
    }

  return FALSE;
}

static gboolean
walk_container (Walk *walk, char close)
{
  gboolean is_object = close == '}';

  if (++walk->depth > walk->max_depth)
    return FALSE;

  walk->at++;
  skip_space (walk);
  if (walk->at < walk->end && *walk->at == close)
    {
      walk->at++;
      walk->depth--;
      return TRUE;
    }

  while (walk->at < walk->end)
    {
      skip_space (walk);
      if (is_object)
        {
          if (!walk_string (walk))
            return FALSE;
          skip_space (walk);
          if (!walk_literal (walk, ":"))
            return FALSE;
        }
      if (!walk_value (walk) || walk->at >= walk->end)
        return FALSE;
      if (*walk->at == close)
        {
          walk->at++;
          walk->depth--;
          return TRUE;
        }
      if (*walk->at++ != ',')
        return FALSE;
    }

  return FALSE;
}

static gboolean
walk_value (Walk *walk)
{
  gboolean ok;

  skip_space (walk);
  if (walk->at >= walk->end)
    return FALSE;

  switch (*walk->at)
    {
    case '{':
      ok = walk_container (walk, '}');
      break;
    case '[':
      ok = walk_container (walk, ']');
      break;
    case '"':
      ok = walk_string (walk);
      break;
    case 't':
      ok = walk_literal (walk, "true");
      break;
    case 'f':
      ok = walk_literal (walk, "false");
      break;
    case 'n':
      ok = walk_literal (walk, "null");
      break;
    default:
      ok = walk_number (walk);
      break;
    }

  skip_space (walk);
  return ok;
}

/**
 * kiosk_strict_check:
 * @data: text that came from outside; needs no terminating NUL
 * @length: its bytes
 * @max_depth: how deep arrays and objects may nest, at most %KIOSK_STRICT_MAX_DEPTH
 * @error: return location, always %KIOSK_WIRE_ERROR_MALFORMED; says where, never what was there
 *
 * Walks @data by RFC 8259, and refuses besides: invalid UTF-8, a byte order mark, NUL in any
 * spelling, lone surrogates and numbers longer than 24 characters.
 *
 * Returns: whether a reader can be let loose on @data
 */
gboolean
kiosk_strict_check (const char *data, gsize length, guint max_depth, GError **error)
{
  Walk walk = { data, NULL, 0, MIN (max_depth, KIOSK_STRICT_MAX_DEPTH) };

  if (length == 0 || data == NULL || !g_utf8_validate_len (data, length, NULL))
    {
      g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                   "not JSON: empty, or not UTF-8 text");
      return FALSE;
    }

  walk.end = data + length;
  if (!walk_value (&walk) || walk.at != walk.end)
    {
      g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                   "not JSON within its bounds: see byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT,
                   (gsize) (walk.at - data), length);
      return FALSE;
    }

  return TRUE;
}

/**
 * kiosk_strict_parse:
 * @data: text that came from outside; needs no terminating NUL
 * @length: its bytes
 * @max_depth: see kiosk_strict_check()
 * @error: return location, always %KIOSK_WIRE_ERROR_MALFORMED
 *
 * Returns: (transfer full): the tree of @data
 */
JsonNode *
kiosk_strict_parse (const char *data, gsize length, guint max_depth, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;

  if (!kiosk_strict_check (data, length, max_depth, error))
    return NULL;

  parser = json_parser_new_immutable ();
  /* The library's message may quote the text, and the text may be about a person. */
  if (!json_parser_load_from_data (parser, data, (gssize) length, &local))
    {
      g_set_error (error, KIOSK_WIRE_ERROR, KIOSK_WIRE_ERROR_MALFORMED,
                   "not JSON: the reader gave up (code %d)", local->code);
      return NULL;
    }

  return json_parser_steal_root (parser);
}
