/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever a file of a card holds: objects lie inside what they were read from, and written again
 * are read the same. The files that only list or wrap go the same way. */

#include "identity/lds/data-group.h"
#include "identity/lds/dg14.h"
#include "identity/lds/dg15.h"
#include "identity/lds/ef-com.h"

#include <stdint.h>

#define MAX_DEPTH 8

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_inside (const KioskTlv *tlv, const guint8 *data, gsize size)
{
  g_assert_true (tlv->whole >= data && tlv->whole + tlv->whole_length <= data + size);
  g_assert_true (tlv->value > tlv->whole
                 && tlv->value + tlv->length == tlv->whole + tlv->whole_length);
}

static void
check_written (const KioskTlv *tlv)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  KioskTlv again;
  gsize total;

  kiosk_tlv_append (array, tlv->tag, tlv->value, tlv->length);
  g_assert_true (kiosk_tlv_parse (array->data, array->len, tlv->tag, &again, NULL));
  g_assert_cmpmem (again.value, again.length, tlv->value, tlv->length);
  g_assert_true (kiosk_tlv_measure (array->data, MIN (array->len, 8), &total, NULL));
  g_assert_cmpuint (total, ==, array->len);
}

static void
walk (KioskTlvReader reader, guint depth)
{
  while (reader.left > 0)
    {
      const KioskTlvReader before = reader;
      g_autoptr (GError) error = NULL;
      KioskTlvReader inside;
      KioskTlv tlv;

      if (!kiosk_tlv_reader_next (&reader, &tlv, &error))
        {
          g_assert_nonnull (error);
          g_assert_true (reader.data == before.data && reader.left == before.left);
          return;
        }
      check_inside (&tlv, before.data, before.left);
      /* 0 is padding, which is never written. */
      if (tlv.tag != 0)
        check_written (&tlv);
      kiosk_tlv_reader_enter (&inside, &tlv);
      if (depth < MAX_DEPTH)
        walk (inside, depth + 1);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KioskTlvReader reader;
  KioskEfCom com;
  KioskTlv tlv;

  kiosk_tlv_reader_init (&reader, data, size);
  walk (reader, 0);
  if (kiosk_ef_com_parse (data, size, &com, NULL))
    g_assert_cmphex (com.groups & ~0x1FFFEu, ==, 0);
  if (kiosk_dg14_parse (data, size, &tlv, NULL))
    check_inside (&tlv, data, size);
  if (kiosk_dg15_parse (data, size, &tlv, NULL))
    check_inside (&tlv, data, size);

  return 0;
}
