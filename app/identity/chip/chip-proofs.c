/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-identity"

#include "identity/chip/chip-harvest.h"

#include "identity/chip/active-authentication.h"
#include "identity/chip/chip-authentication.h"
#include "identity/chip/chip-error.h"
#include "identity/chip/chip-reading.h"
#include "identity/lds/dg14.h"
#include "identity/lds/dg15.h"

/* What passive authentication says, sorted by the check that it decides. Nothing but FAILED speaks
 * against a card: an issuer may have a new key, and a kiosk an old list. The first row that fits is
 * the one that is told. */
static const struct
{
  guint reason; /* KioskPassiveReason */
  KioskChipCheck check;
  KioskChipVerdict verdict;
  KioskChipReason why;
} rows[] = {
  { KIOSK_PASSIVE_NO_SOD, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_NOT_OFFERED,
    KIOSK_CHIP_REASON_NO_SIGNATURE },
  /* Every chip has one (ICAO 9303-10 §4.6.2): whoever changes data may leave it out. */
  { KIOSK_PASSIVE_NO_SOD, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_NO_SIGNATURE },
  { KIOSK_PASSIVE_SOD_MALFORMED, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_SIGNATURE_MALFORMED },
  { KIOSK_PASSIVE_SOD_UNSUPPORTED, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_UNSUPPORTED },
  { KIOSK_PASSIVE_GROUP_MISMATCH, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_GROUP_CHANGED },
  { KIOSK_PASSIVE_GROUP_MISSING, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_GROUP_MISSING },
  { KIOSK_PASSIVE_GROUP_NOT_LISTED, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_GROUP_UNSIGNED },
  { KIOSK_PASSIVE_HOME_MADE_CURVE, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_HOME_MADE_CURVE },
  { KIOSK_PASSIVE_SIGNATURE_INVALID, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_SIGNATURE_WRONG },
  { KIOSK_PASSIVE_SIGNATURE_UNSUPPORTED, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_UNSUPPORTED },
  { KIOSK_PASSIVE_NO_SIGNER, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_NO_SIGNER },
  { KIOSK_PASSIVE_ISSUER_FORGED, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_FAILED,
    KIOSK_CHIP_REASON_ISSUER_FORGED },
  { KIOSK_PASSIVE_SIGNER_PURPOSE, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_SIGNER_PURPOSE },
  { KIOSK_PASSIVE_SIGNER_EXPIRED | KIOSK_PASSIVE_SIGNER_NOT_YET, KIOSK_CHIP_CHECK_ISSUER,
    KIOSK_CHIP_NOT_TRIED, KIOSK_CHIP_REASON_SIGNER_EXPIRED },
  { KIOSK_PASSIVE_ISSUER_WRONG, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_ISSUER_OTHER_KEY },
  { KIOSK_PASSIVE_ISSUER_EXPIRED, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_ISSUER_EXPIRED },
  { KIOSK_PASSIVE_ISSUER_REFUSED, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_ISSUER_REFUSED },
  { KIOSK_PASSIVE_ISSUER_UNKNOWN, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
    KIOSK_CHIP_REASON_ISSUER_UNKNOWN },
};

static KioskPassiveAuthentication *
authenticate (KioskChipHarvest *self)
{
  KioskPassiveRequest request = {
    .sod = self->sod,
    .issue_date = self->issue_date,
    .now = self->order->now,
    .required
    = KIOSK_CHIP_GROUP_BIT (1)
      | (self->listed
         & (KIOSK_CHIP_GROUP_BIT (13) | KIOSK_CHIP_GROUP_BIT (14) | KIOSK_CHIP_GROUP_BIT (15))),
  };

  if ((self->order->flags & KIOSK_CHIP_READ_WITH_FACE) != 0)
    request.required |= self->listed & KIOSK_CHIP_GROUP_BIT (2);
  for (guint i = 1; i <= KIOSK_PASSIVE_LAST_GROUP; i++)
    request.groups[i] = self->groups[i];

  return kiosk_passive_authentication_perform (&request, self->order->trust);
}

static void
judge_signature (KioskChipHarvest *self, KioskPassiveAuthentication *passive)
{
  guint reasons = kiosk_passive_authentication_get_reasons (passive);
  guint decided = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if ((reasons & rows[i].reason) == 0 || (decided & (1u << rows[i].check)) != 0)
        continue;
      decided |= 1u << rows[i].check;
      kiosk_chip_reading_judge (self->reading, rows[i].check, rows[i].verdict, rows[i].why);
    }

  /* What passes is what the whole of passive authentication says, and never the lack of a row. */
  if (kiosk_passive_authentication_is_signed (passive))
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_DATA_GROUPS, KIOSK_CHIP_PASSED,
                                KIOSK_CHIP_REASON_NONE);
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_SIGNATURE, KIOSK_CHIP_PASSED,
                                (reasons & KIOSK_PASSIVE_REMARK_SHA1) != 0
                                    ? KIOSK_CHIP_REASON_SHA1
                                    : KIOSK_CHIP_REASON_NONE);
    }
  if (kiosk_passive_authentication_is_trusted (passive))
    kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_PASSED,
                              KIOSK_CHIP_REASON_NONE);
  else if (self->order->trust == NULL)
    kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_ISSUER, KIOSK_CHIP_NOT_TRIED,
                              KIOSK_CHIP_REASON_NO_TRUST_STORE);
  self->reading->facts.issuer = g_strdup (kiosk_passive_authentication_get_issuer (passive));
}

