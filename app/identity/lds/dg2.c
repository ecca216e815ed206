/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/dg2.h"

#include "identity/lds/face-decoder.h"
#include "identity/lds/tlv.h"

#include <string.h>

/* 75 { 7F61 { 02 n, 7F60 { A1 header, 5F2E or 7F2E face } … } } (ICAO 9303-10 §4.7.2). */
#define TAG_FILE 0x75
#define TAG_GROUP 0x7F61
#define TAG_COUNT 0x02
#define TAG_TEMPLATE 0x7F60
#define TAG_HEADER 0xA1
#define TAG_TYPE 0x81
#define TAG_FACE 0x5F2E
#define TAG_FACE_CONSTRUCTED 0x7F2E

#define TYPE_FACE 0x02

/* ISO/IEC 19794-5:2005 §5: the record's header, a face's, one point of it, and its picture's. */
#define RECORD_HEADER 14
#define FACE_HEADER 20
#define POINT 8
#define PICTURE_HEADER 12

G_DEFINE_QUARK (kiosk-dg2-error-quark, kiosk_dg2_error)

static gboolean
fail (GError **error, KioskDg2Error code, const char *message)
{
  g_set_error_literal (error, KIOSK_DG2_ERROR, (int) code, message);

  return FALSE;
}

static guint
get_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static gsize
get_32 (const guint8 *data)
{
  return (gsize) get_16 (data) << 16 | get_16 (data + 2);
}

/* What a header does not say is left to the record; what it says has to be a face. */
static gboolean
check_header (const KioskTlv *header, GError **error)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  kiosk_tlv_reader_enter (&reader, header);
  while (reader.left > 0)
    {
      if (!kiosk_tlv_reader_next (&reader, &tlv, error))
        return FALSE;
      if (tlv.tag == TAG_TYPE && (tlv.length == 0 || (tlv.value[tlv.length - 1] & TYPE_FACE) == 0))
        return fail (error, KIOSK_DG2_ERROR_HEADER, "The template is not one of a face");
    }

  return TRUE;
}

static gboolean
check_count (const KioskTlv *count, GError **error)
{
  guint n = 0;

  for (gsize i = 0; i < count->length; i++)
    n |= count->value[i];
  if (n == 0)
    return fail (error, KIOSK_DG2_ERROR_NO_FACE, "No face is in the chip");

  return TRUE;
}

/* Finds the record of the first face: others are the same person. */
static gboolean
find_record (const guint8 *data, gsize length, KioskTlv *record, GError **error)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  if (!kiosk_tlv_parse (data, length, TAG_FILE, &tlv, error)
      || !kiosk_tlv_parse (tlv.value, tlv.length, TAG_GROUP, &tlv, error))
    return FALSE;
  kiosk_tlv_reader_enter (&reader, &tlv);
  if (!kiosk_tlv_reader_take (&reader, TAG_COUNT, &tlv, error) || !check_count (&tlv, error)
      || !kiosk_tlv_reader_take (&reader, TAG_TEMPLATE, &tlv, error))
    return FALSE;
  kiosk_tlv_reader_enter (&reader, &tlv);
  if (!kiosk_tlv_reader_take (&reader, TAG_HEADER, &tlv, error) || !check_header (&tlv, error)
      || !kiosk_tlv_reader_next (&reader, record, error))
    return FALSE;
  if (record->tag != TAG_FACE && record->tag != TAG_FACE_CONSTRUCTED)
    {
      g_set_error_literal (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED,
                           "the header of a face is followed by something else");
      return FALSE;
    }

  return TRUE;
}

/* The lengths of the record, the face, its points and its picture have to fit into each other. */
static gboolean
find_picture (const KioskTlv *tlv, const guint8 **picture, gsize *length, GError **error)
{
  const guint8 *record = tlv->value;
  const guint8 *face = record + RECORD_HEADER;
  gsize record_length, face_length, before;

  if (tlv->length < 8
      || memcmp (record,
                 "FAC\0"
                 "010\0",
                 8)
             != 0)
    return fail (error, KIOSK_DG2_ERROR_FORMAT, "Not a face record of ISO/IEC 19794-5:2005");
  if (tlv->length < RECORD_HEADER)
    return fail (error, KIOSK_DG2_ERROR_HEADER, "The header of the record is cut short");
  if (get_16 (record + 12) == 0)
    return fail (error, KIOSK_DG2_ERROR_NO_FACE, "No face is in the record");
  record_length = get_32 (record + 8);
  if (record_length > tlv->length || record_length < RECORD_HEADER + FACE_HEADER)
    return fail (error, KIOSK_DG2_ERROR_HEADER, "The length of the record is not that of its data");

  face_length = get_32 (face);
  before = FACE_HEADER + (gsize) get_16 (face + 4) * POINT + PICTURE_HEADER;
  if (face_length > record_length - RECORD_HEADER || face_length <= before)
    return fail (error, KIOSK_DG2_ERROR_HEADER, "The length of the face is not that of its parts");
  *picture = face + before;
  *length = face_length - before;

  return TRUE;
}

/**
 * kiosk_dg2_parse:
 * @data: (array length=length): the file 0102
 * @length: how many bytes
 * @error: a #KioskTlvError or a #KioskDg2Error
 *
 * Finds the picture of the first face. Of which kind it is says the picture, not the header, which
 * cards are known to fill in wrongly; kiosk_face_decoder_run() makes pixels of it.
 *
 * Returns: (transfer full): a JPEG or JPEG 2000 picture, or %NULL
 */
KioskSecret *
kiosk_dg2_parse (const guint8 *data, gsize length, GError **error)
{
  const guint8 *picture;
  KioskTlv record;
  gsize size;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!find_record (data, length, &record, error)
      || !find_picture (&record, &picture, &size, error))
    return NULL;
  if (!kiosk_face_decoder_knows (picture, size))
    {
      fail (error, KIOSK_DG2_ERROR_FORMAT, "The picture is neither JPEG nor JPEG 2000");
      return NULL;
    }

  return kiosk_secret_new (picture, size);
}
