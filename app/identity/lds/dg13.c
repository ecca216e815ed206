/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/dg13.h"

#include "base/secret.h"
#include "identity/card-text.h"
#include "identity/lds/tlv.h"
#include "identity/personal-number.h"
#include "language/fold.h"

#include <string.h>

/* 6D { 30 { 30 { 02 01 n, text } … } }. No public document describes it: what is known was seen on
 * cards, so wrappings are counted loosely and unknown fields passed over. */
#define TAG_FILE 0x6D
#define TAG_INTEGER 0x02
#define TAG_SEQUENCE 0x30
#define TAG_SET 0x31
#define TAG_UTF8_STRING 0x0C
#define TAG_PRINTABLE_STRING 0x13
#define TAG_IA5_STRING 0x16
#define TAG_BMP_STRING 0x1E

#define MAX_OBJECTS 256
#define MAX_DEPTH 6
#define MAX_TEXT 1024

/* Sources differ on which of these two is the old number. */
#define N_OLD 2

G_DEFINE_QUARK (kiosk-dg13-error-quark, kiosk_dg13_error)

/* Where reading stands; nothing is owned but what goes to @to. */
typedef struct
{
  KioskDg13 *to;
  char *old[N_OLD]; /* (owned) (nullable) each */
  guint n_fields;
  guint n_objects;
} Reading;

typedef enum
{
  SKIPPED,
  PLAIN,
  DATE,
  SEX,
  PARENTS,
  OLD
} Kind;

/* Numbers that are not here are never copied, ethnicity (6), religion (7) and features of the body
 * (10) above all: no procedure asks for them. */
static const struct
{
  Kind kind;
  KioskIdField field;
} fields[] = {
  [1] = { PLAIN, KIOSK_ID_FIELD_NUMBER },      [2] = { PLAIN, KIOSK_ID_FIELD_NAME },
  [3] = { DATE, KIOSK_ID_FIELD_BIRTH_DATE },   [4] = { SEX, KIOSK_ID_FIELD_SEX },
  [5] = { PLAIN, KIOSK_ID_FIELD_NATIONALITY }, [8] = { PLAIN, KIOSK_ID_FIELD_HOME_TOWN },
  [9] = { PLAIN, KIOSK_ID_FIELD_ADDRESS },     [11] = { DATE, KIOSK_ID_FIELD_ISSUE_DATE },
  [12] = { DATE, KIOSK_ID_FIELD_EXPIRY_DATE }, [13] = { PARENTS, KIOSK_ID_FIELD_FATHER },
  [14] = { PLAIN, KIOSK_ID_FIELD_SPOUSE },     [15] = { OLD, KIOSK_ID_FIELD_OLD_NUMBER },
  [16] = { OLD, KIOSK_ID_FIELD_OLD_NUMBER },
};

static gboolean
is_known (guint number)
{
  return number < G_N_ELEMENTS (fields) && fields[number].kind != SKIPPED;
}

static gboolean
fail (GError **error, KioskDg13Error code, const char *message)
{
  g_set_error_literal (error, KIOSK_DG13_ERROR, (int) code, message);

  return FALSE;
}

static gboolean
is_wrapper (const KioskTlv *tlv)
{
  return tlv->tag == TAG_SEQUENCE || tlv->tag == TAG_SET;
}

/* UTF-16, high byte first; wiped, like every copy on the way. */
static char *
decode_bmp (const KioskTlv *tlv)
{
  glong n = (glong) (tlv->length / 2);
  gunichar2 *units = g_new (gunichar2, n + 1);
  char *text;

  for (glong i = 0; i < n; i++)
    units[i] = (gunichar2) (tlv->value[2 * i] << 8 | tlv->value[2 * i + 1]);
  text = g_utf16_to_utf8 (units, n, NULL, NULL, NULL);
  kiosk_wipe (units, (gsize) n * sizeof *units);
  g_free (units);

  return text;
}

