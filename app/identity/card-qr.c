/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/card-qr.h"

#include "base/secret.h"
#include "identity/card-text.h"
#include "identity/personal-number.h"
#include "language/fold.h"

#include <string.h>

/* number|old number|name|ddmmyyyy|sex|address|ddmmyyyy, in UTF-8, unsigned. Cards of 2024 may have
 * further fields. What guns make of it: a byte order mark or a symbology identifier in front, CR or
 * LF behind, line breaks between the fields, decomposed letters. */
#define MAX_LENGTH 2048
#define MAX_FIELDS 32
#define MIN_FIELDS 4 /* fewer can be anything */

G_DEFINE_QUARK (kiosk-card-qr-error-quark, kiosk_card_qr_error)

/* Fields of the code by position, and which of them are which. */
typedef struct
{
  GPtrArray *fields; /* (element-type utf8), normalized, wiped when freed */
  guint birth;
} Fields;

static void
refuse (GError **error, KioskCardQrError code, const char *message)
{
  g_set_error_literal (error, KIOSK_CARD_QR_ERROR, (int) code, message);
}

static const char *
skip_prefix (const char *text)
{
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;
  /* ISO/IEC 15424: "]Q1" says that what follows was a QR code. */
  if (text[0] == ']' && text[1] == 'Q' && g_ascii_isdigit (text[2]))
    text += 3;

  return text;
}

