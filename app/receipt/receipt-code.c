/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-receipt"

#include "receipt/receipt-code.h"

#include <string.h>

#include "base/encode.h"
#include "base/identifier.h"

/* A text longer than this is no receipt of ours; nothing of it is looked at. */
#define MAX_TEXT 1024
#define MAX_WORD 64
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799) /* end of the year 9999 */
#define MAX_ASSURANCE 23
#define UUID_SIZE 16

/* RFC 8949, 3.1: major types. */
enum
{
  MAJOR_UINT = 0,
  MAJOR_BYTES = 2,
  MAJOR_TEXT = 3,
  MAJOR_ARRAY = 4,
  MAJOR_MAP = 5,
};

/* Labels of the payload's map, in the order in which they stand in it (RFC 8949, 4.2.1). */
enum
{
  LABEL_KIOSK = 1,
  LABEL_SUBMISSION = 2,
  LABEL_PROVISIONAL = 3,
  LABEL_PROCEDURE = 4,
  LABEL_ISSUED = 5,
  LABEL_ASSURANCE = 6,
  LABEL_OFFICIAL = 7,
};

/* The protected header {1 (alg): -8 (EdDSA)} (RFC 9052, 3.1; RFC 9053, 2.2). */
static const guint8 protected_header[] = { 0xa1, 0x01, 0x27 };
/* Tag 18, array of four, the protected header as a byte string, then {4 (kid): h'....'}. */
static const guint8 cose_head[] = { 0xd2, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa1, 0x04, 0x44 };

G_DEFINE_QUARK (kiosk-receipt-code-error-quark, kiosk_receipt_code_error)

/* Heads are written as short as they can be, which is what makes the encoding deterministic. */
static void
put_head (GByteArray *out, guint8 major, guint64 value)
{
  guint8 bytes[9];
  gsize size = value < 24             ? 0
               : value <= 0xff        ? 1
               : value <= 0xffff      ? 2
               : value <= G_MAXUINT32 ? 4
                                      : 8;
  static const guint8 additional[] = { 0, 24, 25, 0, 26, 0, 0, 0, 27 };

  bytes[0] = (guint8) (major << 5 | (size == 0 ? (guint8) value : additional[size]));
  for (gsize i = 0; i < size; i++)
    bytes[1 + i] = (guint8) (value >> (8 * (size - 1 - i)));
  g_byte_array_append (out, bytes, (guint) (1 + size));
}

static void
put_bytes (GByteArray *out, guint8 major, gconstpointer data, gsize length)
{
  put_head (out, major, length);
  g_byte_array_append (out, data, (guint) length);
}

static void
put_word (GByteArray *out, guint label, const char *word)
{
  put_head (out, MAJOR_UINT, label);
  put_bytes (out, MAJOR_TEXT, word, strlen (word));
}

/* Words are numbers and names of machines: so narrow a set that a verified word can be shown
 * anywhere, on paper, in a page or in a log, without being escaped. */
static gboolean
is_word (const char *text, gsize length)
{
  if (length == 0 || length > MAX_WORD)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || strchr ("-._/", text[i]) == NULL))
      return FALSE;

  return TRUE;
}

static gboolean
is_writable (const KioskReceiptCode *code)
{
  const char *words[] = { code->kiosk, code->provisional, code->procedure, code->official };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (words[i] == NULL && i == G_N_ELEMENTS (words) - 1)
        continue;
      if (words[i] == NULL || !is_word (words[i], strlen (words[i])))
        return FALSE;
    }

  return code->issued_at >= 0 && code->issued_at <= MAX_SECONDS && code->assurance <= MAX_ASSURANCE;
}