/* The text of a string of any kind that can hold one; NULL for anything else. */
static char *
decode (const KioskTlv *tlv)
{
  char *raw = NULL;
  char *text;

  if (tlv->length > MAX_TEXT)
    return NULL;
  switch (tlv->tag)
    {
    case TAG_UTF8_STRING:
    case TAG_PRINTABLE_STRING:
    case TAG_IA5_STRING:
      if (g_utf8_validate_len ((const char *) tlv->value, tlv->length, NULL))
        raw = g_strndup ((const char *) tlv->value, tlv->length);
      break;
    case TAG_BMP_STRING:
      if (tlv->length % 2 == 0)
        raw = decode_bmp (tlv);
      break;
    default:
      break;
    }
  if (raw == NULL)
    return NULL;

  text = kiosk_normalize (raw);
  kiosk_wipe_text (raw);

  return text;
}

static void
keep (Reading *self, KioskIdField field, char *text)
{
  char **value = &self->to->values[field];

  if (*value == NULL && text != NULL && *text != '\0')
    *value = text;
  else
    kiosk_wipe_text (text);
}

/* Cards that do not expire say so in words, where others have a date; broken dates are refused. */
static gboolean
keep_date (Reading *self, KioskIdField field, const char *text, GError **error)
{
  char *date = kiosk_card_text_to_date (text);

  if (date == NULL && strpbrk (text, "0123456789") != NULL)
    return fail (error, KIOSK_DG13_ERROR_INCOMPLETE, "A date of the chip is not a date");
  keep (self, field, date);

  return TRUE;
}

static gboolean
keep_field (Reading *self, guint number, guint nth, const char *text, GError **error)
{
  KioskIdField field = fields[number].field;

  switch (fields[number].kind)
    {
    case DATE:
      return keep_date (self, field, text, error);
    case SEX:
      keep (self, field, g_strdup (kiosk_card_text_to_sex (text)));
      break;
    case PARENTS:
      keep (self, nth == 0 ? KIOSK_ID_FIELD_FATHER : KIOSK_ID_FIELD_MOTHER, g_strdup (text));
      break;
    case OLD:
      if (self->old[number % N_OLD] == NULL)
        self->old[number % N_OLD] = g_strdup (text);
      break;
    case PLAIN:
    case SKIPPED:
    default:
      keep (self, field, g_strdup (text));
      break;
    }

  return TRUE;
}

static gboolean
count (Reading *self, guint depth, GError **error)
{
  if (++self->n_objects > MAX_OBJECTS || depth > MAX_DEPTH)
    return fail (error, KIOSK_DG13_ERROR_LAYOUT, "More or deeper data than any card has");

  return TRUE;
}

/* The strings of a field, which may be nested as those of parents are: @nth counts them. */
static gboolean
read_strings (Reading *self, KioskTlvReader reader, guint number, guint depth, guint *nth,
              GError **error)
{
  guint wanted = fields[number].kind == PARENTS ? 2 : 1;
  KioskTlv tlv;

  while (reader.left > 0 && *nth < wanted)
    {
      KioskTlvReader inside;
      char *text;
      gboolean kept;

      if (!kiosk_tlv_reader_next (&reader, &tlv, error) || !count (self, depth, error))
        return FALSE;
      kiosk_tlv_reader_enter (&inside, &tlv);
      if (is_wrapper (&tlv) && !read_strings (self, inside, number, depth + 1, nth, error))
        return FALSE;
      text = decode (&tlv);
      if (text == NULL)
        continue;
      kept = keep_field (self, number, (*nth)++, text, error);
      kiosk_wipe_text (text);
      if (!kept)
        return FALSE;
    }

  return TRUE;
}

/* Whether @tlv is a field: a sequence that begins with its number, from 1, and goes on. */
static gboolean
enter_field (const KioskTlv *tlv, KioskTlvReader *inside, guint *number)
{
  KioskTlv first;

  kiosk_tlv_reader_enter (inside, tlv);
  if (!kiosk_tlv_reader_take (inside, TAG_INTEGER, &first, NULL) || inside->left == 0
      || first.length != 1 || first.value[0] == 0)
    return FALSE;
  *number = first.value[0];

  return TRUE;
}

