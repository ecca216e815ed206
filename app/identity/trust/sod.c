/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/sod.h"

#include "identity/lds/tlv.h"
#include "identity/trust/certificate.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#define MAX_LENGTH 0x10000 /* what a chip can hold in one file */
#define LDS_SECURITY_OBJECT "2.23.136.1.1.1"

#define TAG_SOD 0x77
#define TAG_SEQUENCE 0x30
#define TAG_INTEGER 0x02
#define TAG_OCTETS 0x04
#define TAG_PRINTABLE 0x13

struct _KioskSod
{
  KioskSignedData *signed_data; /* owned */
  int digest;                   /* OpenSSL's number */
  gsize digest_length;
  guint groups; /* a bit for each group that is listed */
  guint8 hashes[KIOSK_SOD_LAST_GROUP + 1][EVP_MAX_MD_SIZE];
  char lds_version[8]; /* empty when it is not said */
};

G_DEFINE_QUARK (kiosk-sod-error-quark, kiosk_sod_error)

static gboolean
fail (GError **error, KioskSodError code, const char *message)
{
  g_clear_error (error);
  g_set_error_literal (error, KIOSK_SOD_ERROR, (int) code, message);

  return FALSE;
}

/* A number of one byte. */
static gboolean
take_number (KioskTlvReader *reader, guint *number)
{
  KioskTlv tlv;

  if (!kiosk_tlv_reader_take (reader, TAG_INTEGER, &tlv, NULL) || tlv.length != 1
      || tlv.value[0] > 0x7F)
    return FALSE;
  *number = tlv.value[0];

  return TRUE;
}

static gboolean
take_algorithm (KioskSod *self, KioskTlvReader *reader, GError **error)
{
  const ASN1_OBJECT *object = NULL;
  X509_ALGOR *algorithm;
  const guint8 *data;
  KioskTlv tlv;

  if (!kiosk_tlv_reader_take (reader, TAG_SEQUENCE, &tlv, NULL))
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object without hash algorithm");
  data = tlv.whole;
  algorithm = d2i_X509_ALGOR (NULL, &data, (long) tlv.whole_length);
  ERR_clear_error ();
  if (algorithm == NULL)
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object without hash algorithm");
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  self->digest = OBJ_obj2nid (object);
  X509_ALGOR_free (algorithm);
  if (!kiosk_digest_is_known (self->digest))
    return fail (error, KIOSK_SOD_ERROR_UNSUPPORTED, "a hash algorithm that is not known");
  self->digest_length = (gsize) EVP_MD_get_size (EVP_get_digestbynid (self->digest));

  return TRUE;
}

static gboolean
take_group (KioskSod *self, KioskTlvReader *reader)
{
  KioskTlvReader inside;
  KioskTlv pair, hash;
  guint number;

  if (!kiosk_tlv_reader_take (reader, TAG_SEQUENCE, &pair, NULL))
    return FALSE;
  kiosk_tlv_reader_enter (&inside, &pair);
  if (!take_number (&inside, &number) || !kiosk_tlv_reader_take (&inside, TAG_OCTETS, &hash, NULL)
      || inside.left != 0)
    return FALSE;
  /* A group listed twice would have two right contents. */
  if (number < 1 || number > KIOSK_SOD_LAST_GROUP || hash.length != self->digest_length
      || (self->groups & KIOSK_SOD_GROUP_BIT (number)) != 0)
    return FALSE;
  self->groups |= KIOSK_SOD_GROUP_BIT (number);
  memcpy (self->hashes[number], hash.value, hash.length);

  return TRUE;
}

static gboolean
take_groups (KioskSod *self, KioskTlvReader *reader, GError **error)
{
  KioskTlvReader inside;
  KioskTlv list;

  if (!kiosk_tlv_reader_take (reader, TAG_SEQUENCE, &list, NULL))
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object without hashes");
  kiosk_tlv_reader_enter (&inside, &list);
  while (inside.left > 0)
    if (!take_group (self, &inside))
      return fail (error, KIOSK_SOD_ERROR_MALFORMED, "the hash of a group that is none");
  if (self->groups == 0)
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object without hashes");

  return TRUE;
}

/* Of version 1: which LDS, and which Unicode. Some write it in version 0 too. */
static gboolean
take_lds_version (KioskSod *self, KioskTlvReader *reader, GError **error)
{
  KioskTlvReader inside;
  KioskTlv info, version;

  if (!kiosk_tlv_reader_take (reader, TAG_SEQUENCE, &info, NULL) || reader->left != 0)
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object that goes on");
  kiosk_tlv_reader_enter (&inside, &info);
  if (!kiosk_tlv_reader_take (&inside, TAG_PRINTABLE, &version, NULL) || version.length != 4)
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "an LDS version that is none");
  for (gsize i = 0; i < version.length; i++)
    if (!g_ascii_isdigit (version.value[i]))
      return fail (error, KIOSK_SOD_ERROR_MALFORMED, "an LDS version that is none");
  memcpy (self->lds_version, version.value, version.length);

  return TRUE;
}