static GByteArray *
write_payload (const KioskReceiptCode *code, const guint8 submission[UUID_SIZE])
{
  GByteArray *out = g_byte_array_new ();

  put_head (out, MAJOR_MAP, code->official != NULL ? 7 : 6);
  put_word (out, LABEL_KIOSK, code->kiosk);
  put_head (out, MAJOR_UINT, LABEL_SUBMISSION);
  put_bytes (out, MAJOR_BYTES, submission, UUID_SIZE);
  put_word (out, LABEL_PROVISIONAL, code->provisional);
  put_word (out, LABEL_PROCEDURE, code->procedure);
  put_head (out, MAJOR_UINT, LABEL_ISSUED);
  put_head (out, MAJOR_UINT, (guint64) code->issued_at);
  put_head (out, MAJOR_UINT, LABEL_ASSURANCE);
  put_head (out, MAJOR_UINT, code->assurance);
  if (code->official != NULL)
    put_word (out, LABEL_OFFICIAL, code->official);

  return out;
}

/* RFC 9052, 4.4: what is signed. */
static GByteArray *
write_signed (gconstpointer payload, gsize length)
{
  static const char context[] = "Signature1";
  GByteArray *out = g_byte_array_new ();

  put_head (out, MAJOR_ARRAY, 4);
  put_bytes (out, MAJOR_TEXT, context, strlen (context));
  put_bytes (out, MAJOR_BYTES, protected_header, sizeof protected_header);
  put_bytes (out, MAJOR_BYTES, "", 0);
  put_bytes (out, MAJOR_BYTES, payload, length);
  return out;
}

/**
 * kiosk_receipt_code_make:
 * @code: the facts; @code->key_id is not read
 * @track_url: where any phone's camera leads, such as `HTTPS://HOST`, in capitals
 * @key: the kiosk's key, with its private half
 *
 * Makes the exact text of a receipt's QR: a COSE_Sign1 (RFC 9052) in base32 behind an address. All
 * its characters are of the alphanumeric set of ISO/IEC 18004 when @track_url is.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when a fact cannot be written (a word that
 *   is empty, longer than 64 or holds other than letters, digits and `-._/`) or @key cannot sign
 */
char *
kiosk_receipt_code_make (const KioskReceiptCode *code, const char *track_url, KioskSigningKey *key)
{
  g_autoptr (GByteArray) payload = NULL;
  g_autoptr (GByteArray) to_sign = NULL;
  g_autoptr (GByteArray) cose = NULL;
  g_autoptr (GBytes) key_id = NULL;
  g_autofree char *encoded = NULL;
  guint8 submission[UUID_SIZE];
  guint8 signature[KIOSK_SIGNATURE_SIZE];

  g_return_val_if_fail (code != NULL && track_url != NULL && key != NULL, NULL);

  key_id = kiosk_hex_decode (kiosk_signing_key_get_id (key));
  if (key_id == NULL || g_bytes_get_size (key_id) != KIOSK_KEY_ID_SIZE)
    return NULL;
  if (!is_writable (code) || code->submission_id == NULL
      || !kiosk_uuid_to_bytes (code->submission_id, submission))
    return NULL;

  payload = write_payload (code, submission);
  to_sign = write_signed (payload->data, payload->len);
  if (!kiosk_signing_key_sign (key, to_sign->data, to_sign->len, signature))
    return NULL;

  cose = g_byte_array_new ();
  g_byte_array_append (cose, cose_head, sizeof cose_head);
  g_byte_array_append (cose, g_bytes_get_data (key_id, NULL), KIOSK_KEY_ID_SIZE);
  put_bytes (cose, MAJOR_BYTES, payload->data, payload->len);
  put_bytes (cose, MAJOR_BYTES, signature, sizeof signature);

  encoded = kiosk_base32_encode (cose->data, cose->len);
  return g_strconcat (track_url, "/R/", encoded, NULL);
}

/* What has been read of a byte string, and what is left. */
typedef struct
{
  const guint8 *data;
  gsize left;
} Reader;

static gboolean
take (Reader *reader, gsize length, const guint8 **data)
{
  if (length > reader->left)
    return FALSE;

  *data = reader->data;
  reader->data += length;
  reader->left -= length;
  return TRUE;
}