static gboolean
read_list (Reading *self, const KioskTlv *list, guint depth, GError **error)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  kiosk_tlv_reader_enter (&reader, list);
  while (reader.left > 0)
    {
      KioskTlvReader inside;
      guint number;
      guint nth = 0;

      if (!kiosk_tlv_reader_next (&reader, &tlv, error) || !count (self, depth, error))
        return FALSE;
      if (!is_wrapper (&tlv))
        continue;
      if (!enter_field (&tlv, &inside, &number))
        {
          if (!read_list (self, &tlv, depth + 1, error))
            return FALSE;
          continue;
        }
      self->n_fields++;
      if (is_known (number) && !read_strings (self, inside, number, depth + 1, &nth, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_old_number (const char *text, gsize length)
{
  return text != NULL && strlen (text) == length && strspn (text, "0123456789") == length;
}

/* Nothing depends on the old number, so it is told by its shape: nine digits, or twelve of another
 * number. Of two, the one in field 15, because then 16 is what others say it is, a code. */
static void
choose_old_number (Reading *self)
{
  static const gsize lengths[] = { 9, 12 };
  static const guint order[N_OLD] = { 15 % N_OLD, 16 % N_OLD };

  for (guint i = 0; i < G_N_ELEMENTS (lengths) * N_OLD; i++)
    {
      const char *text = self->old[order[i % N_OLD]];

      if (is_old_number (text, lengths[i / N_OLD])
          && g_strcmp0 (text, self->to->values[KIOSK_ID_FIELD_NUMBER]) != 0)
        keep (self, KIOSK_ID_FIELD_OLD_NUMBER, g_strdup (text));
    }
}

static gboolean
check_whole (const Reading *self, GError **error)
{
  char *const *values = self->to->values;

  if (self->n_fields == 0)
    return fail (error, KIOSK_DG13_ERROR_LAYOUT, "No numbered field is in the data");
  if (!kiosk_personal_number_is_well_formed (values[KIOSK_ID_FIELD_NUMBER]))
    return fail (error, KIOSK_DG13_ERROR_INCOMPLETE, "The personal number is not twelve digits");
  if (values[KIOSK_ID_FIELD_NAME] == NULL || values[KIOSK_ID_FIELD_BIRTH_DATE] == NULL
      || values[KIOSK_ID_FIELD_SEX] == NULL)
    return fail (error, KIOSK_DG13_ERROR_INCOMPLETE, "Name, date of birth or sex is missing");

  return TRUE;
}

/**
 * kiosk_dg13_parse:
 * @data: (array length=length): the file 010D
 * @length: how many bytes
 * @error: a #KioskTlvError or a #KioskDg13Error, without anything of what was read
 *
 * Reads what Viet Nam puts into data group 13 (ICAO 9303-10 §4.7.13 leaves it to the issuer): names
 * with their accents, which data group 1 has not, and the rest of the printed card. Of a field that
 * comes twice the first counts.
 *
 * Returns: (transfer full): what it says, or %NULL
 */
KioskDg13 *
kiosk_dg13_parse (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (KioskDg13) self = NULL;
  Reading reading = { 0 };
  gboolean good;
  KioskTlv file;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!kiosk_tlv_parse (data, length, TAG_FILE, &file, error))
    return NULL;

  self = g_new0 (KioskDg13, 1);
  reading.to = self;
  good = read_list (&reading, &file, 0, error);
  choose_old_number (&reading);
  for (guint i = 0; i < N_OLD; i++)
    kiosk_wipe_text (reading.old[i]);

  return good && check_whole (&reading, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kiosk_dg13_free:
 * @self: (transfer full) (nullable): what was read
 *
 * Wipes it first.
 */
void
kiosk_dg13_free (KioskDg13 *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < KIOSK_ID_N_FIELDS; i++)
    kiosk_wipe_text (self->values[i]);
  g_free (self);
}
