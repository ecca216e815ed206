/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/json-gate.h"

#include "procedure/procedure-error.h"

#include <string.h>

/*
 * Reads the text before json-glib does. json-glib 1.6 has no limit of depth, takes comments and
 * single quotes for JSON and keeps the last of two members of one name without a word; a file that
 * means one thing to the kiosk and another to the person who checked it must not get that far.
 */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  GError **error;
} Gate;

static gboolean check_value (Gate *gate, guint depth);

static gboolean
refuse (Gate *gate, const char *what)
{
  guint line = 1;

  for (const char *c = gate->start; c < gate->at; c++)
    line += *c == '\n';

  g_set_error (gate->error, KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_NOT_JSON, "line %u: %s",
               line, what);
  return FALSE;
}

static char
peek (const Gate *gate)
{
  return gate->at < gate->end ? *gate->at : '\0';
}

static void
skip_space (Gate *gate)
{
  while (gate->at < gate->end
         && (*gate->at == ' ' || *gate->at == '\n' || *gate->at == '\t' || *gate->at == '\r'))
    gate->at++;
}

static gboolean
take (Gate *gate, char wanted)
{
  skip_space (gate);
  if (peek (gate) != wanted)
    return FALSE;

  gate->at++;
  return TRUE;
}

/* The four hex digits after \u, or -1. */
static int
take_hex (Gate *gate)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (gate));

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
      gate->at++;
    }

  return value;
}

static gboolean
check_escape (Gate *gate)
{
  char kind = peek (gate);
  int unit;

  if (kind == '\0' || strchr ("\"\\/bfnrtu", kind) == NULL)
    return refuse (gate, "not an escape of JSON");
  gate->at++;
  if (kind != 'u')
    return TRUE;

  unit = take_hex (gate);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return refuse (gate, "\\u must name a character");
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  if (gate->end - gate->at < 6 || gate->at[0] != '\\' || gate->at[1] != 'u')
    return refuse (gate, "half a surrogate pair");
  gate->at += 2;
  unit = take_hex (gate);
  if (unit < 0xdc00 || unit > 0xdfff)
    return refuse (gate, "half a surrogate pair");

  return TRUE;
}

/* Leaves @gate behind the closing quote; @escaped tells whether there was an escape. */
static gboolean
check_string (Gate *gate, gboolean *escaped)
{
  *escaped = FALSE;
  gate->at++;

  while (gate->at < gate->end && *gate->at != '"')
    {
      char c = *gate->at++;

      if ((guchar) c < 0x20)
        return refuse (gate, "a control character in a string");
      if (c != '\\')
        continue;
      *escaped = TRUE;
      if (!check_escape (gate))
        return FALSE;
    }
  if (gate->at == gate->end)
    return refuse (gate, "a string does not end");

  gate->at++;
  return TRUE;
}

/* The format knows whole numbers only, and none of more than fifteen digits. */
static gboolean
check_number (Gate *gate)
{
  const char *digits;

  if (peek (gate) == '-')
    gate->at++;
  digits = gate->at;
  while (g_ascii_isdigit (peek (gate)))
    gate->at++;

  if (gate->at == digits || gate->at - digits > 15 || (*digits == '0' && gate->at - digits > 1))
    return refuse (gate, "not a whole number of at most 15 digits");
  if (peek (gate) != '\0' && strchr (".eE", peek (gate)) != NULL)
    return refuse (gate, "not a whole number");

  return TRUE;
}

static gboolean
check_member (Gate *gate, GHashTable *names, guint depth)
{
  g_autofree char *name = NULL;
  const char *start;
  gboolean escaped;

  skip_space (gate);
  if (peek (gate) != '"')
    return refuse (gate, "a member name is expected");
  start = gate->at + 1;
  if (!check_string (gate, &escaped))
    return FALSE;
  if (escaped)
    return refuse (gate, "a member name has an escape");
  name = g_strndup (start, gate->at - 1 - start);
  if (!g_hash_table_add (names, g_steal_pointer (&name)))
    return refuse (gate, "a member is there twice");
  if (!take (gate, ':'))
    return refuse (gate, "“:” is expected");

  return check_value (gate, depth);
}

static gboolean
check_object (Gate *gate, guint depth)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gate->at++;
  if (take (gate, '}'))
    return TRUE;
  do
    {
      if (!check_member (gate, names, depth))
        return FALSE;
      if (g_hash_table_size (names) > KIOSK_JSON_MAX_ITEMS)
        return refuse (gate, "an object has too many members");
    }
  while (take (gate, ','));

  return take (gate, '}') || refuse (gate, "“,” or “}” is expected");
}

static gboolean
check_array (Gate *gate, guint depth)
{
  guint n = 0;

  gate->at++;
  if (take (gate, ']'))
    return TRUE;
  do
    {
      if (!check_value (gate, depth))
        return FALSE;
      if (++n > KIOSK_JSON_MAX_ITEMS)
        return refuse (gate, "a list has more than 500 items");
    }
  while (take (gate, ','));

  return take (gate, ']') || refuse (gate, "“,” or “]” is expected");
}

static gboolean
check_word (Gate *gate)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (gate->end - gate->at) >= length && memcmp (gate->at, words[i], length) == 0)
        {
          gate->at += length;
          return TRUE;
        }
    }

  return refuse (gate, "a value is expected");
}

static gboolean
check_value (Gate *gate, guint depth)
{
  gboolean escaped;

  if (depth == KIOSK_JSON_MAX_DEPTH)
    return refuse (gate, "nested deeper than 32");

  skip_space (gate);
  switch (peek (gate))
    {
    case '{':
      return check_object (gate, depth + 1);
    case '[':
      return check_array (gate, depth + 1);
    case '"':
      return check_string (gate, &escaped);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return check_number (gate);
    default:
      return check_word (gate);
    }
}

/**
 * kiosk_json_gate_check:
 * @data: (array length=length): a text from outside
 * @length: its length in bytes
 * @error: return location; %KIOSK_PROCEDURE_ERROR_NOT_JSON, the message names the line
 *
 * Tells whether @data is JSON by the letter (RFC 8259) and within the bounds of the format:
 * 1 MiB, 32 levels, 500 items, whole numbers, no member twice.
 *
 * Returns: whether json-glib may read it
 */
gboolean
kiosk_json_gate_check (const char *data, gsize length, GError **error)
{
  Gate gate = { data, data, data + length, error };

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (length > KIOSK_JSON_MAX_BYTES)
    return refuse (&gate, "larger than 1 MiB");
  if (length == 0)
    return refuse (&gate, "empty");
  if (!g_utf8_validate_len (data, length, &gate.at))
    return refuse (&gate, "not UTF-8");

  gate.at = data;
  if (!check_value (&gate, 0))
    return FALSE;
  skip_space (&gate);

  return gate.at == gate.end || refuse (&gate, "more after the end");
}
