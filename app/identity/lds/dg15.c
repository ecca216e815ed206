/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/dg15.h"

#define TAG_FILE 0x6F
#define TAG_SEQUENCE 0x30
#define TAG_BIT_STRING 0x03

/**
 * kiosk_dg15_parse:
 * @data: (array length=length): the file 010F
 * @length: how many bytes
 * @key: (out caller-allocates): the SubjectPublicKeyInfo, pointing into @data; `whole` is the DER
 * @error: a #KioskTlvError
 *
 * Unwraps data group 15 (ICAO 9303-10 §4.7.15), the key for active authentication. Only its outline
 * is checked; whether the key is one to use is libcrypto's to say.
 *
 * Returns: whether it is such a file
 */
gboolean
kiosk_dg15_parse (const guint8 *data, gsize length, KioskTlv *key, GError **error)
{
  KioskTlvReader reader;
  KioskTlv file, part;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (!kiosk_tlv_parse (data, length, TAG_FILE, &file, error)
      || !kiosk_tlv_parse (file.value, file.length, TAG_SEQUENCE, key, error))
    return FALSE;
  kiosk_tlv_reader_enter (&reader, key);

  return kiosk_tlv_reader_take (&reader, TAG_SEQUENCE, &part, error)
         && kiosk_tlv_reader_take (&reader, TAG_BIT_STRING, &part, error);
}