static gboolean
is_scheme (const char *text, gsize length)
{
  if (length == 0 || !g_ascii_isalpha (text[0]))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("+.-", text[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Says what else the code is, when it is something that people hold under a reader. */
static gboolean
recognize_other (const char *text, GError **error)
{
  const char *host = strstr (text, "://");
  gsize n_host;

  /* EMVCo merchant-presented code: the first object is always 00, of length 02, with value 01. */
  if (g_str_has_prefix (text, "000201"))
    {
      refuse (error, KIOSK_CARD_QR_ERROR_PAYMENT, "The code is a payment code");
      return TRUE;
    }
  if (host == NULL || !is_scheme (text, (gsize) (host - text)))
    {
      if (g_ascii_strncasecmp (text, "www.", 4) != 0)
        return FALSE;
      refuse (error, KIOSK_CARD_QR_ERROR_URL, "The code is a web address");
      return TRUE;
    }

  host += 3;
  n_host = strcspn (host, "/");
  if (n_host > 0 && g_ascii_strncasecmp (text, "http", 4) == 0
      && g_ascii_strncasecmp (host + n_host, "/R/", 3) == 0)
    refuse (error, KIOSK_CARD_QR_ERROR_RECEIPT, "The code is a receipt's");
  else
    refuse (error, KIOSK_CARD_QR_ERROR_URL, "The code is a web address");

  return TRUE;
}

static void
wipe_field (gpointer field)
{
  kiosk_wipe_text (field);
}

static void
add_field (GPtrArray *fields, const char *start, gsize length)
{
  char *raw;

  if (fields->len == MAX_FIELDS)
    return;
  raw = g_strndup (start, length);
  g_ptr_array_add (fields, kiosk_normalize (raw));
  kiosk_wipe_text (raw);
}

static GPtrArray *
split (const char *text)
{
  const char *separators = strchr (text, '|') != NULL ? "|" : "\r\n\t";
  GPtrArray *fields = g_ptr_array_new_with_free_func (wipe_field);

  for (;;)
    {
      gsize length = strcspn (text, separators);

      add_field (fields, text, length);
      text += length;
      if (*text == '\0')
        return fields;
      /* CR and LF together part two lines once; an empty line is an empty field. */
      text += text[0] == '\r' && text[1] == '\n' ? 2 : 1;
    }
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

static const char *
get_field (const Fields *self, guint i)
{
  return i < self->fields->len ? g_ptr_array_index (self->fields, i) : "";
}

/* The old number may be missing altogether, so the name is found by the date behind it. */
static gboolean
locate (Fields *self)
{
  for (guint i = 2; i < self->fields->len; i++)
    if (kiosk_card_text_is_date (get_field (self, i)) && has_letter (get_field (self, i - 1)))
      {
        self->birth = i;
        return TRUE;
      }

  return FALSE;
}

static char *
strip_spaces (const char *text)
{
  char *stripped = g_malloc (strlen (text) + 1);
  gsize n = 0;

  for (; *text != '\0'; text++)
    if (*text != ' ')
      stripped[n++] = *text;
  stripped[n] = '\0';

  return stripped;
}

static gboolean
set_number (KioskIdDocument *document, const char *text)
{
  char *number = strip_spaces (text);
  gboolean good = kiosk_personal_number_is_well_formed (number);

  if (good)
    kiosk_id_document_set (document, KIOSK_ID_FIELD_NUMBER, number);
  kiosk_wipe_text (number);

  return good;
}

/* Nothing depends on the old number, so one that is not of a known kind is left out. */
static void
set_old_number (KioskIdDocument *document, const Fields *fields)
{
  char *number;
  gsize length;

  if (fields->birth != 3)
    return;
  number = strip_spaces (get_field (fields, 1));
  length = strlen (number);
  if ((length == 9 || length == 12) && strspn (number, "0123456789") == length)
    kiosk_id_document_set (document, KIOSK_ID_FIELD_OLD_NUMBER, number);
  kiosk_wipe_text (number);
}

static gboolean
set_date (KioskIdDocument *document, KioskIdField field, const char *text)
{
  char *date = kiosk_card_text_to_date (text);

  if (date == NULL)
    return FALSE;
  kiosk_id_document_set (document, field, date);
  kiosk_wipe_text (date);

  return TRUE;
}

static gboolean
set_sex (KioskIdDocument *document, const char *text)
{
  const char *value = kiosk_card_text_to_sex (text);

  kiosk_id_document_set (document, KIOSK_ID_FIELD_SEX, value);

  return value != NULL;
}

/* An address and an issue date may be empty, but their places must be there: a code of which only
 * a part arrived would otherwise give half an address. */
static const char *
fill (KioskIdDocument *document, const Fields *fields)
{
  const char *sex = get_field (fields, fields->birth + 1);
  const char *address = get_field (fields, fields->birth + 2);
  const char *issue = get_field (fields, fields->birth + 3);

  if (!set_number (document, get_field (fields, 0)))
    return "its personal number is not twelve digits";
  if (!set_date (document, KIOSK_ID_FIELD_BIRTH_DATE, get_field (fields, fields->birth)))
    return "its date of birth is not a date";
  if (!set_sex (document, sex))
    return "its sex is missing";
  if (fields->birth + 3 >= fields->fields->len)
    return "its end is missing";
  if (*issue != '\0' && !set_date (document, KIOSK_ID_FIELD_ISSUE_DATE, issue))
    return "its date of issue is not a date";

  set_old_number (document, fields);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, get_field (fields, fields->birth - 1));
  kiosk_id_document_set (document, KIOSK_ID_FIELD_ADDRESS, address);

  return NULL;
}

static KioskIdDocument *
parse_fields (Fields *fields, GError **error)
{
  g_autoptr (KioskIdDocument) document = NULL;
  const char *fault = "its name and date of birth are not found";

  if (fields->fields->len < MIN_FIELDS)
    {
      refuse (error, KIOSK_CARD_QR_ERROR_MALFORMED, "The code is not that of a card");
      return NULL;
    }

  document = kiosk_id_document_new (KIOSK_ASSURANCE_QR);
  if (locate (fields))
    fault = fill (document, fields);
  if (fault != NULL)
    {
      g_set_error (error, KIOSK_CARD_QR_ERROR, KIOSK_CARD_QR_ERROR_INCOMPLETE,
                   "The code is not that of a whole card: %s", fault);
      return NULL;
    }

  return g_steal_pointer (&document);
}

static KioskIdDocument *
parse_text (char *text, GError **error)
{
  KioskIdDocument *document;
  const char *start;
  Fields fields = { 0 };

  g_strchomp (text);
  start = skip_prefix (text);
  if (recognize_other (start, error))
    return NULL;

  fields.fields = split (start);
  document = parse_fields (&fields, error);
  g_ptr_array_unref (fields.fields);

  return document;
}

/**
 * kiosk_card_qr_parse:
 * @data: (array length=length): what a reader sent; need not be text
 * @length: how many bytes
 * @error: a #KioskCardQrError, without anything of what was read
 *
 * Tolerant of what readers and older cards do to the code, strict on what is then believed. The
 * code is not signed: what comes out can fill a form and proves nothing.
 *
 * Returns: (transfer full): the document with assurance %KIOSK_ASSURANCE_QR, or %NULL with @error
 * set
 */
KioskIdDocument *
kiosk_card_qr_parse (const char *data, gsize length, GError **error)
{
  KioskIdDocument *document = NULL;
  char *text;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  while (length > 0 && data[length - 1] == '\0')
    length--;
  if (length == 0 || length > MAX_LENGTH)
    {
      refuse (error, KIOSK_CARD_QR_ERROR_MALFORMED, "The code is empty or longer than any card's");
      return NULL;
    }
  if (!g_utf8_validate_len (data, length, NULL))
    {
      refuse (error, KIOSK_CARD_QR_ERROR_MALFORMED,
              "The code is not text in UTF-8; set the reader to UTF-8");
      return NULL;
    }

  text = g_strndup (data, length);
  document = parse_text (text, error);
  kiosk_wipe (text, length);
  g_free (text);

  return document;
}
