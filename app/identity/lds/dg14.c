/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/dg14.h"

#define TAG_FILE 0x6E
#define TAG_SET 0x31

/**
 * kiosk_dg14_parse:
 * @data: (array length=length): the file 010E
 * @length: how many bytes
 * @infos: (out caller-allocates): the SET OF SecurityInfo, pointing into @data; `whole` is the DER
 * @error: a #KioskTlvError
 *
 * Unwraps data group 14 (ICAO 9303-10 §4.7.14). What the infos say is kiosk_security_infos_parse()'s.
 *
 * Returns: whether it is such a file
 */
gboolean
kiosk_dg14_parse (const guint8 *data, gsize length, KioskTlv *infos, GError **error)
{
  KioskTlv file;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  return kiosk_tlv_parse (data, length, TAG_FILE, &file, error)
         && kiosk_tlv_parse (file.value, file.length, TAG_SET, infos, error);
}
