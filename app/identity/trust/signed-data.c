/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/signed-data.h"

#include "identity/trust/certificate.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <time.h>

#define MAX_CERTIFICATES 64
#define ONLY_ONE (-3) /* for CMS_signed_get0_data_by_OBJ: one attribute, one value */

struct _KioskSignedData
{
  CMS_ContentInfo *cms;       /* owned */
  ASN1_OCTET_STRING *content; /* inside cms */
  CMS_SignerInfo *info;       /* inside cms */
  X509 *signer;               /* (owned) (nullable) */
};

G_DEFINE_QUARK (kiosk-signed-data-error-quark, kiosk_signed_data_error)

static gboolean
fail (GError **error, const char *message)
{
  ERR_clear_error ();
  g_set_error_literal (error, KIOSK_SIGNED_DATA_ERROR, KIOSK_SIGNED_DATA_ERROR_MALFORMED, message);

  return FALSE;
}

static gboolean
take_content (KioskSignedData *self, const char *content_type, GError **error)
{
  ASN1_OCTET_STRING **content;
  char text[64];

  if (OBJ_obj2nid (CMS_get0_type (self->cms)) != NID_pkcs7_signed)
    return fail (error, "a CMS message that is not SignedData");
  OBJ_obj2txt (text, sizeof text, CMS_get0_eContentType (self->cms), 1);
  if (!g_str_equal (text, content_type))
    return fail (error, "SignedData with content of another type");
  content = CMS_get0_content (self->cms);
  if (content == NULL || *content == NULL || ASN1_STRING_length (*content) == 0)
    return fail (error, "SignedData without content");
  self->content = *content;

  return TRUE;
}

/* One signer: with more, one could be sound and another be shown. */
static gboolean
take_signer (KioskSignedData *self, GError **error)
{
  STACK_OF (CMS_SignerInfo) *infos = CMS_get0_SignerInfos (self->cms);
  STACK_OF (X509) * certificates;

  if (sk_CMS_SignerInfo_num (infos) != 1)
    return fail (error, "SignedData of none or of several signers");
  self->info = sk_CMS_SignerInfo_value (infos, 0);

  certificates = CMS_get1_certs (self->cms);
  for (int i = 0; i < sk_X509_num (certificates) && i < MAX_CERTIFICATES; i++)
    {
      X509 *certificate = sk_X509_value (certificates, i);

      if (self->signer == NULL && CMS_SignerInfo_cert_cmp (self->info, certificate) == 0
          && X509_up_ref (certificate))
        self->signer = certificate;
    }
  sk_X509_pop_free (certificates, X509_free);
  ERR_clear_error ();

  return TRUE;
}

/**
 * kiosk_signed_data_parse:
 * @data: one whole ContentInfo (RFC 5652 §3) and nothing behind it
 * @content_type: the only one that will do, in dotted numbers
 *
 * Verifies nothing.
 *
 * Returns: (transfer full): the message, or %NULL with %KIOSK_SIGNED_DATA_ERROR_MALFORMED
 */
