/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-curve.h"

#include "identity/lds/tlv.h"

#include <openssl/objects.h>

#include <string.h>

#define SEQUENCE 0x30
#define OBJECT 0x06
#define INTEGER 0x02
#define BIT_STRING 0x03
#define UNCOMPRESSED 0x04
#define MAX_KEY_INFO 2048
#define MAX_DRAWS 128

/* ICAO 9303-11 §9.5.1, table 13, by the numbers there. 0 to 2 are prime fields. All have cofactor 1,
 * so that a point of the curve is a point of the group. */
static const struct
{
  int parameter_id;
  int nid;
} curves[] = {
  { 8, NID_X9_62_prime192v1 }, { 9, NID_brainpoolP192r1 },   { 10, NID_secp224r1 },
  { 11, NID_brainpoolP224r1 }, { 12, NID_X9_62_prime256v1 }, { 13, NID_brainpoolP256r1 },
  { 14, NID_brainpoolP320r1 }, { 15, NID_secp384r1 },        { 16, NID_brainpoolP384r1 },
  { 17, NID_brainpoolP512r1 }, { 18, NID_secp521r1 },
};

/* id-ecPublicKey of RFC 5480, and standardizedDomainParameters of TR-03110-3. */
static const guint8 oid_ec_public_key[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01 };
static const guint8 oid_standardized[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02 };

static gboolean
fail_key (GError **error, const char *message)
{
  return kiosk_chip_fail (error, KIOSK_CHIP_ERROR_MALFORMED, message);
}

/**
 * kiosk_chip_curve_is_known:
 * @parameter_id: the number of standardised domain parameters
 *
 * Returns: whether they are an elliptic curve that is spoken here
 */
gboolean
kiosk_chip_curve_is_known (int parameter_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i].parameter_id == parameter_id)
      return TRUE;

  return FALSE;
}

/**
 * kiosk_chip_curve_new:
 * @parameter_id: the number of standardised domain parameters
 *
 * Returns: (transfer full) (nullable): the curve, %NULL when it is not spoken here
 */
EC_GROUP *
kiosk_chip_curve_new (int parameter_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i].parameter_id == parameter_id)
      return EC_GROUP_new_by_curve_name (curves[i].nid);

  return NULL;
}

/**
 * kiosk_chip_curve_get_size:
 *
 * Returns: bytes of a coordinate
 */
gsize
kiosk_chip_curve_get_size (const EC_GROUP *group)
{
  return (gsize) (EC_GROUP_get_degree (group) + 7) / 8;
}

/**
 * kiosk_chip_curve_read_point:
 * @data: a point of the chip's, uncompressed
 *
 * Checks what ICAO 9303-11 §9.4.5 and TR-03111 §3.2.2 want checked: that it is on the curve and not
 * its neutral element, with which the chip would know the secret without the password.
 *
 * Returns: (transfer full) (nullable): the point; %KIOSK_CHIP_ERROR_MALFORMED if it is not one
 */
EC_POINT *
kiosk_chip_curve_read_point (const EC_GROUP *group, const guint8 *data, gsize length,
                             GError **error)
{
  g_autoptr (KioskEcPoint) point = EC_POINT_new (group);

  /* oct2point refuses coordinates that are too large or off the curve. */
  if (point == NULL || length != 1 + 2 * kiosk_chip_curve_get_size (group)
      || data[0] != UNCOMPRESSED || EC_POINT_oct2point (group, point, data, length, NULL) != 1
      || EC_POINT_is_at_infinity (group, point) == 1
      || EC_POINT_is_on_curve (group, point, NULL) != 1)
    {
      fail_key (error, "a point that is not on its curve");
      return NULL;
    }

  return g_steal_pointer (&point);
}

/**
 * kiosk_chip_curve_write_point:
 * @bytes: the point is appended, uncompressed
 *
 * Returns: whether it could be written; the neutral element cannot
 */
