/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/mrz.h"

#include "base/secret.h"

#include <string.h>

#define MAX_TEXT 90

/* The first chips are of 2004: a year of expiry lies at most this far back. */
#define YEARS_EXPIRED 20

G_DEFINE_QUARK (kiosk-mrz-error-quark, kiosk_mrz_error)

typedef struct
{
  guint8 start;
  guint8 length;
} Span;

/* Where things stand when the lines are put behind each other (ICAO 9303-5 §4.2, -6 §4.2 and
 * -4 §4.2). The check digit of a field stands right behind it. */
typedef struct
{
  gsize length;
  Span document, issuer, number, optional, optional_2, birth, sex, expiry, nationality, name;
  guint8 composite_at;
  Span composite[5];
  gboolean optional_checked;
} Layout;

static const Layout layouts[] = {
  [KIOSK_MRZ_TD1] = { 90,
                      { 0, 2 },
                      { 2, 3 },
                      { 5, 9 },
                      { 15, 15 },
                      { 48, 11 },
                      { 30, 6 },
                      { 37, 1 },
                      { 38, 6 },
                      { 45, 3 },
                      { 60, 30 },
                      59,
                      { { 5, 25 }, { 30, 7 }, { 38, 7 }, { 48, 11 } },
                      FALSE },
  [KIOSK_MRZ_TD2] = { 72,
                      { 0, 2 },
                      { 2, 3 },
                      { 36, 9 },
                      { 64, 7 },
                      { 0, 0 },
                      { 49, 6 },
                      { 56, 1 },
                      { 57, 6 },
                      { 46, 3 },
                      { 5, 31 },
                      71,
                      { { 36, 10 }, { 49, 7 }, { 57, 14 } },
                      FALSE },
  [KIOSK_MRZ_TD3] = { 88,
                      { 0, 2 },
                      { 2, 3 },
                      { 44, 9 },
                      { 72, 14 },
                      { 0, 0 },
                      { 57, 6 },
                      { 64, 1 },
                      { 65, 6 },
                      { 54, 3 },
                      { 5, 39 },
                      87,
                      { { 44, 10 }, { 57, 7 }, { 65, 22 } },
                      TRUE },
};

static gboolean
fail (GError **error, KioskMrzError code, const char *message)
{
  g_set_error_literal (error, KIOSK_MRZ_ERROR, (int) code, message);

  return FALSE;
}

static guint
weigh (guint sum, guint i, char c)
{
  static const guint weights[] = { 7, 3, 1 };
  guint value = 0;

  if (g_ascii_isdigit (c))
    value = (guint) (c - '0');
  else if (g_ascii_isupper (c))
    value = (guint) (c - 'A') + 10;

  return sum + value * weights[i % G_N_ELEMENTS (weights)];
}

/**
 * kiosk_mrz_check_digit:
 * @text: (array length=length): capitals, digits and fillers; anything else counts as a filler
 * @length: how many characters
 *
 * Weighs with 7, 3, 1 (ICAO 9303-3 §4.9).
 *
 * Returns: the digit, as a character
 */
char
kiosk_mrz_check_digit (const char *text, gsize length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    sum = weigh (sum, (guint) i, text[i]);

  return (char) ('0' + sum % 10);
}

/* Keeps the characters of the zone; line breaks part the lines of what was typed or scanned. */
static gboolean
collect (const char *text, gsize length, char *all, gsize *n)
{
  *n = 0;
  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '\n' || c == '\r')
        continue;
      if (*n == MAX_TEXT || !(g_ascii_isupper (c) || g_ascii_isdigit (c) || c == '<'))
        return FALSE;
      all[(*n)++] = c;
    }

  return TRUE;
}

static gboolean
find_format (gsize length, KioskMrzFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i].length == length)
      {
        *format = (KioskMrzFormat) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_filled (const char *all, Span span)
{
  for (guint i = 0; i < span.length; i++)
    if (all[span.start + i] != '<')
      return TRUE;

  return FALSE;
}

/* A field that nobody filled in may have a filler for its digit. */
static gboolean
has_good_digit (const char *all, Span span)
{
  char digit = all[span.start + span.length];

  return digit == kiosk_mrz_check_digit (all + span.start, span.length)
         || (digit == '<' && !is_filled (all, span));
}

static gboolean
has_good_composite (const char *all, const Layout *layout)
{
  guint sum = 0;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (layout->composite); i++)
    for (guint k = 0; k < layout->composite[i].length; k++)
      sum = weigh (sum, n++, all[layout->composite[i].start + k]);

  return all[layout->composite_at] == (char) ('0' + sum % 10);
}

static void
take (char *to, gsize size, const char *from, gsize length)
{
  while (length > 0 && from[length - 1] == '<')
    length--;
  length = MIN (length, size - 1);
  for (gsize i = 0; i < length; i++)
    to[i] = from[i] == '<' ? ' ' : from[i];
  to[length] = '\0';
}

/* A number of more than nine characters has a filler for its digit and goes on in the optional
 * data, its digit last and a filler behind (ICAO 9303-5 §4.2.2 note j, -6 §4.2.2 note j). */
