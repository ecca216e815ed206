/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-procedure"

#include "procedure/spelling.h"

#include <string.h>

#define MAX_ID 40

/**
 * kiosk_spelling_is_id:
 * @string: what the file says
 *
 * Returns: whether it is a lower-case letter and at most 39 of [a-z0-9_]
 */
gboolean
kiosk_spelling_is_id (const char *string)
{
  if (!g_ascii_islower (*string))
    return FALSE;
  for (const char *c = string; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      return FALSE;

  return strlen (string) <= MAX_ID;
}

/**
 * kiosk_spelling_is_code:
 * @string: what the file says
 *
 * Returns: whether it is a code of the national database of procedures: one digit, a dot, six digits
 */
gboolean
kiosk_spelling_is_code (const char *string)
{
  if (strlen (string) != 8 || string[1] != '.')
    return FALSE;
  for (guint i = 0; i < 8; i++)
    if (i != 1 && !g_ascii_isdigit (string[i]))
      return FALSE;

  return TRUE;
}

/* The number in @n digits, which have been checked. */
static int
to_number (const char *digits, guint n)
{
  int number = 0;

  for (guint i = 0; i < n; i++)
    number = number * 10 + g_ascii_digit_value (digits[i]);

  return number;
}

/**
 * kiosk_spelling_is_date:
 * @string: what the file says
 *
 * Returns: whether it is a day that exists, as yyyy-mm-dd
 */
gboolean
kiosk_spelling_is_date (const char *string)
{
  if (strlen (string) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? string[i] != '-' : !g_ascii_isdigit (string[i]))
      return FALSE;

  return g_date_valid_dmy ((GDateDay) to_number (string + 8, 2),
                           (GDateMonth) to_number (string + 5, 2),
                           (GDateYear) to_number (string, 4));
}

/**
 * kiosk_spelling_is_clock:
 * @string: what the file says
 *
 * Returns: whether it is a time of day as HH:MM
 */
gboolean
kiosk_spelling_is_clock (const char *string)
{
  if (strlen (string) != 5 || string[2] != ':')
    return FALSE;
  for (guint i = 0; i < 5; i++)
    if (i != 2 && !g_ascii_isdigit (string[i]))
      return FALSE;

  return to_number (string, 2) < 24 && to_number (string + 3, 2) < 60;
}

/* Neither end blank, nothing that cannot be seen; what is not trimmed was not looked at. */
static gboolean
is_clean (const char *string, glong most, gboolean lines)
{
  gsize length = strlen (string);

  if (length == 0 || (guchar) string[0] <= ' ' || (guchar) string[length - 1] <= ' ')
    return FALSE;
  for (const char *c = string; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && !(lines && *c == '\n'))
      return FALSE;

  return g_utf8_strlen (string, -1) <= most;
}

/**
 * kiosk_spelling_is_line:
 * @string: what the file says
 *
 * Returns: whether it is one trimmed line of at most 200 characters
 */
gboolean
kiosk_spelling_is_line (const char *string)
{
  return is_clean (string, KIOSK_SPELLING_MAX_LINE, FALSE);
}

/**
 * kiosk_spelling_is_text:
 * @string: what the file says
 *
 * Returns: whether it is trimmed and at most 2,000 characters, new lines allowed
 */
gboolean
kiosk_spelling_is_text (const char *string)
{
  return is_clean (string, KIOSK_SPELLING_MAX_TEXT, TRUE);
}