gboolean
kiosk_chip_curve_write_point (const EC_GROUP *group, const EC_POINT *point, GByteArray *bytes)
{
  guint8 data[KIOSK_CHIP_POINT_MAX];
  gsize length = 1 + 2 * kiosk_chip_curve_get_size (group);

  if (length > sizeof data
      || EC_POINT_point2oct (group, point, POINT_CONVERSION_UNCOMPRESSED, data, length, NULL)
             != length)
    return FALSE;
  g_byte_array_append (bytes, data, (guint) length);

  return TRUE;
}

/**
 * kiosk_chip_curve_multiply:
 * @scalar: may be secret
 *
 * Returns: (transfer full) (nullable): the product; %NULL when libcrypto failed or when it is the
 *   neutral element
 */
EC_POINT *
kiosk_chip_curve_multiply (const EC_GROUP *group, const EC_POINT *point, const BIGNUM *scalar)
{
  g_autoptr (KioskEcPoint) product = EC_POINT_new (group);

  if (product == NULL || EC_POINT_mul (group, product, NULL, point, scalar, NULL) != 1
      || EC_POINT_is_at_infinity (group, product) == 1)
    return NULL;

  return g_steal_pointer (&product);
}

/**
 * kiosk_chip_curve_agree:
 * @secret: (out caller-allocates): one coordinate, which the caller wipes
 *
 * The key agreement of TR-03111 §4.3.1: the first coordinate of the common point.
 *
 * Returns: whether there is a common point
 */
gboolean
kiosk_chip_curve_agree (const EC_GROUP *group, const EC_POINT *theirs, const BIGNUM *own,
                        guint8 *secret)
{
  g_autoptr (KioskEcPoint) common = kiosk_chip_curve_multiply (group, theirs, own);
  g_autoptr (KioskBigNumber) x = BN_secure_new ();
  int size = (int) kiosk_chip_curve_get_size (group);

  return common != NULL && x != NULL
         && EC_POINT_get_affine_coordinates (group, common, x, NULL, NULL) == 1
         && BN_bn2binpad (x, secret, size) == size;
}

/**
 * kiosk_chip_curve_draw_scalar:
 * @channel: where randomness comes from
 *
 * Draws a private key: evenly among those there are, by drawing again (FIPS 186-4 B.4.2).
 *
 * Returns: (transfer full) (nullable): the key; %KIOSK_CHIP_ERROR_CRYPTO if there was none
 */
BIGNUM *
kiosk_chip_curve_draw_scalar (const EC_GROUP *group, KioskChipChannel *channel, GError **error)
{
  const BIGNUM *order = EC_GROUP_get0_order (group);
  g_autoptr (KioskBigNumber) scalar = BN_secure_new ();
  guint8 bytes[KIOSK_CHIP_COORDINATE_MAX];
  int n = BN_num_bytes (order);
  int spare = n * 8 - BN_num_bits (order);
  gboolean found = FALSE;

  for (guint i = 0; i < MAX_DRAWS && !found; i++)
    {
      if (scalar == NULL || n > (int) sizeof bytes
          || !kiosk_chip_channel_draw (channel, bytes, (gsize) n, error))
        break;
      bytes[0] &= (guint8) (0xFF >> spare);
      found = BN_bin2bn (bytes, n, scalar) != NULL && !BN_is_zero (scalar)
              && BN_cmp (scalar, order) < 0;
    }
  kiosk_wipe (bytes, sizeof bytes);
  if (found)
    {
      BN_set_flags (scalar, BN_FLG_CONSTTIME);
      return g_steal_pointer (&scalar);
    }
  if (error == NULL || *error == NULL)
    kiosk_chip_fail (error, KIOSK_CHIP_ERROR_CRYPTO, "no private key can be drawn");

  return NULL;
}

