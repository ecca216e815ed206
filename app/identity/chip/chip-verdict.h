/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-channel.h"
#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

/** KioskChipPart: the parts of a reading, in the order in which they come. */
typedef enum {
  KIOSK_CHIP_PART_ACCESS,
  KIOSK_CHIP_PART_MRZ,
  KIOSK_CHIP_PART_DATA,
  KIOSK_CHIP_PART_FACE, /* only when it is asked for */
  KIOSK_CHIP_PART_SIGNATURE,
  KIOSK_CHIP_N_PARTS,
} KioskChipPart;

/** KioskChipCheck: what is asked of a chip, each of which can fail by itself. */
typedef enum {
  KIOSK_CHIP_CHECK_ACCESS,
  KIOSK_CHIP_CHECK_DATA_GROUPS,
  KIOSK_CHIP_CHECK_SIGNATURE,
  KIOSK_CHIP_CHECK_ISSUER,
  KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION, /* by PACE with chip authentication mapping too */
  KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION,
  KIOSK_CHIP_N_CHECKS,
} KioskChipCheck;

/** KioskChipVerdict: how a check ended; only FAILED speaks against the card. */
typedef enum {
  KIOSK_CHIP_NOT_TRIED,
  KIOSK_CHIP_NOT_OFFERED,
  KIOSK_CHIP_PASSED,
  KIOSK_CHIP_FAILED,
} KioskChipVerdict;

/**
 * KioskChipReason:
 * @KIOSK_CHIP_REASON_NONE: nothing to add to the verdict
 * @KIOSK_CHIP_REASON_NO_SIGNATURE: the chip has no EF.SOD
 * @KIOSK_CHIP_REASON_GROUP_CHANGED: a data group is not the one that was signed
 * @KIOSK_CHIP_REASON_GROUP_UNSIGNED: a data group was read that the signature does not cover
 * @KIOSK_CHIP_REASON_GROUP_MISSING: a data group was signed that the chip does not give
 * @KIOSK_CHIP_REASON_SIGNATURE_MALFORMED: EF.SOD is not what ICAO 9303-10 says
 * @KIOSK_CHIP_REASON_SIGNATURE_WRONG: the signature does not fit
 * @KIOSK_CHIP_REASON_HOME_MADE_CURVE: signed with a key on a curve of the signer's own
 * @KIOSK_CHIP_REASON_NO_SIGNER: the certificate of the signer is not in EF.SOD
 * @KIOSK_CHIP_REASON_SIGNER_PURPOSE: the signer's certificate is not for signing cards
 * @KIOSK_CHIP_REASON_SIGNER_EXPIRED: the signer's certificate did not cover the day of signing
 * @KIOSK_CHIP_REASON_NO_TRUST_STORE: no issuer is configured here
 * @KIOSK_CHIP_REASON_ISSUER_UNKNOWN: none of the configured issuers signed it
 * @KIOSK_CHIP_REASON_ISSUER_OTHER_KEY: another key under the name of a configured issuer, which may
 *   have a new one
 * @KIOSK_CHIP_REASON_ISSUER_FORGED: names the very key of a configured issuer, which did not sign
 * @KIOSK_CHIP_REASON_ISSUER_EXPIRED: the issuer's certificate did not cover the day of signing
 * @KIOSK_CHIP_REASON_ISSUER_REFUSED: a certificate of the chain breaks a rule of X.509
 * @KIOSK_CHIP_REASON_KEY_UNSIGNED: the key of the chip is not one that was signed
 * @KIOSK_CHIP_REASON_NOT_PROVED: the chip did not prove that it holds its key: a copy
 * @KIOSK_CHIP_REASON_UNSUPPORTED: an algorithm that is not spoken here
 * @KIOSK_CHIP_REASON_SHA1: passed, with a hash of old documents that is no longer safe everywhere
 * @KIOSK_CHIP_REASON_BY_MAPPING: proved while access was agreed on (PACE-CAM)
 */
typedef enum {
  KIOSK_CHIP_REASON_NONE,
  KIOSK_CHIP_REASON_NO_SIGNATURE,
  KIOSK_CHIP_REASON_GROUP_CHANGED,
  KIOSK_CHIP_REASON_GROUP_UNSIGNED,
  KIOSK_CHIP_REASON_GROUP_MISSING,
  KIOSK_CHIP_REASON_SIGNATURE_MALFORMED,
  KIOSK_CHIP_REASON_SIGNATURE_WRONG,
  KIOSK_CHIP_REASON_HOME_MADE_CURVE,
  KIOSK_CHIP_REASON_NO_SIGNER,
  KIOSK_CHIP_REASON_SIGNER_PURPOSE,
  KIOSK_CHIP_REASON_SIGNER_EXPIRED,
  KIOSK_CHIP_REASON_NO_TRUST_STORE,
  KIOSK_CHIP_REASON_ISSUER_UNKNOWN,
  KIOSK_CHIP_REASON_ISSUER_OTHER_KEY,
  KIOSK_CHIP_REASON_ISSUER_FORGED,
  KIOSK_CHIP_REASON_ISSUER_EXPIRED,
  KIOSK_CHIP_REASON_ISSUER_REFUSED,
  KIOSK_CHIP_REASON_KEY_UNSIGNED,
  KIOSK_CHIP_REASON_NOT_PROVED,
  KIOSK_CHIP_REASON_UNSUPPORTED,
  KIOSK_CHIP_REASON_SHA1,
  KIOSK_CHIP_REASON_BY_MAPPING,
  KIOSK_CHIP_N_REASONS,
} KioskChipReason;

/** KioskChipFacts: how a chip was read, for the technician; nothing of whose it is. */
typedef struct
{
  gboolean pace; /* else BAC */
  KioskAccessKeyKind key;
  KioskPaceInfo pace_info; /* when @pace */
  KioskChipStats stats;
  guint milliseconds[KIOSK_CHIP_N_PARTS];
  char *issuer; /* (owned) (nullable) the configured certificate that the chain ends at */
} KioskChipFacts;

const char *kiosk_chip_part_to_string    (KioskChipPart part);
const char *kiosk_chip_check_to_string   (KioskChipCheck check);
const char *kiosk_chip_verdict_to_string (KioskChipVerdict verdict);
const char *kiosk_chip_reason_to_string  (KioskChipReason reason);

G_END_DECLS
