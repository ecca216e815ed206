/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/chip-judgement.h"

#include <string.h>

static gboolean
differs (KioskIdDocument *a, KioskIdDocument *b, KioskIdField field)
{
  const char *value = kiosk_id_document_get (a, field);
  const char *other = kiosk_id_document_get (b, field);

  return value != NULL && other != NULL && !g_str_equal (value, other);
}

static gboolean
is_failed (KioskChipReading *reading, KioskChipCheck check)
{
  return kiosk_chip_reading_get_verdict (reading, check, NULL) == KIOSK_CHIP_FAILED;
}

/**
 * kiosk_chip_judgement_accepts:
 * @reading: what was read of a chip
 * @known: (nullable): whom a code or the keyboard named before
 * @failure: (out): why not
 *
 * A check that failed refutes the chip. A chip of somebody else than @known may be genuine, but
 * nobody can say which of the two is meant. Another birth date under the same number is no slip of
 * one digit when it comes from a code; what was typed may be wrong, and gives way.
 *
 * Returns: whether what the chip says may stand for the citizen
 */
gboolean
kiosk_chip_judgement_accepts (KioskChipReading *reading, KioskIdDocument *known,
                              KioskFailure *failure)
{
  KioskIdDocument *document = kiosk_chip_reading_get_document (reading);

  if (is_failed (reading, KIOSK_CHIP_CHECK_CHIP_AUTHENTICATION)
      || is_failed (reading, KIOSK_CHIP_CHECK_ACTIVE_AUTHENTICATION))
    *failure = KIOSK_FAILURE_CARD_IS_A_COPY;
  else if (kiosk_chip_reading_is_refuted (reading))
    *failure = KIOSK_FAILURE_CARD_DATA_NOT_GENUINE;
  else if (document == NULL || kiosk_id_document_get (document, KIOSK_ID_FIELD_NUMBER) == NULL)
    *failure = KIOSK_FAILURE_CARD_DATA_UNREADABLE;
  else if (known != NULL && differs (document, known, KIOSK_ID_FIELD_NUMBER))
    *failure = KIOSK_FAILURE_CARD_BELONGS_TO_OTHER;
  else if (known != NULL && kiosk_id_document_get_assurance (known) > KIOSK_ASSURANCE_TYPED
           && differs (document, known, KIOSK_ID_FIELD_BIRTH_DATE))
    *failure = KIOSK_FAILURE_CARD_DATA_DISAGREES;
  else
    return TRUE;

  return FALSE;
}

/* Dates of ISO 8601 sort as texts; a day or month that is not known is 00, which is early enough. */
static gboolean
is_past (const char *expiry, GDateTime *today)
{
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");

  return expiry != NULL && strcmp (expiry, day) < 0;
}

/**
 * kiosk_chip_judgement_remark:
 * @reading: what was accepted
 * @today: the day of the office
 *
 * Returns: what is told of the card although it stands, or %KIOSK_N_FAILURES
 */
KioskFailure
kiosk_chip_judgement_remark (KioskChipReading *reading, GDateTime *today)
{
  KioskIdDocument *document = kiosk_chip_reading_get_document (reading);
  KioskChipReason reason;
  KioskChipVerdict issuer
      = kiosk_chip_reading_get_verdict (reading, KIOSK_CHIP_CHECK_ISSUER, &reason);

  if (is_past (kiosk_id_document_get (document, KIOSK_ID_FIELD_EXPIRY_DATE), today))
    return KIOSK_FAILURE_CARD_EXPIRED;
  if (issuer == KIOSK_CHIP_PASSED)
    return KIOSK_N_FAILURES;
  if (reason == KIOSK_CHIP_REASON_SIGNER_EXPIRED || reason == KIOSK_CHIP_REASON_ISSUER_EXPIRED)
    return KIOSK_FAILURE_CARD_SIGNER_EXPIRED;
  if (kiosk_id_document_get_assurance (document) == KIOSK_ASSURANCE_SIGNED)
    return KIOSK_FAILURE_CARD_ISSUER_UNKNOWN;

  return KIOSK_N_FAILURES;
}