/* Sorts how a proof ended. What the chip does wrong is its failure to prove; what the reader does
 * wrong ends the reading. Returns whether to go on. */
static gboolean
judge_proof (KioskChipHarvest *self, KioskChipCheck check, GError *failure, GError **error)
{
  if (failure == NULL)
    kiosk_chip_reading_judge (self->reading, check, KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_NONE);
  else if (g_error_matches (failure, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_UNSUPPORTED))
    kiosk_chip_reading_judge (self->reading, check, KIOSK_CHIP_NOT_TRIED,
                              KIOSK_CHIP_REASON_UNSUPPORTED);
  else if (failure->domain != KIOSK_CHIP_ERROR
           || g_error_matches (failure, KIOSK_CHIP_ERROR, KIOSK_CHIP_ERROR_CRYPTO))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  else
    kiosk_chip_reading_judge (self->reading, check, KIOSK_CHIP_FAILED,
                              KIOSK_CHIP_REASON_NOT_PROVED);
  g_clear_error (&failure);

  return TRUE;
}

static KioskSecurityInfos *
parse_dg14 (KioskChipHarvest *self, GError **error)
{
  gsize length;
  const guint8 *data = kiosk_secret_get_data (self->groups[14], &length);
  KioskTlv infos;

  if (!kiosk_dg14_parse (data, length, &infos, error))
    return NULL;

  return kiosk_security_infos_parse (infos.whole, infos.whole_length, error);
}

/* The proof of PACE-CAM is for the key of EF.CardSecurity, which need not be that of data group 14:
 * so that it fits says something, and that it does not fit says nothing. */
static gboolean
is_proved_by_mapping (KioskChipHarvest *self, const KioskSecurityInfos *infos)
{
  const KioskChipPublicKeyInfo *key;

  if (self->pace == NULL || !kiosk_pace_outcome_has_chip_proof (self->pace))
    return FALSE;
  for (guint i = 0; (key = kiosk_security_infos_get_public_key (infos, i)) != NULL; i++)
    if (kiosk_pace_outcome_check_chip (self->pace, key->public_key_info, NULL))
      return TRUE;

  return FALSE;
}

static gboolean
prove_chip (KioskChipHarvest *self, KioskPassiveAuthentication *passive,
            const KioskSecurityInfos *infos, GError **error)
{
  GError *failure = NULL;

  if (infos == NULL || kiosk_security_infos_get_public_key (infos, 0) == NULL)
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION,
                                KIOSK_CHIP_NOT_OFFERED, KIOSK_CHIP_REASON_NONE);
      return TRUE;
    }
  if (!kiosk_passive_authentication_vouches_for (passive, 14))
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION,
                                KIOSK_CHIP_NOT_TRIED, KIOSK_CHIP_REASON_KEY_UNSIGNED);
      return TRUE;
    }
  if (is_proved_by_mapping (self, infos))
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION,
                                KIOSK_CHIP_PASSED, KIOSK_CHIP_REASON_BY_MAPPING);
      return TRUE;
    }
  if (!kiosk_chip_authentication_perform (self->channel, infos, &failure))
    g_prefix_error (&failure, "Chip authentication: ");

  return judge_proof (self, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION, failure, error);
}

static gboolean
prove_active (KioskChipHarvest *self, KioskPassiveAuthentication *passive,
              const KioskSecurityInfos *infos, GError **error)
{
  g_autoptr (GBytes) public_key = NULL;
  GError *failure = NULL;
  const guint8 *data;
  gsize length;
  KioskTlv key;

  if (self->groups[15] == NULL)
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION,
                                KIOSK_CHIP_NOT_OFFERED, KIOSK_CHIP_REASON_NONE);
      return TRUE;
    }
  if (!kiosk_passive_authentication_vouches_for (passive, 15))
    {
      kiosk_chip_reading_judge (self->reading, KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION,
                                KIOSK_CHIP_NOT_TRIED, KIOSK_CHIP_REASON_KEY_UNSIGNED);
      return TRUE;
    }
  data = kiosk_secret_get_data (self->groups[15], &length);
  if (!kiosk_dg15_parse (data, length, &key, error))
    return FALSE;
  public_key = g_bytes_new (key.whole, key.whole_length);
  if (!kiosk_active_authentication_perform (self->channel, public_key, infos, &failure))
    g_prefix_error (&failure, "Active authentication: ");

  return judge_proof (self, KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION, failure, error);
}

/**
 * kiosk_chip_harvest_prove:
 * @self: a harvest with every file that was to be read
 * @error: of the transport, or of a file that a valid signature covers and that is broken all the
 *   same
 *
 * Passive authentication (ICAO 9303-11 §5.1), then the proofs that the chip is no copy (§6), which
 * are asked for only with keys that the signature covers and only while nothing is refuted.
 *
 * Returns: whether every check has its verdict
 */
gboolean
kiosk_chip_harvest_prove (KioskChipHarvest *self, GError **error)
{
  g_autoptr (KioskPassiveAuthentication) passive = authenticate (self);
  g_autoptr (KioskSecurityInfos) infos = NULL;

  judge_signature (self, passive);
  if (kiosk_chip_reading_is_refuted (self->reading))
    return TRUE;
  if (self->groups[14] != NULL)
    {
      infos = parse_dg14 (self, error);
      if (infos == NULL)
        return FALSE;
    }

  if (!prove_chip (self, passive, infos, error))
    return FALSE;
  if (kiosk_chip_reading_is_refuted (self->reading))
    return TRUE;

  return prove_active (self, passive, infos, error);
}
