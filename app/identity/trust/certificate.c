/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/trust/certificate.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#define MIN_RSA_BITS 2048
#define MAX_RSA_BITS 8192
#define MAX_NAME 512

/* Purposes of ICAO's own, in extendedKeyUsage, begin with this; the next is the one of lists
 * (ICAO 9303-12 §7.1). */
#define ICAO_PURPOSES "2.23.136.1.1."
#define LIST_PURPOSE "2.23.136.1.1.3"

/* At least 224 bits (ICAO 9303-12 §4.4.2), prime fields, chosen in the open. */
static const int curves[] = {
  NID_X9_62_prime256v1, NID_secp224r1,       NID_secp384r1,
  NID_secp521r1,        NID_brainpoolP224r1, NID_brainpoolP256r1,
  NID_brainpoolP320r1,  NID_brainpoolP384r1, NID_brainpoolP512r1,
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EC_GROUP, EC_GROUP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)

static gboolean
is_our_curve (int nid)
{
  for (gsize i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i] == nid)
      return TRUE;

  return FALSE;
}

/* Compares field, coefficients, generator, order and cofactor. A curve that differs in the generator
 * alone lets its maker sign for a key that is not theirs (CVE-2020-0601). */
static KioskKeyVerdict
judge_explicit_curve (const ASN1_STRING *parameters)
{
  const guint8 *data = ASN1_STRING_get0_data (parameters);
  g_autoptr (EC_GROUP) group = d2i_ECPKParameters (NULL, &data, ASN1_STRING_length (parameters));

  if (group == NULL)
    return KIOSK_KEY_UNSUPPORTED;
  for (gsize i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      g_autoptr (EC_GROUP) named = EC_GROUP_new_by_curve_name (curves[i]);

      if (named != NULL && EC_GROUP_cmp (group, named, NULL) == 0)
        return KIOSK_KEY_SOUND;
    }

  return KIOSK_KEY_HOME_MADE_CURVE;
}

static KioskKeyVerdict
judge_curve (X509 *certificate)
{
  const void *parameters = NULL;
  X509_ALGOR *algorithm = NULL;
  int type = V_ASN1_UNDEF;

  if (!X509_PUBKEY_get0_param (NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY (certificate)))
    return KIOSK_KEY_UNSUPPORTED;
  X509_ALGOR_get0 (NULL, &type, &parameters, algorithm);
  if (type == V_ASN1_OBJECT)
    return is_our_curve (OBJ_obj2nid (parameters)) ? KIOSK_KEY_SOUND : KIOSK_KEY_UNSUPPORTED;
  if (type == V_ASN1_SEQUENCE)
    return judge_explicit_curve (parameters);

  return KIOSK_KEY_UNSUPPORTED;
}

/**
 * kiosk_certificate_judge_key:
 * @certificate: a certificate from anywhere
 *
 * Looks at the key before anything is verified with it. Curves whose parameters are written out, as
 * many countries write them (against RFC 5480 §2.1.1), count as the named curve they equal.
 *
 * Returns: whether the key may be used
 */
KioskKeyVerdict
kiosk_certificate_judge_key (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  KioskKeyVerdict verdict = KIOSK_KEY_UNSUPPORTED;
  int bits;

  /* A curve that OpenSSL cannot take is looked at all the same: it tells an attack from a fault. */
  if (key == NULL || EVP_PKEY_is_a (key, "EC"))
    {
      verdict = judge_curve (certificate);
      if (key == NULL && verdict == KIOSK_KEY_SOUND)
        verdict = KIOSK_KEY_UNSUPPORTED;
    }
  else if (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS"))
    {
      bits = EVP_PKEY_get_bits (key);
      verdict = bits < MIN_RSA_BITS   ? KIOSK_KEY_WEAK
                : bits > MAX_RSA_BITS ? KIOSK_KEY_UNSUPPORTED
                                      : KIOSK_KEY_SOUND;
    }
  ERR_clear_error ();

  return verdict;
}

/**
 * kiosk_digest_is_known:
 * @nid: OpenSSL's number for a hash algorithm
 *
 * Returns: whether it is SHA-1 or one of SHA-2 (ICAO 9303-12 §4.4.4)
 */
gboolean
kiosk_digest_is_known (int nid)
{
  return nid == NID_sha1 || nid == NID_sha224 || nid == NID_sha256 || nid == NID_sha384
         || nid == NID_sha512;
}

/**
 * kiosk_certificate_signature_known:
 * @certificate: a certificate from anywhere
 * @sha1: (out) (optional): whether it was signed with SHA-1
 *
 * Returns: whether it was signed with RSA (PKCS#1 or PSS) or ECDSA and a hash that we know
 */
gboolean
kiosk_certificate_signature_known (X509 *certificate, gboolean *sha1)
{
  int digest = NID_undef;
  int key = NID_undef;
  gboolean known = X509_get_signature_info (certificate, &digest, &key, NULL, NULL) == 1;

  ERR_clear_error ();
  if (sha1 != NULL)
    *sha1 = known && digest == NID_sha1;

  return known && kiosk_digest_is_known (digest)
         && (key == NID_rsaEncryption || key == NID_rsassaPss || key == NID_X9_62_id_ecPublicKey);
}

/* Whether a purpose of ICAO's is named, and whether it is the one of lists. */
static gboolean
find_icao_purpose (X509 *certificate, gboolean *lists)
{
  EXTENDED_KEY_USAGE *purposes = X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);
  gboolean found = FALSE;

  *lists = FALSE;
  for (int i = 0; i < sk_ASN1_OBJECT_num (purposes); i++)
    {
      char text[64];

      OBJ_obj2txt (text, sizeof text, sk_ASN1_OBJECT_value (purposes, i), 1);
      found = found || g_str_has_prefix (text, ICAO_PURPOSES);
      *lists = *lists || g_str_equal (text, LIST_PURPOSE);
    }
  EXTENDED_KEY_USAGE_free (purposes);

  return found;
}

