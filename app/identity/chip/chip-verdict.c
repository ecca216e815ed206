/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-verdict.h"

/**
 * kiosk_chip_part_to_string:
 * @part: a part of a reading
 *
 * Returns: (transfer none): its name, for a log and the technician
 */
const char *
kiosk_chip_part_to_string (KioskChipPart part)
{
  static const char *const names[KIOSK_CHIP_N_PARTS] = {
    [KIOSK_CHIP_PART_ACCESS] = "access",       [KIOSK_CHIP_PART_MRZ] = "mrz",
    [KIOSK_CHIP_PART_DATA] = "data",           [KIOSK_CHIP_PART_FACE] = "face",
    [KIOSK_CHIP_PART_SIGNATURE] = "signature",
  };

  g_return_val_if_fail ((guint) part < KIOSK_CHIP_N_PARTS, NULL);

  return names[part];
}

/**
 * kiosk_chip_check_to_string:
 * @check: a check
 *
 * Returns: (transfer none): its name, for a log and the technician
 */
const char *
kiosk_chip_check_to_string (KioskChipCheck check)
{
  static const char *const names[KIOSK_CHIP_N_CHECKS] = {
    [KIOSK_CHIP_CHECK_ACCESS] = "access",
    [KIOSK_CHIP_CHECK_DATA_GROUPS] = "data-groups",
    [KIOSK_CHIP_CHECK_SIGNATURE] = "signature",
    [KIOSK_CHIP_CHECK_ISSUER] = "issuer",
    [KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION] = "chip-authentication",
    [KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION] = "active-authentication",
  };

  g_return_val_if_fail ((guint) check < KIOSK_CHIP_N_CHECKS, NULL);

  return names[check];
}

/**
 * kiosk_chip_verdict_to_string:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name, for a log and the technician
 */
const char *
kiosk_chip_verdict_to_string (KioskChipVerdict verdict)
{
  switch (verdict)
    {
    case KIOSK_CHIP_NOT_TRIED:
      return "not-tried";
    case KIOSK_CHIP_NOT_OFFERED:
      return "not-offered";
    case KIOSK_CHIP_PASSED:
      return "passed";
    case KIOSK_CHIP_FAILED:
      return "failed";
    default:
      g_return_val_if_reached ("failed");
    }
}

/**
 * kiosk_chip_reason_to_string:
 * @reason: a reason
 *
 * Returns: (transfer none): its name, for a log and the technician
 */
const char *
kiosk_chip_reason_to_string (KioskChipReason reason)
{
  static const char *const names[KIOSK_CHIP_N_REASONS] = {
    [KIOSK_CHIP_REASON_NONE] = "none",
    [KIOSK_CHIP_REASON_NO_SIGNATURE] = "no-signature",
    [KIOSK_CHIP_REASON_GROUP_CHANGED] = "group-changed",
    [KIOSK_CHIP_REASON_GROUP_UNSIGNED] = "group-unsigned",
    [KIOSK_CHIP_REASON_GROUP_MISSING] = "group-missing",
    [KIOSK_CHIP_REASON_SIGNATURE_MALFORMED] = "signature-malformed",
    [KIOSK_CHIP_REASON_SIGNATURE_WRONG] = "signature-wrong",
    [KIOSK_CHIP_REASON_HOME_MADE_CURVE] = "home-made-curve",
    [KIOSK_CHIP_REASON_NO_SIGNER] = "no-signer",
    [KIOSK_CHIP_REASON_SIGNER_PURPOSE] = "signer-purpose",
    [KIOSK_CHIP_REASON_SIGNER_EXPIRED] = "signer-expired",
    [KIOSK_CHIP_REASON_NO_TRUST_STORE] = "no-trust-store",
    [KIOSK_CHIP_REASON_ISSUER_UNKNOWN] = "issuer-unknown",
    [KIOSK_CHIP_REASON_ISSUER_OTHER_KEY] = "issuer-other-key",
    [KIOSK_CHIP_REASON_ISSUER_FORGED] = "issuer-forged",
    [KIOSK_CHIP_REASON_ISSUER_EXPIRED] = "issuer-expired",
    [KIOSK_CHIP_REASON_ISSUER_REFUSED] = "issuer-refused",
    [KIOSK_CHIP_REASON_KEY_UNSIGNED] = "key-unsigned",
    [KIOSK_CHIP_REASON_NOT_PROVED] = "not-proved",
    [KIOSK_CHIP_REASON_UNSUPPORTED] = "unsupported",
    [KIOSK_CHIP_REASON_SHA1] = "sha1",
    [KIOSK_CHIP_REASON_BY_MAPPING] = "by-mapping",
  };

  g_return_val_if_fail ((guint) reason < KIOSK_CHIP_N_REASONS, NULL);

  return names[reason];
}
