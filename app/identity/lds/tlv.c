/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/tlv.h"

/* No file of a card is near this size (ISO/IEC 7816-4 short files and ICAO 9303-10). */
#define MAX_LENGTH 0xFFFFFF
#define MAX_TAG_BYTES 3

G_DEFINE_QUARK (kiosk-tlv-error-quark, kiosk_tlv_error)

static gboolean
fail (GError **error, KioskTlvError code, const char *message)
{
  g_set_error_literal (error, KIOSK_TLV_ERROR, (int) code, message);

  return FALSE;
}

static gboolean
read_tag (KioskTlvReader *reader, guint *tag, GError **error)
{
  gsize used = 1;

  if (reader->left < 1)
    return fail (error, KIOSK_TLV_ERROR_TRUNCATED, "the bytes end before a tag");
  *tag = reader->data[0];
  if ((*tag & 0x1F) == 0x1F)
    {
      do
        {
          if (used == MAX_TAG_BYTES)
            return fail (error, KIOSK_TLV_ERROR_MALFORMED, "a tag of more than three bytes");
          if (used == reader->left)
            return fail (error, KIOSK_TLV_ERROR_TRUNCATED, "the bytes end inside a tag");
          *tag = *tag << 8 | reader->data[used];
        }
      while ((reader->data[used++] & 0x80) != 0);
    }
  reader->data += used;
  reader->left -= used;

  return TRUE;
}

/* Lengths need not be the shortest: real cards pad them (ICAO 9303-10 §4.7 is not kept by all). */
static gboolean
read_length (KioskTlvReader *reader, gsize *length, GError **error)
{
  gsize n;

  if (reader->left < 1)
    return fail (error, KIOSK_TLV_ERROR_TRUNCATED, "the bytes end before a length");
  *length = reader->data[0];
  n = 0;
  if (*length >= 0x80)
    {
      n = *length & 0x7F;
      if (n == 0 || n > 4)
        return fail (error, KIOSK_TLV_ERROR_MALFORMED, "a length that is not definite and bounded");
      if (reader->left < 1 + n)
        return fail (error, KIOSK_TLV_ERROR_TRUNCATED, "the bytes end inside a length");
      *length = 0;
      for (gsize i = 1; i <= n; i++)
        *length = *length << 8 | reader->data[i];
    }
  if (*length > MAX_LENGTH)
    return fail (error, KIOSK_TLV_ERROR_MALFORMED, "a length that no card has room for");
  reader->data += 1 + n;
  reader->left -= 1 + n;

  return TRUE;
}

/**
 * kiosk_tlv_reader_init:
 * @data: bytes that outlive @reader
 *
 * Begins at the first object of @data.
 */
void
kiosk_tlv_reader_init (KioskTlvReader *reader, const guint8 *data, gsize length)
{
  *reader = (KioskTlvReader){ data, length };
}

/**
 * kiosk_tlv_reader_enter:
 * @tlv: a constructed object
 *
 * Begins at the first object inside @tlv.
 */
void
kiosk_tlv_reader_enter (KioskTlvReader *reader, const KioskTlv *tlv)
{
  kiosk_tlv_reader_init (reader, tlv->value, tlv->length);
}

/**
 * kiosk_tlv_reader_next:
 * @tlv: (out caller-allocates): the object, pointing into the bytes
 *
 * Reads one object of BER-TLV (ISO/IEC 7816-4 §5.2.2) and steps behind it. At the end of the bytes,
 * where `reader->left` is 0, it fails with %KIOSK_TLV_ERROR_TRUNCATED.
 *
 * Returns: whether there was a whole one
 */
gboolean
kiosk_tlv_reader_next (KioskTlvReader *reader, KioskTlv *tlv, GError **error)
{
  KioskTlvReader ahead = *reader;

  if (!read_tag (&ahead, &tlv->tag, error) || !read_length (&ahead, &tlv->length, error))
    return FALSE;
  if (tlv->length > ahead.left)
    return fail (error, KIOSK_TLV_ERROR_TRUNCATED, "the bytes end inside a value");
  tlv->value = ahead.data;
  tlv->whole = reader->data;
  tlv->whole_length = (gsize) (ahead.data - reader->data) + tlv->length;
  *reader = (KioskTlvReader){ ahead.data + tlv->length, ahead.left - tlv->length };

  return TRUE;
}

/**
 * kiosk_tlv_reader_take:
 * @tag: the only one that will do
 * @tlv: (out caller-allocates): the object
 *
 * Like kiosk_tlv_reader_next(); another tag is %KIOSK_TLV_ERROR_UNEXPECTED and is not stepped over.
 *
 * Returns: whether the next object is the one asked for
 */
gboolean
kiosk_tlv_reader_take (KioskTlvReader *reader, guint tag, KioskTlv *tlv, GError **error)
{
  KioskTlvReader ahead = *reader;

  if (!kiosk_tlv_reader_next (&ahead, tlv, error))
    return FALSE;
  if (tlv->tag != tag)
    {
      g_set_error (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED, "tag %X where %X has to be",
                   tlv->tag, tag);
      return FALSE;
    }
  *reader = ahead;

  return TRUE;
}

/**
 * kiosk_tlv_parse:
 * @tag: what @data has to be
 * @tlv: (out caller-allocates): the object
 *
 * Reads the one object @data begins with. What follows it is not looked at: files of cards are padded.
 *
 * Returns: whether @data begins with such an object
 */
gboolean
kiosk_tlv_parse (const guint8 *data, gsize length, guint tag, KioskTlv *tlv, GError **error)
{
  KioskTlvReader reader = { data, length };

  return kiosk_tlv_reader_take (&reader, tag, tlv, error);
}

/**
 * kiosk_tlv_measure:
 * @head: the first bytes of an object; eight are always enough
 * @total: (out): length of the whole object, tag and length bytes included
 *
 * Says from its beginning how much of a file there is to read.
 *
 * Returns: whether tag and length are whole and sound
 */
gboolean
kiosk_tlv_measure (const guint8 *head, gsize length, gsize *total, GError **error)
{
  KioskTlvReader reader = { head, length };
  gsize inside;
  guint tag;

  if (!read_tag (&reader, &tag, error) || !read_length (&reader, &inside, error))
    return FALSE;
  *total = (gsize) (reader.data - head) + inside;

  return TRUE;
}

/**
 * kiosk_tlv_append:
 * @tag: at most three bytes
 * @value: (nullable): the value, %NULL when @length is 0
 * @length: at most 16 MiB
 *
 * Writes one object, its length in the fewest bytes (DER).
 */
void
kiosk_tlv_append (GByteArray *array, guint tag, const guint8 *value, gsize length)
{
  guint8 head[8];
  guint n = 0;

  g_return_if_fail (length <= MAX_LENGTH);

  for (int shift = 16; shift >= 0; shift -= 8)
    if (tag >> shift != 0)
      head[n++] = (guint8) (tag >> shift);
  if (length > 0xFFFF)
    head[n++] = 0x83;
  else if (length > 0xFF)
    head[n++] = 0x82;
  else if (length > 0x7F)
    head[n++] = 0x81;
  for (int shift = 16; shift > 0; shift -= 8)
    if (length >> shift != 0)
      head[n++] = (guint8) (length >> shift);
  head[n++] = (guint8) length;
  g_byte_array_append (array, head, n);
  if (length > 0)
    g_byte_array_append (array, value, (guint) length);
}
