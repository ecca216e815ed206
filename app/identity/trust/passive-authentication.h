/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _KioskTrustStore KioskTrustStore;

#define KIOSK_PASSIVE_LAST_GROUP 16

/** KioskPassiveRequest: what was read from a chip; nothing is owned. */
typedef struct
{
  KioskSecret *sod;                                  /* (nullable): EF.SOD as it was read */
  KioskSecret *groups[KIOSK_PASSIVE_LAST_GROUP + 1]; /* (nullable) each: the file of the group, by number */
  guint required;                                    /* 1u << number for each group that has to be there; group 1 always is */
  gint64 issue_date;                                 /* of the card, seconds since 1970; 0 when unknown */
  gint64 now;                                        /* seconds since 1970 */
} KioskPassiveRequest;

/**
 * KioskGroupVerdict:
 * @KIOSK_GROUP_NOT_READ: nothing to say
 * @KIOSK_GROUP_MATCHES: hashed in EF.SOD, and the hash is right
 * @KIOSK_GROUP_MISMATCH: hashed in EF.SOD, and the bytes are others
 * @KIOSK_GROUP_NOT_LISTED: read or required, and not in EF.SOD
 * @KIOSK_GROUP_MISSING: required and in EF.SOD, and not read
 */
typedef enum {
  KIOSK_GROUP_NOT_READ,
  KIOSK_GROUP_MATCHES,
  KIOSK_GROUP_MISMATCH,
  KIOSK_GROUP_NOT_LISTED,
  KIOSK_GROUP_MISSING,
} KioskGroupVerdict;

/**
 * KioskPassiveReason:
 * @KIOSK_PASSIVE_NO_SOD: the chip gave no EF.SOD, or an empty one
 * @KIOSK_PASSIVE_SOD_MALFORMED: what it gave is none
 * @KIOSK_PASSIVE_SOD_UNSUPPORTED: its version or hash algorithm is not known
 * @KIOSK_PASSIVE_GROUP_MISMATCH: a data group was changed
 * @KIOSK_PASSIVE_GROUP_NOT_LISTED: a data group is there that nobody signed for
 * @KIOSK_PASSIVE_GROUP_MISSING: a data group was not read that has to be
 * @KIOSK_PASSIVE_SIGNATURE_INVALID: the hashes were not signed by the signer named
 * @KIOSK_PASSIVE_SIGNATURE_UNSUPPORTED: signed with a key or algorithm that we do not accept
 * @KIOSK_PASSIVE_HOME_MADE_CURVE: signed with a key on a curve of the signer's own
 * @KIOSK_PASSIVE_NO_SIGNER: the certificate of the signer is not in EF.SOD
 * @KIOSK_PASSIVE_SIGNER_PURPOSE: the signer's certificate is not for signing cards
 * @KIOSK_PASSIVE_SIGNER_EXPIRED: the signer's certificate was over when the card was signed
 * @KIOSK_PASSIVE_SIGNER_NOT_YET: the signer's certificate had not begun when the card was signed
 * @KIOSK_PASSIVE_ISSUER_UNKNOWN: the CSCA is not in the store, or there is no store
 * @KIOSK_PASSIVE_ISSUER_WRONG: the store has a CSCA of this name with another key
 * @KIOSK_PASSIVE_ISSUER_FORGED: the signer's certificate names a key that did not sign it
 * @KIOSK_PASSIVE_ISSUER_EXPIRED: the CSCA's certificate did not cover the day of signing
 * @KIOSK_PASSIVE_ISSUER_REFUSED: the CSCA's certificate or the signer's breaks a rule of X.509
 * @KIOSK_PASSIVE_REMARK_SIGNER_OVER: the signer's certificate is over since, which refuses nothing
 * @KIOSK_PASSIVE_REMARK_SHA1: SHA-1 was used somewhere, as on old documents, which refuses nothing
 *
 * Why the answer is not better. Remarks take nothing from it.
 */
typedef enum {
  KIOSK_PASSIVE_NO_SOD = 1 << 0,
  KIOSK_PASSIVE_SOD_MALFORMED = 1 << 1,
  KIOSK_PASSIVE_SOD_UNSUPPORTED = 1 << 2,
  KIOSK_PASSIVE_GROUP_MISMATCH = 1 << 3,
  KIOSK_PASSIVE_GROUP_NOT_LISTED = 1 << 4,
  KIOSK_PASSIVE_GROUP_MISSING = 1 << 5,
  KIOSK_PASSIVE_SIGNATURE_INVALID = 1 << 6,
  KIOSK_PASSIVE_SIGNATURE_UNSUPPORTED = 1 << 7,
  KIOSK_PASSIVE_HOME_MADE_CURVE = 1 << 8,
  KIOSK_PASSIVE_NO_SIGNER = 1 << 9,
  KIOSK_PASSIVE_SIGNER_PURPOSE = 1 << 10,
  KIOSK_PASSIVE_SIGNER_EXPIRED = 1 << 11,
  KIOSK_PASSIVE_SIGNER_NOT_YET = 1 << 12,
  KIOSK_PASSIVE_ISSUER_UNKNOWN = 1 << 13,
  KIOSK_PASSIVE_ISSUER_WRONG = 1 << 14,
  KIOSK_PASSIVE_ISSUER_FORGED = 1 << 15,
  KIOSK_PASSIVE_ISSUER_EXPIRED = 1 << 16,
  KIOSK_PASSIVE_ISSUER_REFUSED = 1 << 17,
  KIOSK_PASSIVE_REMARK_SIGNER_OVER = 1 << 18,
  KIOSK_PASSIVE_REMARK_SHA1 = 1 << 19,
} KioskPassiveReason;

#define KIOSK_TYPE_PASSIVE_AUTHENTICATION (kiosk_passive_authentication_get_type ())
G_DECLARE_FINAL_TYPE (KioskPassiveAuthentication, kiosk_passive_authentication, KIOSK, PASSIVE_AUTHENTICATION, GObject)

KioskPassiveAuthentication *kiosk_passive_authentication_perform      (const KioskPassiveRequest *request, KioskTrustStore *store) G_GNUC_WARN_UNUSED_RESULT;
gboolean                    kiosk_passive_authentication_is_signed    (KioskPassiveAuthentication *self);
gboolean                    kiosk_passive_authentication_is_trusted   (KioskPassiveAuthentication *self);
gboolean                    kiosk_passive_authentication_vouches_for  (KioskPassiveAuthentication *self, guint number);
KioskGroupVerdict           kiosk_passive_authentication_get_group    (KioskPassiveAuthentication *self, guint number);
guint                       kiosk_passive_authentication_get_reasons  (KioskPassiveAuthentication *self);
const char                 *kiosk_passive_authentication_get_signer   (KioskPassiveAuthentication *self);
const char                 *kiosk_passive_authentication_get_issuer   (KioskPassiveAuthentication *self);
const char                 *kiosk_passive_authentication_get_country  (KioskPassiveAuthentication *self);
char                       *kiosk_passive_reasons_to_words            (guint reasons) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
