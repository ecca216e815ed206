/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/lds/security-infos.h"

#include "identity/lds/tlv.h"

#include <string.h>

#define DATA_GROUP_14 0x6E
#define SET 0x31
#define SEQUENCE 0x30
#define OBJECT 0x06
#define INTEGER 0x02

/* More than any chip lists. */
#define MAX_INFOS 64

/* Arcs as content bytes. The last ones of a name say mapping and cipher. */
static const guint8 arc_public_key[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01 };
static const guint8 arc_chip_authentication[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03 };
static const guint8 arc_pace[] = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04 };
static const guint8 arc_active_authentication[] = { 0x67, 0x81, 0x08, 0x01, 0x01, 0x05 };
static const guint8 arc_ecdsa_plain[]
    = { 0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01 }; /* TR-03111 §5.2.1.1 */
static const guint8 arc_ecdsa_sha2[]
    = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03 }; /* ANSI X9.62, which some write instead */
static const guint8 arc_ecdsa_sha1[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01 };

#define ARC_LENGTH 8

struct _KioskSecurityInfos
{
  /* owned */
  GArray *paces;                /* (element-type KioskPaceInfo) */
  GArray *chip_authentications; /* (element-type KioskChipAuthenticationInfo) */
  GArray *public_keys;          /* (element-type KioskChipPublicKeyInfo) */

  KioskActiveAuthenticationDigest active_authentication;
  gboolean has_other_parameters; /* domain parameters of PACE that a PACEInfo may mean */
};

/* One SecurityInfo, pointing into the bytes. */
typedef struct
{
  KioskTlv oid;
  KioskTlv required;
  KioskTlv optional; /* tag 0: none */
} Info;

G_DEFINE_QUARK (kiosk-security-infos-error-quark, kiosk_security_infos_error)

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, KIOSK_SECURITY_INFOS_ERROR, KIOSK_SECURITY_INFOS_ERROR_MALFORMED,
                       message);

  return FALSE;
}

static void
clear_public_key (gpointer data)
{
  g_bytes_unref (((KioskChipPublicKeyInfo *) data)->public_key_info);
}

static gboolean
begins_with (const KioskTlv *oid, const guint8 *arc, gsize length)
{
  return oid->length >= length && memcmp (oid->value, arc, length) == 0;
}

static gboolean
equals (const KioskTlv *oid, const guint8 *arc, gsize length)
{
  return oid->length == length && memcmp (oid->value, arc, length) == 0;
}

/* The numbers here are versions, parameters and keys: small, and never negative. */
static gboolean
read_integer (const KioskTlv *tlv, gint64 *number)
{
  if (tlv->tag != INTEGER || tlv->length == 0 || tlv->length > 8 || (tlv->value[0] & 0x80) != 0)
    return FALSE;
  *number = 0;
  for (gsize i = 0; i < tlv->length; i++)
    *number = *number << 8 | tlv->value[i];

  return TRUE;
}

/* -1 when it is left out. */
static gboolean
read_optional_integer (const Info *info, gint64 *number)
{
  *number = -1;

  return info->optional.tag == 0 || read_integer (&info->optional, number);
}

/* The last byte of the name: 1 is triple DES, then AES by the length of its key. */
static gboolean
read_cipher (guint8 last, KioskChipCipher *cipher)
{
  if (last < 1 || last > 4)
    return FALSE;
  *cipher = (KioskChipCipher) (KIOSK_CHIP_CIPHER_3DES + last - 1);

  return TRUE;
}

static gboolean
read_mapping (guint8 arc, KioskPaceInfo *pace)
{
  switch (arc)
    {
    case 1:
    case 2:
      pace->mapping = KIOSK_PACE_MAPPING_GENERIC;
      break;
    case 3:
    case 4:
      pace->mapping = KIOSK_PACE_MAPPING_INTEGRATED;
      break;
    case 6:
      pace->mapping = KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION;
      break;
    default:
      return FALSE;
    }
  pace->elliptic = arc % 2 == 0;

  return TRUE;
}

/* ICAO 9303-11 §9.2.1; a name one arc shorter is PACEDomainParameterInfo (§9.2.2). Mappings and
 * ciphers that the standard does not have are passed over: they may be tomorrow's. */
static gboolean
add_pace (KioskSecurityInfos *self, const Info *info, GError **error)
{
  KioskPaceInfo pace = { 0 };
  gint64 version, parameters;

  if (info->oid.length == ARC_LENGTH + 1)
    {
      self->has_other_parameters = TRUE;
      return TRUE;
    }
  if (info->oid.length != ARC_LENGTH + 2 || !read_mapping (info->oid.value[ARC_LENGTH], &pace)
      || !read_cipher (info->oid.value[ARC_LENGTH + 1], &pace.cipher))
    return TRUE;
  if (!read_integer (&info->required, &version) || !read_optional_integer (info, &parameters))
    return fail (error, "a PACEInfo that is not one");
  if (version != 2)
    return TRUE;
  memcpy (pace.oid, info->oid.value, info->oid.length);
  pace.oid_length = info->oid.length;
  pace.parameter_id = parameters <= 31 ? (int) parameters : -1;
  g_array_append_val (self->paces, pace);

  return TRUE;
}

