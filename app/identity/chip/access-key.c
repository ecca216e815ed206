/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/access-key.h"

#include "base/secret.h"

#include <string.h>

#define MAX_ZONE 90 /* TD1: three lines of 30 */
#define TD2_LENGTH 72
#define TD3_LENGTH 88
#define NUMBER_FIELD 9
#define MAX_NUMBER 22 /* TD1 goes on in the optional data */
#define DATE_FIELD 6

/* What is read of a zone, without check digits. Wiped. */
typedef struct
{
  char number[MAX_NUMBER + 1];
  char birth[DATE_FIELD + 1];
  char expiry[DATE_FIELD + 1];
} Fields;

struct _KioskAccessKey
{
  KioskAccessKeyKind kind;
  KioskSecret *password; /* (owned) */
};

G_DEFINE_QUARK (kiosk-access-key-error-quark, kiosk_access_key_error)
G_DEFINE_BOXED_TYPE (KioskAccessKey, kiosk_access_key, kiosk_access_key_ref, kiosk_access_key_unref)

static gboolean
fail (GError **error, KioskAccessKeyError code, const char *message)
{
  g_set_error_literal (error, KIOSK_ACCESS_KEY_ERROR, (int) code, message);

  return FALSE;
}

static KioskAccessKey *
take_password (KioskAccessKeyKind kind, KioskSecret *password)
{
  KioskAccessKey *self = g_atomic_rc_box_new0 (KioskAccessKey);

  self->kind = kind;
  self->password = password;

  return self;
}

/* ICAO 9303-3 §4.9: weights 7, 3, 1; letters count from 10, the filler is nothing. */
static char
make_check_digit (const char *field)
{
  static const guint weights[] = { 7, 3, 1 };
  guint sum = 0;

  for (guint i = 0; field[i] != '\0'; i++)
    {
      guint value = 0;

      if (g_ascii_isdigit (field[i]))
        value = (guint) (field[i] - '0');
      else if (g_ascii_isupper (field[i]))
        value = (guint) (field[i] - 'A') + 10;
      sum += value * weights[i % 3];
    }

  return (char) ('0' + sum % 10);
}

static gboolean
is_zone_text (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && !g_ascii_isupper (text[i]) && text[i] != '<')
      return FALSE;

  return length > 0;
}

/* The MRZ information of ICAO 9303-11 §4.3.2 and §4.4.1: each field and its check digit. */
static KioskAccessKey *
make_mrz_key (const Fields *fields)
{
  char text[MAX_NUMBER + 2 * DATE_FIELD + 4] = { 0 };
  const char *const parts[] = { fields->number, fields->birth, fields->expiry };
  KioskAccessKey *self;
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize length = strlen (parts[i]);

      memcpy (text + n, parts[i], length);
      text[n + length] = make_check_digit (parts[i]);
      n += length + 1;
    }
  self = take_password (KIOSK_ACCESS_KEY_MRZ, kiosk_secret_new (text, n));
  kiosk_wipe (text, sizeof text);

  return self;
}

/**
 * kiosk_access_key_new_can:
 * @can: the card access number, digits; blanks around and between are left out
 *
 * Returns: (transfer full) (nullable): the key; %KIOSK_ACCESS_KEY_ERROR_FORM if there is none in it
 */
KioskAccessKey *
kiosk_access_key_new_can (const char *can, GError **error)
{
  char digits[17] = { 0 };
  KioskAccessKey *self = NULL;
  gsize n = 0;

  for (; *can != '\0' && n < sizeof digits - 1; can++)
    if (g_ascii_isdigit (*can))
      digits[n++] = *can;
    else if (!g_ascii_isspace (*can))
      break;
  /* Six by the standard; other lengths were issued. */
  if (*can == '\0' && n >= 4)
    self = take_password (KIOSK_ACCESS_KEY_CAN, kiosk_secret_new (digits, n));
  else
    fail (error, KIOSK_ACCESS_KEY_ERROR_FORM, "no card access number");
  kiosk_wipe (digits, sizeof digits);

  return self;
}

/* A TD1 number of more than nine characters: a filler in place of the check digit, and the rest in
 * the optional data, its own check digit last (ICAO 9303-5 §4.2.2). */
static gboolean
read_long_number (const char *zone, char *number, char *check)
{
  const char *rest = zone + 15;
  gsize n = 0;

  while (n < 15 && rest[n] != '<')
    n++;
  if (n < 2 || NUMBER_FIELD + n - 1 > MAX_NUMBER)
    return FALSE;
  memcpy (number, zone + 5, NUMBER_FIELD);
  memcpy (number + NUMBER_FIELD, rest, n - 1);
  *check = rest[n - 1];

  return TRUE;
}

static gboolean
read_zone (const char *zone, gsize length, Fields *fields, char *check)
{
  gboolean td1 = length == MAX_ZONE;
  const char *line = zone + (td1 ? 0 : length / 2);
  const char *number = td1 ? line + 5 : line;
  const char *birth = td1 ? line + 30 : line + 13;
  const char *expiry = td1 ? line + 38 : line + 21;

  check[1] = birth[DATE_FIELD];
  check[2] = expiry[DATE_FIELD];
  memcpy (fields->birth, birth, DATE_FIELD);
  memcpy (fields->expiry, expiry, DATE_FIELD);
  if (td1 && number[NUMBER_FIELD] == '<')
    return read_long_number (zone, fields->number, &check[0]);
  memcpy (fields->number, number, NUMBER_FIELD);
  check[0] = number[NUMBER_FIELD];

  return TRUE;
}