static gboolean
take_number (KioskMrz *self, const char *all, const Layout *layout)
{
  const char *rest = all + layout->optional.start;
  Span number = layout->number;
  gsize more = 0;

  if (self->format == KIOSK_MRZ_TD3 || all[number.start + number.length] != '<'
      || memchr (all + number.start, '<', number.length) != NULL)
    {
      take (self->number, sizeof self->number, all + number.start, number.length);
      take (self->optional, sizeof self->optional, rest, layout->optional.length);
      return has_good_digit (all, number);
    }

  while (more < layout->optional.length && rest[more] != '<')
    more++;
  if (more < 2)
    return FALSE;
  memcpy (self->number, all + number.start, number.length);
  memcpy (self->number + number.length, rest, more - 1);
  take (self->optional, sizeof self->optional, rest + more, layout->optional.length - more);
  g_strchug (self->optional);

  return rest[more - 1] == kiosk_mrz_check_digit (self->number, number.length + more - 1);
}

/* A pair of digits, or 0 for a pair that is not known, or -1. */
static int
read_pair (const char *text)
{
  if (text[0] == '<' && text[1] == '<')
    return 0;
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;

  return (text[0] - '0') * 10 + text[1] - '0';
}

/* The year is the last one of its two digits that is not after @latest. */
static gboolean
take_date (char *to, gsize size, const char *from, int latest)
{
  int two = read_pair (from);
  int month = read_pair (from + 2);
  int day = read_pair (from + 4);
  int year;

  if (two < 0 || month < 0 || day < 0 || month > 12 || day > 31)
    return FALSE;
  if (from[0] == '<')
    return TRUE;

  year = latest - (latest - two) % 100;
  if (month > 0 && day > 0
      && !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_snprintf (to, size, "%04d-%02d-%02d", year, month, day);

  return TRUE;
}

/* Who was born in a year of the same two digits as this one, but later in it, is a hundred. */
static gboolean
take_birth (KioskMrz *self, const char *from, const GDate *today)
{
  int year = g_date_get_year (today);
  char now[sizeof self->birth];

  if (!take_date (self->birth, sizeof self->birth, from, year))
    return FALSE;
  g_snprintf (now, sizeof now, "%04d-%02d-%02d", year, (int) g_date_get_month (today),
              (int) g_date_get_day (today));

  return strcmp (self->birth, now) <= 0
         || take_date (self->birth, sizeof self->birth, from, year - 1);
}

static gboolean
take_sex (KioskMrz *self, char c)
{
  self->sex = c == '<' || c == 'X' ? '\0' : c;

  return self->sex == '\0' || self->sex == 'M' || self->sex == 'F';
}

/* Two fillers part the name of the family from the others; without them there is one name. */
static void
take_name (KioskMrz *self, const char *from, gsize length)
{
  const char *parting = memmem (from, length, "<<", 2);
  gsize n = parting != NULL ? (gsize) (parting - from) : length;

  take (self->surname, sizeof self->surname, from, n);
  if (parting != NULL)
    take (self->given, sizeof self->given, parting + 2, length - n - 2);
}

static gboolean
fill (KioskMrz *self, const char *all, const GDate *today, GError **error)
{
  const Layout *layout = &layouts[self->format];
  int last_expiry = g_date_get_year (today) - YEARS_EXPIRED + 99;

  if (!take_number (self, all, layout) || !has_good_digit (all, layout->birth)
      || !has_good_digit (all, layout->expiry)
      || (layout->optional_checked && !has_good_digit (all, layout->optional))
      || !has_good_composite (all, layout))
    return fail (error, KIOSK_MRZ_ERROR_CHECK_DIGIT, "a check digit does not fit");
  if (!take_birth (self, all + layout->birth.start, today)
      || !take_date (self->expiry, sizeof self->expiry, all + layout->expiry.start, last_expiry)
      || !take_sex (self, all[layout->sex.start]))
    return fail (error, KIOSK_MRZ_ERROR_VALUE, "a date is none, or the sex is none");
  take (self->document, sizeof self->document, all + layout->document.start, 2);
  take (self->issuer, sizeof self->issuer, all + layout->issuer.start, 3);
  take (self->nationality, sizeof self->nationality, all + layout->nationality.start, 3);
  take (self->optional_2, sizeof self->optional_2, all + layout->optional_2.start,
        layout->optional_2.length);
  take_name (self, all + layout->name.start, layout->name.length);

  return TRUE;
}

/**
 * kiosk_mrz_parse:
 * @text: (array length=length): the lines, parted by line breaks or not at all; need not end in NUL
 * @length: how many bytes
 * @today: years have two digits here: a birth is never in the future, an expiry never long past
 * @error: a #KioskMrzError, without anything of what was read
 *
 * Reads a zone of the sizes TD1, TD2 or TD3 (ICAO 9303-5, -6, -4), told apart by their length, and
 * believes nothing whose check digits, the composite one too, do not fit.
 *
 * Returns: (transfer full): what it says, or %NULL
 */
KioskMrz *
kiosk_mrz_parse (const char *text, gsize length, const GDate *today, GError **error)
{
  g_autoptr (KioskMrz) self = g_new0 (KioskMrz, 1);
  char all[MAX_TEXT];
  gboolean good;
  gsize n;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (g_date_valid (today), NULL);

  good = collect (text, length, all, &n) && find_format (n, &self->format);
  if (good)
    good = fill (self, all, today, error);
  else
    fail (error, KIOSK_MRZ_ERROR_MALFORMED, "not a machine-readable zone");
  kiosk_wipe (all, sizeof all);

  return good ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_mrz_free:
 * @self: (transfer full) (nullable): what was read
 *
 * Wipes it first.
 */
void
kiosk_mrz_free (KioskMrz *self)
{
  if (self == NULL)
    return;

  kiosk_wipe (self, sizeof *self);
  g_free (self);
}
