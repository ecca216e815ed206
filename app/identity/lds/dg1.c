/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/dg1.h"

#include "identity/lds/tlv.h"

#define TAG_FILE 0x61
#define TAG_MRZ 0x5F1F

/**
 * kiosk_dg1_parse:
 * @data: (array length=length): the file 0101
 * @length: how many bytes
 * @today: see kiosk_mrz_parse()
 * @error: a #KioskTlvError or a #KioskMrzError
 *
 * Reads data group 1 (ICAO 9303-10 §4.7.1): the machine-readable zone as it is printed.
 *
 * Returns: (transfer full): what it says, or %NULL
 */
KioskMrz *
kiosk_dg1_parse (const guint8 *data, gsize length, const GDate *today, GError **error)
{
  KioskTlvReader reader;
  KioskTlv tlv;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!kiosk_tlv_parse (data, length, TAG_FILE, &tlv, error))
    return NULL;
  kiosk_tlv_reader_enter (&reader, &tlv);
  if (!kiosk_tlv_reader_take (&reader, TAG_MRZ, &tlv, error))
    return NULL;

  return kiosk_mrz_parse ((const char *) tlv.value, tlv.length, today, error);
}