static gboolean
add_chip_authentication (KioskSecurityInfos *self, const Info *info, GError **error)
{
  KioskChipAuthenticationInfo authentication = { 0 };
  gint64 version;

  if (info->oid.length != ARC_LENGTH + 2
      || !read_cipher (info->oid.value[ARC_LENGTH + 1], &authentication.cipher))
    return TRUE;
  if (!read_integer (&info->required, &version)
      || !read_optional_integer (info, &authentication.key_id))
    return fail (error, "a ChipAuthenticationInfo that is not one");
  if (version != 1)
    return TRUE;
  authentication.elliptic = info->oid.value[ARC_LENGTH] == 2;
  memcpy (authentication.oid, info->oid.value, info->oid.length);
  authentication.oid_length = info->oid.length;
  g_array_append_val (self->chip_authentications, authentication);

  return TRUE;
}

static gboolean
add_public_key (KioskSecurityInfos *self, const Info *info, GError **error)
{
  KioskChipPublicKeyInfo key = { 0 };

  if (info->oid.length != ARC_LENGTH + 1)
    return TRUE;
  if (info->required.tag != SEQUENCE || !read_optional_integer (info, &key.key_id))
    return fail (error, "a ChipAuthenticationPublicKeyInfo that is not one");
  key.elliptic = info->oid.value[ARC_LENGTH] == 2;
  key.public_key_info = g_bytes_new (info->required.whole, info->required.whole_length);
  g_array_append_val (self->public_keys, key);

  return TRUE;
}

static KioskActiveAuthenticationDigest
read_digest (const KioskTlv *oid)
{
  const gsize plain = sizeof arc_ecdsa_plain;
  const gsize sha2 = sizeof arc_ecdsa_sha2;

  if (oid->length == plain + 1 && begins_with (oid, arc_ecdsa_plain, plain)
      && oid->value[plain] >= 1 && oid->value[plain] <= 5)
    return (KioskActiveAuthenticationDigest) (KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1
                                              + oid->value[plain] - 1);
  if (oid->length == sha2 + 1 && begins_with (oid, arc_ecdsa_sha2, sha2) && oid->value[sha2] >= 1
      && oid->value[sha2] <= 4)
    return (KioskActiveAuthenticationDigest) (KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA224
                                              + oid->value[sha2] - 1);
  if (equals (oid, arc_ecdsa_sha1, sizeof arc_ecdsa_sha1))
    return KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1;

  return KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN;
}

static gboolean
add_info (KioskSecurityInfos *self, const Info *info, GError **error)
{
  if (begins_with (&info->oid, arc_pace, ARC_LENGTH))
    return add_pace (self, info, error);
  if (begins_with (&info->oid, arc_chip_authentication, ARC_LENGTH))
    return add_chip_authentication (self, info, error);
  if (begins_with (&info->oid, arc_public_key, ARC_LENGTH))
    return add_public_key (self, info, error);
  if (equals (&info->oid, arc_active_authentication, sizeof arc_active_authentication)
      && info->optional.tag == OBJECT)
    self->active_authentication = read_digest (&info->optional);

  return TRUE;
}

static gboolean
read_info (const KioskTlv *sequence, Info *info)
{
  KioskTlvReader reader;

  *info = (Info){ 0 };
  kiosk_tlv_reader_enter (&reader, sequence);
  if (!kiosk_tlv_reader_take (&reader, OBJECT, &info->oid, NULL)
      || !kiosk_tlv_reader_next (&reader, &info->required, NULL))
    return FALSE;

  return reader.left == 0 || kiosk_tlv_reader_next (&reader, &info->optional, NULL);
}

static gboolean
read_infos (KioskSecurityInfos *self, const KioskTlv *set, GError **error)
{
  KioskTlvReader reader;

  kiosk_tlv_reader_enter (&reader, set);
  for (guint n = 0; reader.left > 0; n++)
    {
      KioskTlv sequence;
      Info info;

      if (n == MAX_INFOS)
        return fail (error, "more security infos than any chip has");
      if (!kiosk_tlv_reader_take (&reader, SEQUENCE, &sequence, NULL)
          || !read_info (&sequence, &info))
        return fail (error, "a SecurityInfo that is not one");
      if (!add_info (self, &info, error))
        return FALSE;
    }

  return TRUE;
}

/* §4.4.4.1: the domain parameters are named when there is more than one set. */
static void
mark_ambiguous (KioskSecurityInfos *self)
{
  gboolean ambiguous = self->has_other_parameters;

  for (guint i = 1; i < self->paces->len; i++)
    if (g_array_index (self->paces, KioskPaceInfo, i).parameter_id
        != g_array_index (self->paces, KioskPaceInfo, 0).parameter_id)
      ambiguous = TRUE;
  for (guint i = 0; i < self->paces->len; i++)
    g_array_index (self->paces, KioskPaceInfo, i).ambiguous = ambiguous;
}

