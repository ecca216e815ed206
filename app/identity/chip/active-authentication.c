/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/active-authentication.h"

#include "identity/chip/chip-curve.h"
#include "identity/chip/message-recovery.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <string.h>

#define INS_INTERNAL_AUTHENTICATE 0x88
#define CHALLENGE 8
#define MAX_KEY_INFO 2048
#define MIN_RSA_BITS 1024
#define MAX_RSA_BITS 4096
/* What secure messaging adds to an answer, at most. */
#define PROTECTION 40

typedef EVP_PKEY PublicKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PublicKey, EVP_PKEY_free)
typedef EVP_PKEY_CTX KeyContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyContext, EVP_PKEY_CTX_free)
typedef ECDSA_SIG EcSignature;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EcSignature, ECDSA_SIG_free)

/* The key of data group 15: one or the other. */
typedef struct
{
  EVP_PKEY *rsa;   /* (owned) (nullable) */
  EC_GROUP *group; /* (owned) (nullable) */
  EC_POINT *point; /* (owned) (nullable) */
} Key;

static void
clear_key (Key *key)
{
  EVP_PKEY_free (key->rsa);
  EC_GROUP_free (key->group);
  EC_POINT_free (key->point);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Key, clear_key)

static gboolean
fail_not_genuine (GError **error)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_NOT_GENUINE,
                          "the chip's signature is not by the key it shows");
}