/* Only definite lengths in their shortest form, so that every receipt has one encoding. */
static gboolean
take_head (Reader *reader, guint8 major, guint64 *value)
{
  const guint8 *byte = NULL;
  const guint8 *rest = NULL;
  guint8 additional;
  gsize size;

  if (!take (reader, 1, &byte) || *byte >> 5 != major)
    return FALSE;

  additional = *byte & 0x1f;
  if (additional < 24)
    {
      *value = additional;
      return TRUE;
    }
  if (additional > 27)
    return FALSE;

  size = (gsize) 1 << (additional - 24);
  if (!take (reader, size, &rest))
    return FALSE;
  *value = 0;
  for (gsize i = 0; i < size; i++)
    *value = *value << 8 | rest[i];

  return size == 1 ? *value >= 24 : *value >> (4 * size) != 0;
}

static gboolean
take_bytes (Reader *reader, guint8 major, const guint8 **data, gsize *length)
{
  guint64 value = 0;

  if (!take_head (reader, major, &value) || value > reader->left)
    return FALSE;

  *length = (gsize) value;
  return take (reader, *length, data);
}

static gboolean
take_label (Reader *reader, guint label)
{
  guint64 value = 0;

  return take_head (reader, MAJOR_UINT, &value) && value == label;
}

static char *
take_word (Reader *reader, guint label)
{
  const guint8 *data = NULL;
  gsize length = 0;

  if (!take_label (reader, label) || !take_bytes (reader, MAJOR_TEXT, &data, &length)
      || !is_word ((const char *) data, length))
    return NULL;

  return g_strndup ((const char *) data, length);
}