/**
 * kiosk_security_infos_parse:
 * @data: EF.CardAccess, data group 14, or the set that is signed in EF.CardSecurity
 *
 * Reads SecurityInfos (ICAO 9303-11 §9.2). What the standard does not know is passed over.
 *
 * Returns: (transfer full) (nullable): the infos; %KIOSK_SECURITY_INFOS_ERROR_MALFORMED if not
 */
KioskSecurityInfos *
kiosk_security_infos_parse (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (KioskSecurityInfos) self = g_new0 (KioskSecurityInfos, 1);
  KioskTlv group = { .value = data, .length = length };
  KioskTlv set;

  self->paces = g_array_new (FALSE, TRUE, sizeof (KioskPaceInfo));
  self->chip_authentications = g_array_new (FALSE, TRUE, sizeof (KioskChipAuthenticationInfo));
  self->public_keys = g_array_new (FALSE, TRUE, sizeof (KioskChipPublicKeyInfo));
  g_array_set_clear_func (self->public_keys, clear_public_key);

  if (length > 0 && data[0] == DATA_GROUP_14
      && !kiosk_tlv_parse (data, length, DATA_GROUP_14, &group, NULL))
    {
      fail (error, "a data group 14 that is cut off");
      return NULL;
    }
  if (!kiosk_tlv_parse (group.value, group.length, SET, &set, NULL))
    {
      fail (error, "no set of security infos");
      return NULL;
    }
  if (!read_infos (self, &set, error))
    return NULL;
  mark_ambiguous (self);

  return g_steal_pointer (&self);
}

/**
 * kiosk_security_infos_free:
 * @self: (transfer full) (nullable): infos
 */
void
kiosk_security_infos_free (KioskSecurityInfos *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->paces);
  g_array_unref (self->chip_authentications);
  g_array_unref (self->public_keys);
  g_free (self);
}

/**
 * kiosk_security_infos_get_pace:
 * @i: from 0, in the order of the chip
 *
 * Returns: (transfer none) (nullable): a way in, or %NULL behind the last
 */
const KioskPaceInfo *
kiosk_security_infos_get_pace (const KioskSecurityInfos *self, guint i)
{
  return i < self->paces->len ? &g_array_index (self->paces, KioskPaceInfo, i) : NULL;
}

/* Chip authentication mapping proves the chip on the way; integrated mapping is the rarest. */
static guint
weigh (const KioskPaceInfo *pace)
{
  static const guint mappings[] = {
    [KIOSK_PACE_MAPPING_GENERIC] = 1,
    [KIOSK_PACE_MAPPING_INTEGRATED] = 0,
    [KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION] = 2,
  };

  return mappings[pace->mapping] * 8 + (guint) pace->cipher;
}

/**
 * kiosk_security_infos_choose_pace:
 * @can_speak: whether a way in can be gone
 *
 * Returns: (transfer none) (nullable): the best of the ways in that can be gone
 */
const KioskPaceInfo *
kiosk_security_infos_choose_pace (const KioskSecurityInfos *self,
                                  gboolean (*can_speak) (const KioskPaceInfo *pace))
{
  const KioskPaceInfo *best = NULL;

  for (guint i = 0; i < self->paces->len; i++)
    {
      const KioskPaceInfo *pace = &g_array_index (self->paces, KioskPaceInfo, i);

      if (can_speak (pace) && (best == NULL || weigh (pace) > weigh (best)))
        best = pace;
    }

  return best;
}

/**
 * kiosk_security_infos_get_chip_authentication:
 * @i: from 0, in the order of the chip
 *
 * Returns: (transfer none) (nullable): a way to prove a key, or %NULL behind the last
 */
const KioskChipAuthenticationInfo *
kiosk_security_infos_get_chip_authentication (const KioskSecurityInfos *self, guint i)
{
  if (i >= self->chip_authentications->len)
    return NULL;

  return &g_array_index (self->chip_authentications, KioskChipAuthenticationInfo, i);
}

/**
 * kiosk_security_infos_get_public_key:
 * @i: from 0, in the order of the chip
 *
 * Returns: (transfer none) (nullable): a key that the chip says it has, or %NULL behind the last
 */
const KioskChipPublicKeyInfo *
kiosk_security_infos_get_public_key (const KioskSecurityInfos *self, guint i)
{
  if (i >= self->public_keys->len)
    return NULL;

  return &g_array_index (self->public_keys, KioskChipPublicKeyInfo, i);
}

/**
 * kiosk_security_infos_get_active_authentication:
 *
 * Returns: the digest that active authentication with ECDSA is done with
 */
KioskActiveAuthenticationDigest
kiosk_security_infos_get_active_authentication (const KioskSecurityInfos *self)
{
  return self->active_authentication;
}
