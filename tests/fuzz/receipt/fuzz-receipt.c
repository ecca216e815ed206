/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read is a text from a code reader; and what is read is also the payload of a receipt that a
 * trusted key has signed. A receipt that is taken has one encoding: made anew, it is the same text. */

#include "receipt/receipt-code.h"

#include "base/encode.h"

#include <stdint.h>
#include <string.h>

#define URL "HTTPS://TRACK.EXAMPLE.VN"
#define MAX_PAYLOAD 400

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static KioskSigningKey *
get_key (void)
{
  static KioskSigningKey *key;

  if (key == NULL)
    key = kiosk_signing_key_generate ();
  return key;
}

static void
put_head (GByteArray *out, guint8 initial, gsize length)
{
  guint8 bytes[3] = { (guint8) (initial | length), 0, 0 };
  guint n = 1;

  if (length > 255)
    {
      bytes[0] = initial | 25;
      bytes[1] = (guint8) (length >> 8);
      bytes[2] = (guint8) length;
      n = 3;
    }
  else if (length > 23)
    {
      bytes[0] = initial | 24;
      bytes[1] = (guint8) length;
      n = 2;
    }
  g_byte_array_append (out, bytes, n);
}

static char *
wrap (const uint8_t *payload, size_t size)
{
  static const guint8 head[] = { 0xd2, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa1, 0x04, 0x44 };
  static const char signed_head[] = "\x84\x6aSignature1\x43\xa1\x01\x27\x40";
  g_autoptr (GByteArray) to_sign = g_byte_array_new ();
  g_autoptr (GByteArray) cose = g_byte_array_new ();
  g_autoptr (GBytes) key_id = kiosk_hex_decode (kiosk_signing_key_get_id (get_key ()));
  g_autofree char *code = NULL;
  guint8 signature[KIOSK_SIGNATURE_SIZE];

  g_byte_array_append (to_sign, (const guint8 *) signed_head, sizeof signed_head - 1);
  put_head (to_sign, 0x40, size);
  g_byte_array_append (to_sign, payload, (guint) size);
  g_assert_true (kiosk_signing_key_sign (get_key (), to_sign->data, to_sign->len, signature));

  g_byte_array_append (cose, head, sizeof head);
  g_byte_array_append (cose, g_bytes_get_data (key_id, NULL), KIOSK_KEY_ID_SIZE);
  put_head (cose, 0x40, size);
  g_byte_array_append (cose, payload, (guint) size);
  put_head (cose, 0x40, sizeof signature);
  g_byte_array_append (cose, signature, sizeof signature);
  code = kiosk_base32_encode (cose->data, cose->len);
  return g_strconcat (URL "/R/", code, NULL);
}

static void
check (const char *text, gboolean ours)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskReceiptCode) code = NULL;
  g_autofree char *again = NULL;

  g_ptr_array_add (keys, get_key ());
  code = kiosk_receipt_code_verify (text, keys, &error);
  g_assert_true ((code == NULL) == (error != NULL));
  if (code == NULL)
    return;

  g_assert_true (ours);
  again = kiosk_receipt_code_make (code, URL, get_key ());
  g_assert_cmpstr (again, ==, text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *wrapped = wrap (data, MIN (size, MAX_PAYLOAD));

  check (text, FALSE);
  check (wrapped, TRUE);
  return 0;
}
