/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_SECURITY_INFOS_ERROR (kiosk_security_infos_error_quark ())
GQuark kiosk_security_infos_error_quark (void);

/**
 * KioskSecurityInfosError:
 * @KIOSK_SECURITY_INFOS_ERROR_MALFORMED: not a set of SecurityInfo
 */
typedef enum {
  KIOSK_SECURITY_INFOS_ERROR_MALFORMED,
} KioskSecurityInfosError;

/**
 * KioskChipCipher:
 * @KIOSK_CHIP_CIPHER_3DES: two keys, with the retail MAC (ISO/IEC 9797-1 algorithm 3)
 * @KIOSK_CHIP_CIPHER_AES128: with CMAC
 * @KIOSK_CHIP_CIPHER_AES192: with CMAC
 * @KIOSK_CHIP_CIPHER_AES256: with CMAC
 *
 * What a conversation is protected with. In the order of their strength.
 */
typedef enum {
  KIOSK_CHIP_CIPHER_3DES,
  KIOSK_CHIP_CIPHER_AES128,
  KIOSK_CHIP_CIPHER_AES192,
  KIOSK_CHIP_CIPHER_AES256,
} KioskChipCipher;

/**
 * KioskPaceMapping:
 * @KIOSK_PACE_MAPPING_GENERIC: by a Diffie-Hellman of its own
 * @KIOSK_PACE_MAPPING_INTEGRATED: by hashing onto the curve
 * @KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION: generic, and the chip proves its key with it
 *
 * How the nonce becomes a generator (ICAO 9303-11 §4.4.3.3).
 */
typedef enum {
  KIOSK_PACE_MAPPING_GENERIC,
  KIOSK_PACE_MAPPING_INTEGRATED,
  KIOSK_PACE_MAPPING_CHIP_AUTHENTICATION,
} KioskPaceMapping;

#define KIOSK_CHIP_OID_MAX 16

/** KioskPaceInfo: one way in that a chip offers (ICAO 9303-11 §9.2.1). */
typedef struct
{
  guint8 oid[KIOSK_CHIP_OID_MAX]; /* content bytes, without tag and length */
  gsize oid_length;
  KioskPaceMapping mapping;
  KioskChipCipher cipher;
  gboolean elliptic;  /* else over a prime field, which is not spoken here */
  int parameter_id;   /* standardised domain parameters; -1: not said */
  gboolean ambiguous; /* the chip has several domain parameters, so that these have to be named */
} KioskPaceInfo;

/** KioskChipAuthenticationInfo: how a chip proves its key (ICAO 9303-11 §9.2.5). */
typedef struct
{
  guint8 oid[KIOSK_CHIP_OID_MAX];
  gsize oid_length;
  KioskChipCipher cipher;
  gboolean elliptic;
  gint64 key_id; /* -1: the chip has one key and does not number it */
} KioskChipAuthenticationInfo;

/** KioskChipPublicKeyInfo: a key that a chip proves (ICAO 9303-11 §9.2.6). */
typedef struct
{
  GBytes *public_key_info; /* (owned by the set) DER SubjectPublicKeyInfo */
  gboolean elliptic;
  gint64 key_id; /* -1: not numbered */
} KioskChipPublicKeyInfo;

/**
 * KioskActiveAuthenticationDigest:
 *
 * What ECDSA of active authentication hashes with (ICAO 9303-11 §9.2.7); UNKNOWN is no info, or one
 * that names another algorithm.
 */
typedef enum {
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_UNKNOWN,
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA1,
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA224,
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA256,
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA384,
  KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA512,
} KioskActiveAuthenticationDigest;

/**
 * KioskSecurityInfos:
 *
 * What EF.CardAccess, EF.CardSecurity or data group 14 says that a chip can do. Says nothing of who
 * vouches for it.
 */
typedef struct _KioskSecurityInfos KioskSecurityInfos;

KioskSecurityInfos                *kiosk_security_infos_parse                       (const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void                               kiosk_security_infos_free                        (KioskSecurityInfos *self);
const KioskPaceInfo               *kiosk_security_infos_get_pace                    (const KioskSecurityInfos *self, guint i);
const KioskPaceInfo               *kiosk_security_infos_choose_pace                 (const KioskSecurityInfos *self, gboolean (*can_speak) (const KioskPaceInfo *pace));
const KioskChipAuthenticationInfo *kiosk_security_infos_get_chip_authentication     (const KioskSecurityInfos *self, guint i);
const KioskChipPublicKeyInfo      *kiosk_security_infos_get_public_key              (const KioskSecurityInfos *self, guint i);
KioskActiveAuthenticationDigest    kiosk_security_infos_get_active_authentication   (const KioskSecurityInfos *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSecurityInfos, kiosk_security_infos_free)

G_END_DECLS