/* LDSSecurityObject, ICAO 9303-10 §4.6.2.3. */
static gboolean
parse_security_object (KioskSod *self, GError **error)
{
  gsize length = 0;
  const guint8 *data = kiosk_signed_data_get_content (self->signed_data, &length);
  KioskTlvReader reader;
  KioskTlv whole;
  guint version;

  if (!kiosk_tlv_parse (data, length, TAG_SEQUENCE, &whole, NULL) || whole.whole_length != length)
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "what is signed is no security object");
  kiosk_tlv_reader_enter (&reader, &whole);
  if (!take_number (&reader, &version))
    return fail (error, KIOSK_SOD_ERROR_MALFORMED, "a security object without version");
  if (version > 1)
    return fail (error, KIOSK_SOD_ERROR_UNSUPPORTED, "a security object of a later version");
  if (!take_algorithm (self, &reader, error) || !take_groups (self, &reader, error))
    return FALSE;

  return reader.left == 0 || take_lds_version (self, &reader, error);
}

/**
 * kiosk_sod_parse:
 * @data: EF.SOD as it was read, at most 64 KiB; padding behind its object is not looked at
 *
 * Verifies nothing.
 *
 * Returns: (transfer full): what it says, or %NULL with an error of #KioskSodError
 */
KioskSod *
kiosk_sod_parse (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (KioskSod) self = g_new0 (KioskSod, 1);
  KioskTlv whole;

  if (length > MAX_LENGTH || !kiosk_tlv_parse (data, length, TAG_SOD, &whole, NULL))
    {
      fail (error, KIOSK_SOD_ERROR_MALFORMED, "no object with tag 77");
      return NULL;
    }
  self->signed_data
      = kiosk_signed_data_parse (whole.value, whole.length, LDS_SECURITY_OBJECT, NULL);
  if (self->signed_data == NULL)
    {
      fail (error, KIOSK_SOD_ERROR_MALFORMED, "no signed security object");
      return NULL;
    }
  if (!parse_security_object (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_sod_free:
 *
 * Also frees what it gave out (transfer none).
 */
void
kiosk_sod_free (KioskSod *self)
{
  if (self == NULL)
    return;
  kiosk_signed_data_free (self->signed_data);
  g_free (self);
}

/**
 * kiosk_sod_get_groups:
 *
 * What may be read is decided by this and not by EF.COM, which nobody signs.
 *
 * Returns: a bit of KIOSK_SOD_GROUP_BIT() for each group that is listed; never 0
 */
guint
kiosk_sod_get_groups (const KioskSod *self)
{
  return self->groups;
}

/**
 * kiosk_sod_group_matches:
 * @number: from 1 to 16
 * @data: the file of the group as it was read, without what may be behind its object
 *
 * Returns: whether the group is listed with this content
 */
gboolean
kiosk_sod_group_matches (const KioskSod *self, guint number, const guint8 *data, gsize length)
{
  guint8 hash[EVP_MAX_MD_SIZE];
  gboolean same;

  if (number < 1 || number > KIOSK_SOD_LAST_GROUP
      || (self->groups & KIOSK_SOD_GROUP_BIT (number)) == 0)
    return FALSE;
  if (!EVP_Digest (data, length, hash, NULL, EVP_get_digestbynid (self->digest), NULL))
    return FALSE;
  same = CRYPTO_memcmp (hash, self->hashes[number], self->digest_length) == 0;
  /* The hash of few words can be guessed back. */
  OPENSSL_cleanse (hash, sizeof hash);

  return same;
}

/**
 * kiosk_sod_get_lds_version:
 *
 * Returns: (transfer none) (nullable): four digits, such as 0108
 */
const char *
kiosk_sod_get_lds_version (const KioskSod *self)
{
  return *self->lds_version == '\0' ? NULL : self->lds_version;
}

/**
 * kiosk_sod_get_signed_data:
 *
 * Returns: (transfer none): the message around it, which knows the signer
 */
KioskSignedData *
kiosk_sod_get_signed_data (const KioskSod *self)
{
  return self->signed_data;
}

/**
 * kiosk_sod_uses_sha1:
 *
 * Returns: whether the groups, the message or its signer are held together by SHA-1
 */
gboolean
kiosk_sod_uses_sha1 (const KioskSod *self)
{
  return self->digest == NID_sha1 || kiosk_signed_data_uses_sha1 (self->signed_data);
}