/**
 * kiosk_certificate_may_sign:
 * @certificate: a certificate from anywhere
 * @what: what it signed
 *
 * The same CSCA issues signers of cards, of lists and of much else; none may stand in for another.
 *
 * Returns: whether the certificate allows it (ICAO 9303-12 §7.1)
 */
gboolean
kiosk_certificate_may_sign (X509 *certificate, KioskSigns what)
{
  guint32 flags = X509_get_extension_flags (certificate);
  guint32 usage = X509_get_key_usage (certificate);
  gboolean lists = FALSE;
  gboolean other = find_icao_purpose (certificate, &lists);

  ERR_clear_error ();
  if ((flags & EXFLAG_INVALID) != 0)
    return FALSE;
  switch (what)
    {
    case KIOSK_SIGNS_CERTIFICATES:
      return (flags & EXFLAG_CA) != 0 && (usage & KU_KEY_CERT_SIGN) != 0;
    case KIOSK_SIGNS_LISTS:
      return (flags & EXFLAG_CA) == 0 && (usage & KU_DIGITAL_SIGNATURE) != 0 && lists;
    case KIOSK_SIGNS_CARDS:
      return (flags & EXFLAG_CA) == 0 && (usage & KU_DIGITAL_SIGNATURE) != 0 && !other;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * kiosk_certificate_compare_time:
 * @moment: seconds since 1970
 *
 * Returns: 0 when @moment lies within the validity of @certificate; less when it lies before, more
 *   when it lies behind
 */
int
kiosk_certificate_compare_time (X509 *certificate, gint64 moment)
{
  time_t when = (time_t) moment;

  /* X509_cmp_time() answers 0 for a time that cannot be read, and that is never within. */
  if (X509_cmp_time (X509_get0_notBefore (certificate), &when) >= 0)
    return -1;
  if (X509_cmp_time (X509_get0_notAfter (certificate), &when) <= 0)
    return 1;

  return 0;
}

/**
 * kiosk_certificate_get_not_after:
 *
 * Returns: the last second of its validity, since 1970; 0 when that cannot be read
 */
gint64
kiosk_certificate_get_not_after (X509 *certificate)
{
  struct tm when;

  if (!ASN1_TIME_to_tm (X509_get0_notAfter (certificate), &when))
    return 0;

  return (gint64) timegm (&when);
}

/**
 * kiosk_certificate_claims_issuer:
 * @issuer: a CSCA
 *
 * Compares the key identifiers, which anybody can write; it verifies nothing.
 *
 * Returns: whether @certificate says that this very key of @issuer signed it
 */
gboolean
kiosk_certificate_claims_issuer (X509 *certificate, X509 *issuer)
{
  const ASN1_OCTET_STRING *claimed = X509_get0_authority_key_id (certificate);
  const ASN1_OCTET_STRING *own = X509_get0_subject_key_id (issuer);

  return claimed != NULL && own != NULL && ASN1_OCTET_STRING_cmp (claimed, own) == 0;
}

/**
 * kiosk_certificate_names_itself:
 *
 * A key that signs itself may leave out which key that was (ICAO 9303-12 §7.1.1).
 *
 * Returns: whether @certificate says that its own key signed it
 */
gboolean
kiosk_certificate_names_itself (X509 *certificate)
{
  return X509_NAME_cmp (X509_get_issuer_name (certificate), X509_get_subject_name (certificate))
             == 0
         && (X509_get0_authority_key_id (certificate) == NULL
             || kiosk_certificate_claims_issuer (certificate, certificate));
}

static char *
take_valid_text (BIO *bio)
{
  char *data = NULL;
  long length = BIO_get_mem_data (bio, &data);
  g_autofree char *text = NULL;

  if (length <= 0 || data == NULL)
    return g_strdup ("");
  text = g_strndup (data, MIN ((gsize) length, MAX_NAME));

  return g_utf8_make_valid (text, -1);
}

/**
 * kiosk_certificate_dup_subject:
 *
 * For technicians: escaped, in UTF-8, and cut when it is long.
 *
 * Returns: (transfer full): its name, as RFC 2253 writes it
 */
char *
kiosk_certificate_dup_subject (X509 *certificate)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  unsigned long flags = XN_FLAG_RFC2253 & ~(unsigned long) ASN1_STRFLGS_ESC_MSB;

  if (bio == NULL || X509_NAME_print_ex (bio, X509_get_subject_name (certificate), 0, flags) < 0)
    return g_strdup ("");

  return take_valid_text (bio);
}

/**
 * kiosk_certificate_dup_country:
 *
 * Returns: (transfer full) (nullable): the two letters of its country, large
 */
char *
kiosk_certificate_dup_country (X509 *certificate)
{
  X509_NAME *name = X509_get_subject_name (certificate);
  int position = X509_NAME_get_index_by_NID (name, NID_countryName, -1);
  const ASN1_STRING *value;
  const char *letters;

  if (position < 0)
    return NULL;
  value = X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, position));
  letters = (const char *) ASN1_STRING_get0_data (value);
  if (ASN1_STRING_length (value) != 2 || !g_ascii_isalpha (letters[0])
      || !g_ascii_isalpha (letters[1]))
    return NULL;

  return g_ascii_strup (letters, 2);
}