static KioskAccessKey *
make_zone_key (const char *zone, gsize length, GError **error)
{
  Fields fields = { 0 };
  char check[3];
  KioskAccessKey *self = NULL;

  if ((length != MAX_ZONE && length != TD2_LENGTH && length != TD3_LENGTH)
      || !is_zone_text (zone, length) || !read_zone (zone, length, &fields, check))
    fail (error, KIOSK_ACCESS_KEY_ERROR_FORM, "no machine-readable zone");
  else if (make_check_digit (fields.number) != check[0]
           || make_check_digit (fields.birth) != check[1]
           || make_check_digit (fields.expiry) != check[2])
    fail (error, KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT, "a check digit does not fit");
  else
    self = make_mrz_key (&fields);
  kiosk_wipe (&fields, sizeof fields);

  return self;
}

/**
 * kiosk_access_key_new_mrz:
 * @mrz: the machine-readable zone: three lines of 30 (TD1, a card), two of 36 (TD2) or of 44 (TD3, a
 *   passport). Line breaks and blanks are left out, small letters made capital
 *
 * Returns: (transfer full) (nullable): the key; %KIOSK_ACCESS_KEY_ERROR_FORM or
 *   %KIOSK_ACCESS_KEY_ERROR_CHECK_DIGIT if there is none in it
 */
KioskAccessKey *
kiosk_access_key_new_mrz (const char *mrz, GError **error)
{
  char zone[MAX_ZONE + 1] = { 0 };
  KioskAccessKey *self;
  gsize n = 0;

  for (; *mrz != '\0' && n <= MAX_ZONE; mrz++)
    if (!g_ascii_isspace (*mrz))
      {
        if (n < MAX_ZONE)
          zone[n] = g_ascii_toupper (*mrz);
        n++;
      }
  self = make_zone_key (zone, n, error);
  kiosk_wipe (zone, sizeof zone);

  return self;
}

/* yyyy-mm-dd; a day or month of 00 is not known and is written with fillers. */
static gboolean
read_date (const char *date, char *field)
{
  if (strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return FALSE;
  memcpy (field, date + 2, 2);
  memcpy (field + 2, date + 5, 2);
  memcpy (field + 4, date + 8, 2);
  for (guint i = 0; i < DATE_FIELD; i++)
    if (!g_ascii_isdigit (field[i]))
      return FALSE;
  for (guint i = 2; i < DATE_FIELD; i += 2)
    if (memcmp (field + i, "00", 2) == 0)
      memcpy (field + i, "<<", 2);

  return TRUE;
}

static gboolean
read_number (const char *number, char *field)
{
  gsize length = strlen (number);

  if (length == 0 || length > MAX_NUMBER)
    return FALSE;
  memset (field, '<', NUMBER_FIELD);
  for (gsize i = 0; i < length; i++)
    field[i] = g_ascii_toupper (number[i]);

  return is_zone_text (field, MAX (length, NUMBER_FIELD));
}

/**
 * kiosk_access_key_new_fields:
 * @document_number: as it is in the zone, without its check digit; fillers may be left out
 * @birth_date: yyyy-mm-dd, a day or month that is not known as 00
 * @expiry_date: yyyy-mm-dd
 *
 * Returns: (transfer full) (nullable): the key; %KIOSK_ACCESS_KEY_ERROR_FORM if there is none in it
 */
KioskAccessKey *
kiosk_access_key_new_fields (const char *document_number, const char *birth_date,
                             const char *expiry_date, GError **error)
{
  Fields fields = { 0 };
  KioskAccessKey *self = NULL;

  if (read_number (document_number, fields.number) && read_date (birth_date, fields.birth)
      && read_date (expiry_date, fields.expiry))
    self = make_mrz_key (&fields);
  else
    fail (error, KIOSK_ACCESS_KEY_ERROR_FORM, "no number or no dates");
  kiosk_wipe (&fields, sizeof fields);

  return self;
}

/**
 * kiosk_access_key_new_qr:
 * @number: the twelve digits that the printed code of a Vietnamese card begins with
 * @birth_date: yyyy-mm-dd, from the code too
 * @expiry_date: yyyy-mm-dd, which the code does not hold and the card shows
 *
 * The document number of such a card is the last nine of the twelve digits.
 *
 * Returns: (transfer full) (nullable): the key; %KIOSK_ACCESS_KEY_ERROR_FORM if there is none in it
 */
KioskAccessKey *
kiosk_access_key_new_qr (const char *number, const char *birth_date, const char *expiry_date,
                         GError **error)
{
  if (strlen (number) != 12 || strspn (number, "0123456789") != 12)
    {
      fail (error, KIOSK_ACCESS_KEY_ERROR_FORM, "no personal number");
      return NULL;
    }

  return kiosk_access_key_new_fields (number + 3, birth_date, expiry_date, error);
}

/**
 * kiosk_access_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self, for one more owner
 */
KioskAccessKey *
kiosk_access_key_ref (KioskAccessKey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  KioskAccessKey *self = data;

  g_clear_pointer (&self->password, kiosk_secret_unref);
}

/**
 * kiosk_access_key_unref:
 * @self: (transfer full): a key, wiped when nobody else holds it
 */
void
kiosk_access_key_unref (KioskAccessKey *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * kiosk_access_key_get_kind:
 * @self: a key
 *
 * Returns: what it was printed as
 */
KioskAccessKeyKind
kiosk_access_key_get_kind (const KioskAccessKey *self)
{
  return self->kind;
}

/**
 * kiosk_access_key_get_password:
 * @self: a key
 *
 * Returns: (transfer none): the digits of the CAN, or number, birth and expiry with their check
 *   digits, as the chip counts them
 */
const char *
kiosk_access_key_get_password (const KioskAccessKey *self)
{
  return kiosk_secret_get_text (self->password);
}
