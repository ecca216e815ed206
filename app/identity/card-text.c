/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/card-text.h"

#include "base/secret.h"
#include "language/fold.h"

#include <string.h>

/* The printed code and the chip write dates and sexes in the same words. */

static int
take_number (const char **text, guint max_digits)
{
  int number = 0;
  guint n = 0;

  for (; n < max_digits && g_ascii_isdigit (**text); n++)
    number = number * 10 + *(*text)++ - '0';

  return n == 0 ? -1 : number;
}

/* ddmmyyyy, or d/m/yyyy with any of the usual separators; a day or month of 0 is not known. */
static gboolean
read_date (const char *text, int *day, int *month, int *year)
{
  gboolean separated = strlen (text) != 8 || strspn (text, "0123456789") != 8;
  char separator = '\0';

  *day = take_number (&text, 2);
  if (separated)
    {
      separator = *text;
      if (separator == '\0' || strchr ("/-. ", separator) == NULL)
        return FALSE;
      text++;
    }
  *month = take_number (&text, 2);
  if (separated && *text++ != separator)
    return FALSE;
  if (strspn (text, "0123456789") != 4)
    return FALSE;
  *year = take_number (&text, 4);

  return *day >= 0 && *month >= 0 && *text == '\0';
}

/**
 * kiosk_card_text_is_date:
 * @text: a normalized line
 *
 * For telling fields apart by their shape: the day need not be one of the calendar.
 *
 * Returns: whether @text has the shape of a date
 */
gboolean
kiosk_card_text_is_date (const char *text)
{
  int day, month, year;

  return read_date (text, &day, &month, &year);
}

/**
 * kiosk_card_text_to_date:
 * @text: a normalized line
 *
 * Returns: (transfer full) (nullable): yyyy-mm-dd, with 00 for a day or month that is not known, to
 *   be given to kiosk_wipe_text(); or %NULL when @text is no date
 */
char *
kiosk_card_text_to_date (const char *text)
{
  int day, month, year;

  if (!read_date (text, &day, &month, &year) || year < 1800 || year > 2999 || month > 12
      || day > 31)
    return NULL;
  if (day > 0 && month > 0
      && !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/**
 * kiosk_card_text_to_sex:
 * @text: a line, in Vietnamese or English
 *
 * Returns: (nullable): "male" or "female", or %NULL when @text is no sex
 */
const char *
kiosk_card_text_to_sex (const char *text)
{
  static const struct
  {
    const char *word;
    const char *value;
  } words[] = { { "nam", "male" }, { "nu", "female" }, { "male", "male" }, { "female", "female" } };
  char *folded = kiosk_fold (text);
  const char *value = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i].word))
      value = words[i].value;
  kiosk_wipe_text (folded);

  return value;
}