static EC_GROUP *
find_named (const KioskTlv *oid)
{
  const guint8 *data = oid->whole;
  ASN1_OBJECT *object = d2i_ASN1_OBJECT (NULL, &data, (long) oid->whole_length);
  int nid = object != NULL ? OBJ_obj2nid (object) : NID_undef;

  ASN1_OBJECT_free (object);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i].nid == nid)
      return EC_GROUP_new_by_curve_name (nid);

  return NULL;
}

/* Parameters written out are taken only when they are, number for number, a curve that is known:
 * else a card brings a curve on which everybody can do what only its owner should. */
static EC_GROUP *
find_explicit (const KioskTlv *parameters)
{
  const guint8 *data = parameters->whole;
  g_autoptr (KioskEcGroup) given
      = d2i_ECPKParameters (NULL, &data, (long) parameters->whole_length);

  for (guint i = 0; given != NULL && i < G_N_ELEMENTS (curves); i++)
    {
      g_autoptr (KioskEcGroup) known = EC_GROUP_new_by_curve_name (curves[i].nid);

      if (known != NULL && EC_GROUP_cmp (known, given, NULL) == 0)
        return g_steal_pointer (&known);
    }

  return NULL;
}

static EC_GROUP *
find_group (const KioskTlv *algorithm)
{
  KioskTlvReader reader;
  KioskTlv oid, parameters;

  kiosk_tlv_reader_enter (&reader, algorithm);
  if (!kiosk_tlv_reader_take (&reader, OBJECT, &oid, NULL)
      || !kiosk_tlv_reader_next (&reader, &parameters, NULL))
    return NULL;
  if (oid.length == sizeof oid_standardized
      && memcmp (oid.value, oid_standardized, oid.length) == 0)
    return parameters.tag == INTEGER && parameters.length == 1
               ? kiosk_chip_curve_new (parameters.value[0])
               : NULL;
  if (oid.length != sizeof oid_ec_public_key
      || memcmp (oid.value, oid_ec_public_key, oid.length) != 0)
    return NULL;
  if (parameters.tag == OBJECT)
    return find_named (&parameters);
  if (parameters.tag == SEQUENCE)
    return find_explicit (&parameters);

  return NULL;
}

/**
 * kiosk_chip_curve_read_key:
 * @public_key_info: SubjectPublicKeyInfo, its curve named, numbered or written out
 * @point: (out) (transfer full): the key, checked as kiosk_chip_curve_read_point() does
 *
 * Returns: (transfer full) (nullable): the curve; %KIOSK_CHIP_ERROR_UNSUPPORTED when it is not
 *   spoken here, %KIOSK_CHIP_ERROR_MALFORMED when it is no key
 */
EC_GROUP *
kiosk_chip_curve_read_key (const guint8 *public_key_info, gsize length, EC_POINT **point,
                           GError **error)
{
  g_autoptr (KioskEcGroup) group = NULL;
  KioskTlvReader reader;
  KioskTlv info, algorithm, key;

  if (length > MAX_KEY_INFO || !kiosk_tlv_parse (public_key_info, length, SEQUENCE, &info, NULL))
    {
      fail_key (error, "no public key info");
      return NULL;
    }
  kiosk_tlv_reader_enter (&reader, &info);
  if (!kiosk_tlv_reader_take (&reader, SEQUENCE, &algorithm, NULL)
      || !kiosk_tlv_reader_take (&reader, BIT_STRING, &key, NULL) || key.length < 2
      || key.value[0] != 0)
    {
      fail_key (error, "no public key in a public key info");
      return NULL;
    }
  group = find_group (&algorithm);
  if (group == NULL)
    {
      kiosk_chip_fail (error, KIOSK_CHIP_ERROR_UNSUPPORTED, "a key on a curve that is not known");
      return NULL;
    }
  *point = kiosk_chip_curve_read_point (group, key.value + 1, key.length - 1, error);

  return *point != NULL ? g_steal_pointer (&group) : NULL;
}
