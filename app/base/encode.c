/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-base"

#include "base/encode.h"

#include <sodium.h>
#include <string.h>

static const char base32_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * kiosk_hex_encode:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: (transfer full): two lower-case digits a byte
 */
char *
kiosk_hex_encode (gconstpointer data, gsize length)
{
  char *text;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXSIZE / 2 - 1, NULL);

  text = g_malloc (length * 2 + 1);
  if (length > 0)
    sodium_bin2hex (text, length * 2 + 1, data, length);
  text[length * 2] = '\0';

  return text;
}

/**
 * kiosk_hex_decode:
 * @text: hex digits of either case
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when anything else is in @text
 */
GBytes *
kiosk_hex_decode (const char *text)
{
  gsize length, n_bytes = 0;
  guint8 *data;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length % 2 != 0)
    return NULL;

  data = g_malloc (length / 2 + 1);
  if (sodium_hex2bin (data, length / 2, text, length, NULL, &n_bytes, NULL) != 0
      || n_bytes != length / 2)
    {
      g_free (data);
      return NULL;
    }

  return g_bytes_new_take (data, n_bytes);
}

/**
 * kiosk_base32_encode:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * RFC 4648 §6 without padding: every character is in the alphanumeric mode of a QR code.
 *
 * Returns: (transfer full): the text
 */
char *
kiosk_base32_encode (gconstpointer data, gsize length)
{
  const guint8 *bytes = data;
  GString *text;
  guint32 bits = 0;
  guint n_bits = 0;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXSIZE / 2 - 8, NULL);

  text = g_string_sized_new (length * 8 / 5 + 2);
  for (gsize i = 0; i < length; i++)
    {
      bits = (bits << 8 | bytes[i]) & 0xfff;
      n_bits += 8;
      for (; n_bits >= 5; n_bits -= 5)
        g_string_append_c (text, base32_alphabet[bits >> (n_bits - 5) & 31]);
    }
  if (n_bits > 0)
    g_string_append_c (text, base32_alphabet[bits << (5 - n_bits) & 31]);

  return g_string_free (text, FALSE);
}

static int
base32_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a';
  if (c >= '2' && c <= '7')
    return c - '2' + 26;

  return -1;
}

/**
 * kiosk_base32_decode:
 * @text: RFC 4648 §6 without padding, of either case
 *
 * Strict otherwise: a length that no bytes give and bits left over at the end are refused, so that
 * one string of bytes has one spelling.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when @text is not base32
 */
GBytes *
kiosk_base32_decode (const char *text)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint32 bits = 0;
  guint n_bits = 0;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_byte_array_new ();
  for (; *text != '\0'; text++)
    {
      int value = base32_value (*text);

      if (value < 0)
        return NULL;
      bits = (bits << 5 | (guint32) value) & 0xfff;
      n_bits += 5;
      if (n_bits >= 8)
        {
          guint8 byte = bits >> (n_bits - 8) & 0xff;

          g_byte_array_append (bytes, &byte, 1);
          n_bits -= 8;
        }
    }
  if (n_bits >= 5 || (bits & ((1u << n_bits) - 1)) != 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * kiosk_base64_encode:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: (transfer full): RFC 4648 §4, padded, on one line
 */
char *
kiosk_base64_encode (gconstpointer data, gsize length)
{
  char *text;
  gsize size;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXSIZE / 4 * 3 - 8, NULL);

  size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_ORIGINAL);
  text = g_malloc0 (size);
  if (length > 0)
    sodium_bin2base64 (text, size, data, length, sodium_base64_VARIANT_ORIGINAL);

  return text;
}

/**
 * kiosk_base64_decode:
 * @text: RFC 4648 §4, padded, on one line
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when @text is anything else
 */
GBytes *
kiosk_base64_decode (const char *text)
{
  gsize length, n_bytes = 0;
  guint8 *data;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length % 4 != 0)
    return NULL;

  data = g_malloc (length / 4 * 3 + 1);
  if (sodium_base642bin (data, length / 4 * 3, text, length, NULL, &n_bytes, NULL,
                         sodium_base64_VARIANT_ORIGINAL)
      != 0)
    {
      g_free (data);
      return NULL;
    }

  return g_bytes_new_take (data, n_bytes);
}