/* A key is tried as a curve's first, whose parser says that it is another algorithm. */
static gboolean
read_key (GBytes *public_key_info, Key *key, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (public_key_info, &length);
  const guint8 *next = data;
  g_autoptr (PublicKey) rsa = NULL;
  g_autoptr (GError) local = NULL;

  key->group = kiosk_chip_curve_read_key (data, length, &key->point, &local);
  if (key->group != NULL)
    return TRUE;
  if (!g_error_matches (local, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (length <= MAX_KEY_INFO)
    rsa = d2i_PUBKEY (NULL, &next, (long) length);
  if (rsa == NULL || EVP_PKEY_get_base_id (rsa) != EVP_PKEY_RSA
      || EVP_PKEY_get_bits (rsa) < MIN_RSA_BITS || EVP_PKEY_get_bits (rsa) > MAX_RSA_BITS
      || EVP_PKEY_get_bits (rsa) % 8 != 0)
    return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED,
                            "a key of an algorithm or a length that is not spoken here");
  key->rsa = g_steal_pointer (&rsa);

  return TRUE;
}

static gsize
get_signature_size (const Key *key)
{
  if (key->rsa != NULL)
    return (gsize) EVP_PKEY_get_size (key->rsa);

  return 2 * KIOSK_CHIP_COORDINATE_MAX + 8;
}

/* INTERNAL AUTHENTICATE (ICAO 9303-11 §6.1.3). A signature of more than 1,848 bits has to come in
 * an answer of extended length, protected. */
static gboolean
fetch_signature (KioskChipChannel *channel, const guint8 *challenge, gsize size,
                 GByteArray *signature, GError **error)
{
  KioskApdu command = { .ins = INS_INTERNAL_AUTHENTICATE,
                        .data = challenge,
                        .length = CHALLENGE,
                        .expected = KIOSK_APDU_MAX_SHORT_ANSWER };
  guint16 sw;

  if (size + PROTECTION > KIOSK_APDU_MAX_SHORT_ANSWER
      && kiosk_chip_channel_speaks_extended (channel))
    command.expected = KIOSK_APDU_MAX_EXTENDED_ANSWER;
  if (!kiosk_chip_channel_send (channel, &command, signature, &sw, error))
    return FALSE;
  if (sw == KIOSK_SW_OK)
    return TRUE;
  g_set_error (error, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_REFUSED,
               "the chip answered %04X to active authentication", sw);

  return FALSE;
}

/* ISO/IEC 9796-2 B.4 lets a signature be of the modulus less the number, B.6 does not: a number that
 * is not sound is tried the other way round. */
static gboolean
verify_other_way (EVP_PKEY *rsa, guint8 *recovered, gsize length, const guint8 *challenge)
{
  g_autoptr (KioskBigNumber) number = BN_bin2bn (recovered, (int) length, NULL);
  g_autoptr (KioskBigNumber) modulus = NULL;

  return number != NULL && EVP_PKEY_get_bn_param (rsa, OSSL_PKEY_PARAM_RSA_N, &modulus) == 1
         && BN_sub (number, modulus, number) == 1
         && BN_bn2binpad (number, recovered, (int) length) == (int) length
         && kiosk_message_recovery_verify (recovered, length, challenge, CHALLENGE);
}

static gboolean
verify_rsa (EVP_PKEY *rsa, const GByteArray *signature, const guint8 *challenge)
{
  g_autoptr (KeyContext) context = EVP_PKEY_CTX_new (rsa, NULL);
  guint8 recovered[MAX_RSA_BITS / 8];
  size_t length = sizeof recovered;

  if (signature->len != (guint) EVP_PKEY_get_size (rsa) || context == NULL
      || EVP_PKEY_verify_recover_init (context) != 1
      || EVP_PKEY_CTX_set_rsa_padding (context, RSA_NO_PADDING) != 1
      || EVP_PKEY_verify_recover (context, recovered, &length, signature->data, signature->len)
             != 1)
    return FALSE;

  return kiosk_message_recovery_verify (recovered, length, challenge, CHALLENGE)
         || verify_other_way (rsa, recovered, length, challenge);
}

static EVP_PKEY *
make_ec_key (const Key *key)
{
  const char *curve = OBJ_nid2sn (EC_GROUP_get_curve_name (key->group));
  g_autoptr (KeyContext) context = EVP_PKEY_CTX_new_from_name (NULL, "EC", NULL);
  g_autoptr (GByteArray) point = g_byte_array_new ();
  OSSL_PARAM parameters[3];
  EVP_PKEY *made = NULL;

  if (context == NULL || !kiosk_chip_curve_write_point (key->group, key->point, point))
    return NULL;
  parameters[0] = OSSL_PARAM_construct_utf8_string (OSSL_PKEY_PARAM_GROUP_NAME, (char *) curve, 0);
  parameters[1]
      = OSSL_PARAM_construct_octet_string (OSSL_PKEY_PARAM_PUB_KEY, point->data, point->len);
  parameters[2] = OSSL_PARAM_construct_end ();
  if (EVP_PKEY_fromdata_init (context) != 1
      || EVP_PKEY_fromdata (context, &made, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return NULL;

  return made;
}

/* r and s side by side, each as long as the order (TR-03111 §5.2.1); some cards write DER. */
static ECDSA_SIG *
read_ec_signature (const Key *key, const GByteArray *signature)
{
  gsize size = (gsize) BN_num_bytes (EC_GROUP_get0_order (key->group));
  const guint8 *next = signature->data;
  g_autoptr (EcSignature) read = NULL;
  BIGNUM *r, *s;

  if (signature->len != 2 * size)
    {
      read = d2i_ECDSA_SIG (NULL, &next, (long) signature->len);
      return read != NULL && next == signature->data + signature->len ? g_steal_pointer (&read)
                                                                      : NULL;
    }
  read = ECDSA_SIG_new ();
  r = BN_bin2bn (signature->data, (int) size, NULL);
  s = BN_bin2bn (signature->data + size, (int) size, NULL);
  if (read == NULL || r == NULL || s == NULL || ECDSA_SIG_set0 (read, r, s) != 1)
    {
      BN_free (r);
      BN_free (s);
      return NULL;
    }

  return g_steal_pointer (&read);
}

static const EVP_MD *
get_digest (KioskActiveAuthenticationDigest digest)
{
  switch (digest)
    {
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1:
      return EVP_sha1 ();
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA224:
      return EVP_sha224 ();
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA256:
      return EVP_sha256 ();
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA384:
      return EVP_sha384 ();
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA512:
      return EVP_sha512 ();
    case KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN:
    default:
      return NULL;
    }
}

static gboolean
verify_digest (EVP_PKEY *ec, const EVP_MD *algorithm, const guint8 *der, int der_length,
               const guint8 *challenge)
{
  g_autoptr (KeyContext) context = EVP_PKEY_CTX_new (ec, NULL);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int n = 0;

  return context != NULL && EVP_Digest (challenge, CHALLENGE, digest, &n, algorithm, NULL) == 1
         && EVP_PKEY_verify_init (context) == 1
         && EVP_PKEY_verify (context, der, (size_t) der_length, digest, n) == 1;
}

/* The digest that data group 14 names; when it names none, each that is no longer than the key. */
static gboolean
verify_any_digest (const Key *key, EVP_PKEY *ec, const GByteArray *der, const guint8 *challenge,
                   KioskActiveAuthenticationDigest named)
{
  int bits = BN_num_bits (EC_GROUP_get0_order (key->group));

  if (named != KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN)
    return verify_digest (ec, get_digest (named), der->data, (int) der->len, challenge);
  for (guint i = KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1;
       i <= KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA512; i++)
    {
      const EVP_MD *algorithm = get_digest ((KioskActiveAuthenticationDigest) i);

      if (EVP_MD_get_size (algorithm) * 8 <= bits
          && verify_digest (ec, algorithm, der->data, (int) der->len, challenge))
        return TRUE;
    }

  return FALSE;
}

static gboolean
verify_ec (const Key *key, const GByteArray *signature, const guint8 *challenge,
           KioskActiveAuthenticationDigest digest)
{
  g_autoptr (PublicKey) ec = make_ec_key (key);
  g_autoptr (EcSignature) read = read_ec_signature (key, signature);
  g_autoptr (GByteArray) der = g_byte_array_new ();
  guint8 *bytes;
  int length;

  if (ec == NULL || read == NULL)
    return FALSE;
  length = i2d_ECDSA_SIG (read, NULL);
  if (length <= 0)
    return FALSE;
  g_byte_array_set_size (der, (guint) length);
  bytes = der->data;
  i2d_ECDSA_SIG (read, &bytes);

  return verify_any_digest (key, ec, der, challenge, digest);
}

/**
 * kiosk_active_authentication_perform:
 * @channel: the application selected
 * @public_key_info: what data group 15 holds, SubjectPublicKeyInfo; whether it is a card's, passive
 *   authentication has to say
 * @dg14: (nullable): data group 14, which names the digest of ECDSA
 *
 * Active authentication (ICAO 9303-11 §6.1): lets the chip sign what it cannot have known, by RSA
 * with ISO/IEC 9796-2 scheme 1 or by ECDSA.
 *
 * Returns: whether the chip holds the key; if not, %KIOSK_CHIP_ERROR_NOT_GENUINE,
 *   %KIOSK_CHIP_ERROR_UNSUPPORTED (a key that is not spoken here), %KIOSK_CHIP_ERROR_REFUSED,
 *   %KIOSK_CHIP_ERROR_MALFORMED (no key), or what kiosk_chip_channel_send() fails with
 */
gboolean
kiosk_active_authentication_perform (KioskChipChannel *channel, GBytes *public_key_info,
                                     const KioskSecurityInfos *dg14, GError **error)
{
  g_auto (Key) key = { 0 };
  g_autoptr (GByteArray) signature = g_byte_array_new ();
  guint8 challenge[CHALLENGE];
  KioskActiveAuthenticationDigest digest
      = dg14 != NULL ? kiosk_security_infos_get_active_authentication (dg14)
                     : KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN;
  gboolean genuine;

  if (!read_key (public_key_info, &key, error)
      || !kiosk_chip_channel_draw (channel, challenge, CHALLENGE, error)
      || !fetch_signature (channel, challenge, get_signature_size (&key), signature, error))
    return FALSE;
  genuine = key.rsa != NULL ? verify_rsa (key.rsa, signature, challenge)
                            : verify_ec (&key, signature, challenge, digest);

  return genuine || fail_not_genuine (error);
}
