/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/master-list.h"

#include "identity/lds/tlv.h"
#include "identity/trust/certificate.h"

#include <openssl/err.h>

#define CSCA_MASTER_LIST "2.23.136.1.1.2"
#define MAX_CERTIFICATES 4096 /* the longest list of 2026 has some 600 */

#define TAG_SEQUENCE 0x30
#define TAG_SET 0x31
#define TAG_INTEGER 0x02

struct _KioskMasterList
{
  KioskSignedData *signed_data; /* owned */
  GPtrArray *certificates;      /* (element-type X509), owned */
};

G_DEFINE_QUARK (kiosk-master-list-error-quark, kiosk_master_list_error)

static void
free_certificate (gpointer certificate)
{
  X509_free (certificate);
}

/* What cannot be read keeps its place, so that its place can be named. */
static gboolean
take_certificates (KioskMasterList *self, const KioskTlv *list)
{
  KioskTlvReader reader;

  kiosk_tlv_reader_enter (&reader, list);
  while (reader.left > 0)
    {
      const guint8 *end;
      X509 *certificate;
      KioskTlv tlv;

      if (self->certificates->len == MAX_CERTIFICATES
          || !kiosk_tlv_reader_take (&reader, TAG_SEQUENCE, &tlv, NULL))
        return FALSE;
      end = tlv.whole;
      certificate = d2i_X509 (NULL, &end, (long) tlv.whole_length);
      ERR_clear_error ();
      g_ptr_array_add (self->certificates, certificate);
    }

  return TRUE;
}

/* CscaMasterList ::= SEQUENCE { version INTEGER { v0(0) }, certList SET OF Certificate },
 * ICAO 9303-12 §8. */
static gboolean
parse_content (KioskMasterList *self)
{
  gsize length = 0;
  const guint8 *data = kiosk_signed_data_get_content (self->signed_data, &length);
  KioskTlv whole, version, list;
  KioskTlvReader reader;

  if (!kiosk_tlv_parse (data, length, TAG_SEQUENCE, &whole, NULL) || whole.whole_length != length)
    return FALSE;
  kiosk_tlv_reader_enter (&reader, &whole);
  if (!kiosk_tlv_reader_take (&reader, TAG_INTEGER, &version, NULL) || version.length != 1
      || version.value[0] != 0)
    return FALSE;

  return kiosk_tlv_reader_take (&reader, TAG_SET, &list, NULL) && reader.left == 0
         && take_certificates (self, &list);
}

/**
 * kiosk_master_list_parse:
 * @data: the file, as ICAO and national offices publish it: DER, without LDIF around it
 *
 * Verifies nothing.
 *
 * Returns: (transfer full): the list, or %NULL with %KIOSK_MASTER_LIST_ERROR_MALFORMED
 */
KioskMasterList *
kiosk_master_list_parse (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (KioskMasterList) self = g_new0 (KioskMasterList, 1);

  self->certificates = g_ptr_array_new_with_free_func (free_certificate);
  self->signed_data = kiosk_signed_data_parse (data, length, CSCA_MASTER_LIST, NULL);
  if (self->signed_data == NULL || !parse_content (self))
    {
      g_set_error_literal (error, KIOSK_MASTER_LIST_ERROR, KIOSK_MASTER_LIST_ERROR_MALFORMED,
                           "no signed list of certificates");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * kiosk_master_list_free:
 *
 * Also frees what it gave out (transfer none).
 */
void
kiosk_master_list_free (KioskMasterList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->certificates);
  kiosk_signed_data_free (self->signed_data);
  g_free (self);
}

/**
 * kiosk_master_list_get_signed_data:
 *
 * Returns: (transfer none): the message around it, which knows the signer
 */
KioskSignedData *
kiosk_master_list_get_signed_data (const KioskMasterList *self)
{
  return self->signed_data;
}

/**
 * kiosk_master_list_get_certificates:
 *
 * Returns: (transfer none) (element-type X509): the certificates by position; %NULL where one could
 *   not be read
 */
GPtrArray *
kiosk_master_list_get_certificates (const KioskMasterList *self)
{
  return self->certificates;
}
