/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "procedure/json-gate.h"

#include "procedure/procedure-error.h"

#include <string.h>

static gboolean
passes (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length);
  gboolean good = kiosk_json_gate_check (exact, length, &error);

  /* An exact copy, so that the sanitizer sees one byte too many. */
  g_assert_true (good == (error == NULL));
  if (error != NULL)
    g_assert_error (error, KIOSK_PROCEDURE_ERROR, KIOSK_PROCEDURE_ERROR_NOT_JSON);
  return good;
}

static void
test_good (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    " [ ] ",
    "\"\"",
    "0",
    "-0",
    "-12",
    "true",
    "false",
    "null",
    "[1,2,[3]]",
    "{\"a\":{\"a\":1},\"b\":[true,false,null]}",
    "\"\\u00e1\\n\\\"\\/\"",
    "\"\\ud83d\\ude00\"",
    "999999999999999",
    "\"đ\"",
    "{\"\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (passes (texts[i], strlen (texts[i])));
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "[",
    "\"",
    "\"\\",
    "\"\\u",
    "\"\\u12",
    "\"\\ud83d\"",
    "\"\\ud83d\\u0041\"",
    "\"\\ude00\"",
    "\"\\u0000\"",
    "\"\\x\"",
    "{a:1}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1,\"a\":2}",
    "[1,]",
    "[1 2]",
    "[,1]",
    "1.5",
    "1e3",
    "01",
    "+1",
    "-",
    "1000000000000000",
    "nul",
    "True",
    "NaN",
    "'a'",
    "/* */1",
    "1//",
    "1 1",
    "{}{}",
    "\xef\xbb\xbf{}",
    "\"\t\"",
    "\"\xff\"",
    "}",
    "]",
    ":",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (passes (texts[i], strlen (texts[i])))
      g_error ("“%s” passed", texts[i]);
}

static void
test_nul (void)
{
  g_assert_false (passes ("\"a\0b\"", 5));
  g_assert_false (passes ("1\0", 2));
}

static void
test_depth (void)
{
  for (guint depth = 1; depth <= 40; depth++)
    {
      g_autofree char *open = g_strnfill (depth, '[');
      g_autofree char *close = g_strnfill (depth, ']');
      g_autofree char *text = g_strconcat (open, close, NULL);

      g_assert_true (passes (text, strlen (text)) == (depth <= KIOSK_JSON_MAX_DEPTH));
    }
}

static void
test_items (void)
{
  for (guint n = 499; n <= 502; n++)
    {
      g_autoptr (GString) text = g_string_new ("[0");

      for (guint i = 1; i < n; i++)
        g_string_append (text, ",0");
      g_string_append_c (text, ']');
      g_assert_true (passes (text->str, text->len) == (n <= KIOSK_JSON_MAX_ITEMS));
    }
}

static void
test_size (void)
{
  g_autofree char *text = g_strnfill (KIOSK_JSON_MAX_BYTES + 1, ' ');

  text[0] = '1';
  g_assert_true (passes (text, KIOSK_JSON_MAX_BYTES));
  g_assert_false (passes (text, KIOSK_JSON_MAX_BYTES + 1));
}

/* Every beginning of a good text is a bad text: nothing is read past the end. */
static void
test_prefixes (void)
{
  const char *text = "{\"a\":[1,\"\\ud83d\\ude00\",{\"b\":null}],\"c\":\"đá\"}";

  for (gsize length = 0; length < strlen (text); length++)
    g_assert_false (passes (text, length));
  g_assert_true (passes (text, strlen (text)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-gate/json-passes", test_good);
  g_test_add_func ("/json-gate/what-is-not-json-by-the-letter-does-not", test_bad);
  g_test_add_func ("/json-gate/a-zero-byte-does-not-end-the-text", test_nul);
  g_test_add_func ("/json-gate/nesting-ends-at-32", test_depth);
  g_test_add_func ("/json-gate/lists-end-at-500", test_items);
  g_test_add_func ("/json-gate/size-ends-at-one-mebibyte", test_size);
  g_test_add_func ("/json-gate/a-text-cut-short-does-not-pass", test_prefixes);

  return g_test_run ();
}