static char *
take_submission (Reader *reader)
{
  const guint8 *data = NULL;
  gsize length = 0;
  g_autofree char *hex = NULL;

  if (!take_label (reader, LABEL_SUBMISSION) || !take_bytes (reader, MAJOR_BYTES, &data, &length)
      || length != UUID_SIZE)
    return NULL;

  hex = kiosk_hex_encode (data, length);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static gboolean
take_number (Reader *reader, guint label, guint64 max, guint64 *value)
{
  return take_label (reader, label) && take_head (reader, MAJOR_UINT, value) && *value <= max;
}

static KioskReceiptCode *
read_payload (const guint8 *data, gsize length)
{
  g_autoptr (KioskReceiptCode) code = g_new0 (KioskReceiptCode, 1);
  Reader reader = { data, length };
  guint64 n_labels = 0;
  guint64 issued = 0;
  guint64 assurance = 0;

  if (!take_head (&reader, MAJOR_MAP, &n_labels) || n_labels < 6 || n_labels > 7
      || (code->kiosk = take_word (&reader, LABEL_KIOSK)) == NULL
      || (code->submission_id = take_submission (&reader)) == NULL
      || !kiosk_uuid_is_valid (code->submission_id)
      || (code->provisional = take_word (&reader, LABEL_PROVISIONAL)) == NULL
      || (code->procedure = take_word (&reader, LABEL_PROCEDURE)) == NULL
      || !take_number (&reader, LABEL_ISSUED, (guint64) MAX_SECONDS, &issued)
      || !take_number (&reader, LABEL_ASSURANCE, MAX_ASSURANCE, &assurance))
    return NULL;
  if (n_labels == 7 && (code->official = take_word (&reader, LABEL_OFFICIAL)) == NULL)
    return NULL;
  if (reader.left != 0)
    return NULL;

  code->issued_at = (gint64) issued;
  code->assurance = (guint) assurance;
  return g_steal_pointer (&code);
}

/* The address in front says only where a phone is led; it is not signed, so it is not trusted. Phones
 * and readers write it in small letters as well. */
static GBytes *
decode_text (const char *text)
{
  gsize length = text == NULL ? 0 : strnlen (text, MAX_TEXT + 1);
  const char *slash = NULL;

  if (length == 0 || length > MAX_TEXT)
    return NULL;
  if (g_ascii_strncasecmp (text, "https://", 8) != 0
      && g_ascii_strncasecmp (text, "http://", 7) != 0)
    return NULL;

  slash = strrchr (text, '/');
  if (slash - text < 10 || g_ascii_strncasecmp (slash - 2, "/R/", 3) != 0)
    return NULL;

  return kiosk_base32_decode (slash + 1);
}

static KioskSigningKey *
find_key (const GPtrArray *keys, const char *key_id)
{
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (g_strcmp0 (kiosk_signing_key_get_id (g_ptr_array_index (keys, i)), key_id) == 0)
      return g_ptr_array_index (keys, i);

  return NULL;
}

static KioskReceiptCode *
fail (GError **error, KioskReceiptCodeError code, const char *message)
{
  g_set_error_literal (error, KIOSK_RECEIPT_CODE_ERROR, code, message);
  return NULL;
}

/**
 * kiosk_receipt_code_verify:
 * @text: what a code reader or a phone sent; hostile
 * @keys: (element-type KioskSigningKey): the kiosks' public keys that are trusted
 * @error: a #KioskReceiptCodeError
 *
 * Reads a receipt's code and checks its signature. A signature proves where the receipt was made, not
 * that this is the only copy of it.
 *
 * Returns: (transfer full): the facts, or %NULL with @error set
 */
KioskReceiptCode *
kiosk_receipt_code_verify (const char *text, const GPtrArray *keys, GError **error)
{
  g_autoptr (GBytes) bytes = decode_text (text);
  g_autoptr (KioskReceiptCode) code = NULL;
  g_autoptr (GByteArray) to_sign = NULL;
  const guint8 *head = NULL;
  const guint8 *key_id = NULL;
  const guint8 *payload = NULL;
  const guint8 *signature = NULL;
  gsize payload_length = 0;
  gsize signature_length = 0;
  KioskSigningKey *key = NULL;
  Reader reader = { NULL, 0 };

  if (bytes == NULL)
    return fail (error, KIOSK_RECEIPT_CODE_ERROR_MALFORMED,
                 "The text is not the address of a receipt");

  reader.data = g_bytes_get_data (bytes, &reader.left);
  if (!take (&reader, sizeof cose_head, &head) || memcmp (head, cose_head, sizeof cose_head) != 0
      || !take (&reader, KIOSK_KEY_ID_SIZE, &key_id)
      || !take_bytes (&reader, MAJOR_BYTES, &payload, &payload_length)
      || !take_bytes (&reader, MAJOR_BYTES, &signature, &signature_length)
      || signature_length != KIOSK_SIGNATURE_SIZE || reader.left != 0)
    return fail (error, KIOSK_RECEIPT_CODE_ERROR_MALFORMED,
                 "The receipt is not a COSE_Sign1 of ours");

  code = read_payload (payload, payload_length);
  if (code == NULL)
    return fail (error, KIOSK_RECEIPT_CODE_ERROR_MALFORMED, "The receipt's facts cannot be read");

  code->key_id = kiosk_hex_encode (key_id, KIOSK_KEY_ID_SIZE);
  key = find_key (keys, code->key_id);
  if (key == NULL)
    return fail (error, KIOSK_RECEIPT_CODE_ERROR_UNKNOWN_KEY,
                 "The receipt's key is not in the list");

  to_sign = write_signed (payload, payload_length);
  if (!kiosk_signing_key_verify (key, to_sign->data, to_sign->len, signature))
    return fail (error, KIOSK_RECEIPT_CODE_ERROR_FORGED, "The receipt's signature does not fit");

  return g_steal_pointer (&code);
}

/**
 * kiosk_receipt_code_free:
 * @self: (transfer full): the facts of a receipt
 */
void
kiosk_receipt_code_free (KioskReceiptCode *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->kiosk);
  g_free (self->submission_id);
  g_free (self->provisional);
  g_free (self->procedure);
  g_free (self->official);
  g_free (self->key_id);
  g_free (self);
}