KioskSignedData *
kiosk_signed_data_parse (const guint8 *data, gsize length, const char *content_type, GError **error)
{
  g_autoptr (KioskSignedData) self = g_new0 (KioskSignedData, 1);
  const guint8 *end = data;

  if (length <= G_MAXINT)
    self->cms = d2i_CMS_ContentInfo (NULL, &end, (long) length);
  if (self->cms == NULL || (gsize) (end - data) != length)
    {
      fail (error, "no CMS message, or bytes behind it");
      return NULL;
    }
  if (!take_content (self, content_type, error) || !take_signer (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * kiosk_signed_data_free:
 *
 * Also frees what it gave out (transfer none).
 */
void
kiosk_signed_data_free (KioskSignedData *self)
{
  if (self == NULL)
    return;
  X509_free (self->signer);
  CMS_ContentInfo_free (self->cms);
  g_free (self);
}

/**
 * kiosk_signed_data_get_content:
 * @length: (out): how many bytes; at least one
 *
 * Returns: (transfer none): what was signed, which proves nothing before
 *   kiosk_signed_data_verify() says so
 */
const guint8 *
kiosk_signed_data_get_content (const KioskSignedData *self, gsize *length)
{
  *length = (gsize) ASN1_STRING_length (self->content);

  return ASN1_STRING_get0_data (self->content);
}

/**
 * kiosk_signed_data_get_signer:
 *
 * Returns: (transfer none) (nullable): the certificate inside that the signature names
 */
X509 *
kiosk_signed_data_get_signer (const KioskSignedData *self)
{
  return self->signer;
}

/**
 * kiosk_signed_data_get_signing_time:
 *
 * Returns: when the signer says to have signed (RFC 5652 §11.3), in seconds since 1970; 0 when that
 *   is not said in a signed attribute
 */
gint64
kiosk_signed_data_get_signing_time (const KioskSignedData *self)
{
  int position = CMS_signed_get_attr_by_NID (self->info, NID_pkcs9_signingTime, -1);
  X509_ATTRIBUTE *attribute;
  ASN1_TYPE *value;
  struct tm when;

  if (position < 0)
    return 0;
  attribute = CMS_signed_get_attr (self->info, position);
  value = X509_ATTRIBUTE_count (attribute) == 1 ? X509_ATTRIBUTE_get0_type (attribute, 0) : NULL;
  if (value == NULL || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)
      || !ASN1_TIME_to_tm (value->value.asn1_string, &when))
    return 0;

  return (gint64) timegm (&when);
}

static int
get_digest (const KioskSignedData *self)
{
  const ASN1_OBJECT *object = NULL;
  X509_ALGOR *digest = NULL;

  CMS_SignerInfo_get0_algs (self->info, NULL, NULL, &digest, NULL);
  X509_ALGOR_get0 (&object, NULL, NULL, digest);

  return OBJ_obj2nid (object);
}

/**
 * kiosk_signed_data_uses_sha1:
 *
 * Returns: whether SHA-1 holds the message or the certificate of its signer together
 */
gboolean
kiosk_signed_data_uses_sha1 (const KioskSignedData *self)
{
  gboolean certificate = FALSE;

  if (self->signer != NULL)
    kiosk_certificate_signature_known (self->signer, &certificate);

  return certificate || get_digest (self) == NID_sha1;
}

/* The algorithm named for the signature must be the kind of the key, over the digest named beside. */
static gboolean
algorithms_known (KioskSignedData *self)
{
  int digest = get_digest (self);
  const ASN1_OBJECT *object = NULL;
  X509_ALGOR *signature = NULL;
  int named_digest = NID_undef;
  int key = NID_undef;
  int nid;

  CMS_SignerInfo_get0_algs (self->info, NULL, NULL, NULL, &signature);
  X509_ALGOR_get0 (&object, NULL, NULL, signature);
  nid = OBJ_obj2nid (object);
  if (!kiosk_digest_is_known (digest))
    return FALSE;
  /* Both leave the digest to the field beside, or to parameters that OpenSSL compares with it. */
  if (nid == NID_rsaEncryption || nid == NID_rsassaPss)
    return !EVP_PKEY_is_a (X509_get0_pubkey (self->signer), "EC");
  if (!OBJ_find_sigid_algs (nid, &named_digest, &key) || named_digest != digest)
    return FALSE;

  return key
         == (EVP_PKEY_is_a (X509_get0_pubkey (self->signer), "EC") ? NID_X9_62_id_ecPublicKey
                                                                   : NID_rsaEncryption);
}

/* Content that is not id-data is signed through attributes that name its type (RFC 5652 §5.3). Without
 * them a signature made over attributes could pass for one over content, and the other way round. */
static gboolean
attributes_sound (KioskSignedData *self)
{
  const ASN1_OBJECT *named = CMS_signed_get0_data_by_OBJ (
      self->info, OBJ_nid2obj (NID_pkcs9_contentType), ONLY_ONE, V_ASN1_OBJECT);
  const ASN1_OCTET_STRING *digest = CMS_signed_get0_data_by_OBJ (
      self->info, OBJ_nid2obj (NID_pkcs9_messageDigest), ONLY_ONE, V_ASN1_OCTET_STRING);

  return named != NULL && digest != NULL && OBJ_cmp (named, CMS_get0_eContentType (self->cms)) == 0;
}

/**
 * kiosk_signed_data_verify:
 *
 * Says whether the content was signed with the key of the certificate inside; whose key that is, it
 * does not say.
 *
 * Returns: the verdict (RFC 5652 §5.6)
 */
KioskSignedVerdict
kiosk_signed_data_verify (KioskSignedData *self)
{
  KioskKeyVerdict key;
  gboolean valid;

  if (self->signer == NULL)
    return KIOSK_SIGNED_NO_SIGNER;
  key = kiosk_certificate_judge_key (self->signer);
  if (key == KIOSK_KEY_HOME_MADE_CURVE)
    return KIOSK_SIGNED_HOME_MADE_CURVE;
  if (key != KIOSK_KEY_SOUND || !algorithms_known (self))
    return KIOSK_SIGNED_UNSUPPORTED;
  if (!attributes_sound (self))
    return KIOSK_SIGNED_INVALID;

  valid
      = CMS_verify (self->cms, NULL, NULL, NULL, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;
  ERR_clear_error ();

  return valid ? KIOSK_SIGNED_VALID : KIOSK_SIGNED_INVALID;
}
