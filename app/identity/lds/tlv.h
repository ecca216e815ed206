/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_TLV_ERROR (kiosk_tlv_error_quark ())
GQuark kiosk_tlv_error_quark (void);

/**
 * KioskTlvError:
 * @KIOSK_TLV_ERROR_TRUNCATED: the bytes end inside an object
 * @KIOSK_TLV_ERROR_MALFORMED: a tag or length that DER does not allow
 * @KIOSK_TLV_ERROR_UNEXPECTED: another object than the one asked for
 */
typedef enum {
  KIOSK_TLV_ERROR_TRUNCATED,
  KIOSK_TLV_ERROR_MALFORMED,
  KIOSK_TLV_ERROR_UNEXPECTED,
} KioskTlvError;

/** KioskTlv: one data object, pointing into the bytes it was read from; nothing is owned. */
typedef struct
{
  guint tag;           /* as written: 0x30, 0x7F61, at most three bytes */
  const guint8 *value; /* inside the bytes read */
  gsize length;
  const guint8 *whole; /* from the tag on */
  gsize whole_length;
} KioskTlv;

/** KioskTlvReader: where reading stands; nothing is owned. */
typedef struct
{
  const guint8 *data;
  gsize left;
} KioskTlvReader;

void     kiosk_tlv_reader_init  (KioskTlvReader *reader, const guint8 *data, gsize length);
void     kiosk_tlv_reader_enter (KioskTlvReader *reader, const KioskTlv *tlv);
gboolean kiosk_tlv_reader_next  (KioskTlvReader *reader, KioskTlv *tlv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_tlv_reader_take  (KioskTlvReader *reader, guint tag, KioskTlv *tlv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_tlv_parse        (const guint8 *data, gsize length, guint tag, KioskTlv *tlv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_tlv_measure      (const guint8 *head, gsize length, gsize *total, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void     kiosk_tlv_append       (GByteArray *array, guint tag, const guint8 *value, gsize length);

G_END_DECLS
