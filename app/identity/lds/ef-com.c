/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/ef-com.h"

#include "identity/lds/data-group.h"
#include "identity/lds/tlv.h"

#include <string.h>

#define TAG_FILE 0x60
#define TAG_VERSION 0x5F01
#define TAG_LIST 0x5C

static void
take_version (KioskEfCom *com, const KioskTlv *tlv)
{
  if (tlv->length != sizeof com->version - 1)
    return;
  for (gsize i = 0; i < tlv->length; i++)
    if (!g_ascii_isdigit (tlv->value[i]))
      return;
  memcpy (com->version, tlv->value, tlv->length);
}

static void
take_list (KioskEfCom *com, const KioskTlv *tlv)
{
  for (gsize i = 0; i < tlv->length; i++)
    {
      guint group = kiosk_data_group_from_tag (tlv->value[i]);

      if (group != 0)
        com->groups |= 1u << group;
    }
}

/**
 * kiosk_ef_com_parse:
 * @data: (array length=length): the file 011E
 * @length: how many bytes
 * @com: (out caller-allocates): what it lists
 * @error: a #KioskTlvError
 *
 * Reads ICAO 9303-10 §4.6.1. A version that is not four digits is left empty and tags that name no
 * data group are passed over: nothing is decided by this file alone.
 *
 * Returns: whether it is such a file and has a list
 */
gboolean
kiosk_ef_com_parse (const guint8 *data, gsize length, KioskEfCom *com, GError **error)
{
  gboolean listed = FALSE;
  KioskTlvReader reader;
  KioskTlv tlv;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  memset (com, 0, sizeof *com);
  if (!kiosk_tlv_parse (data, length, TAG_FILE, &tlv, error))
    return FALSE;
  kiosk_tlv_reader_enter (&reader, &tlv);
  while (reader.left > 0)
    {
      if (!kiosk_tlv_reader_next (&reader, &tlv, error))
        return FALSE;
      if (tlv.tag == TAG_VERSION)
        take_version (com, &tlv);
      if (tlv.tag == TAG_LIST)
        take_list (com, &tlv);
      listed = listed || tlv.tag == TAG_LIST;
    }
  if (!listed)
    g_set_error_literal (error, KIOSK_TLV_ERROR, KIOSK_TLV_ERROR_UNEXPECTED,
                         "EF.COM without a list of data groups");

  return listed;
}

/**
 * kiosk_ef_com_has:
 * @com: a file that was read
 * @group: 1 to %KIOSK_N_DATA_GROUPS
 *
 * Returns: whether @group is listed
 */
gboolean
kiosk_ef_com_has (const KioskEfCom *com, guint group)
{
  g_return_val_if_fail (group >= 1 && group <= KIOSK_N_DATA_GROUPS, FALSE);

  return (com->groups >> group & 1) != 0;
}
