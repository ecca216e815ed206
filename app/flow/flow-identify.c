/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-identify.h"

#include "identity/personal-number.h"

#include <string.h>

/* What is printed on the card as its access number. */
#define CAN_DIGITS 6

static KioskChipWatch *
get_watch (KioskFlow *self)
{
  return kiosk_identification_get_watch (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_get_identify:
 * @self: a flow
 *
 * Returns: what the identify page shows
 */
KioskIdentifyState
kiosk_flow_get_identify (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_IDENTIFY_WAITING);

  return kiosk_identification_get_state (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_get_identify_problem:
 * @self: a flow
 *
 * Returns: the #KioskCardQrError of the last code shown, or -1
 */
int
kiosk_flow_get_identify_problem (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), -1);

  return kiosk_identification_get_problem (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_type_identity:
 * @self: a flow on the identify page
 * @typing: whether the citizen wants to type
 */
void
kiosk_flow_type_identity (KioskFlow *self, gboolean typing)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_identification_set_typing (kiosk_flow_get_identification (self), typing);
}

/**
 * kiosk_flow_get_typed_identity:
 * @self: a flow
 *
 * Returns: (transfer none): what was typed so far; every keystroke goes into it, so that a page made
 *   anew shows it again
 */
KioskIdDocument *
kiosk_flow_get_typed_identity (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_identification_get_draft (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_identify_typed:
 * @self: a flow on the identify page
 * @number: twelve digits
 * @name: full name
 * @birth_date: yyyy-mm-dd
 * @sex: "male" or "female"
 * @address: (nullable): place of residence
 *
 * Takes what was typed as the identity, at the lowest assurance.
 *
 * Returns: %FALSE when the number is not twelve digits or a value is missing
 */
gboolean
kiosk_flow_identify_typed (KioskFlow *self, const char *number, const char *name,
                           const char *birth_date, const char *sex, const char *address)
{
  g_autoptr (KioskIdDocument) document = NULL;

  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  if (number == NULL || !kiosk_personal_number_is_well_formed (number) || name == NULL
      || *name == '\0' || birth_date == NULL || *birth_date == '\0' || sex == NULL)
    return FALSE;

  document = kiosk_id_document_new (KIOSK_ASSURANCE_TYPED);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NUMBER, number);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_NAME, name);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_BIRTH_DATE, birth_date);
  kiosk_id_document_set (document, KIOSK_ID_FIELD_SEX, sex);
  if (address != NULL && *address != '\0')
    kiosk_id_document_set (document, KIOSK_ID_FIELD_ADDRESS, address);
  kiosk_identification_take (kiosk_flow_get_identification (self), document);

  return TRUE;
}

/**
 * kiosk_flow_has_chip_reader:
 * @self: a flow on the identify page
 *
 * Returns: whether a reader of chips is there and answers; the page invites to lay a card only then
 */
gboolean
kiosk_flow_has_chip_reader (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  return kiosk_chip_watch_get_state (get_watch (self)) != KIOSK_CHIP_WATCH_ABSENT;
}

/**
 * kiosk_flow_get_identify_wants:
 * @self: a flow in %KIOSK_IDENTIFY_KEY
 *
 * Returns: what opens the chip of the card that lies there
 */
KioskKeyWants
kiosk_flow_get_identify_wants (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_KEY_WANTS_CODE_OR_CAN);

  return kiosk_identification_get_wants (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_get_identify_part:
 * @self: a flow in %KIOSK_IDENTIFY_READING
 * @of: (out) (optional): how many parts this reading has; 0 before the first has begun
 *
 * Returns: how many parts have begun, the one that is being read included: from 1 to @of
 */
guint
kiosk_flow_get_identify_part (KioskFlow *self, guint *of)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), 0);

  return kiosk_chip_watch_get_part (get_watch (self), of);
}

/**
 * kiosk_flow_get_identify_failure:
 * @self: a flow
 *
 * Returns: why the chip gave nothing, in %KIOSK_IDENTIFY_FAILED; which reader is away, in
 *   %KIOSK_IDENTIFY_READER_GONE; what is to be told of a card that was read all the same
 *   (%KIOSK_FAILURE_CARD_EXPIRED), in %KIOSK_IDENTIFY_DONE; else %KIOSK_N_FAILURES
 */
KioskFailure
kiosk_flow_get_identify_failure (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), KIOSK_N_FAILURES);

  return kiosk_identification_get_failure (kiosk_flow_get_identification (self));
}

/**
 * kiosk_flow_get_chip_reading:
 * @self: a flow
 *
 * Returns: (transfer none) (nullable): what was read of the chip last, also when a check refuted it:
 *   its verdicts say which
 */
KioskChipReading *
kiosk_flow_get_chip_reading (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_session_get_reading (kiosk_flow_get_session (self));
}

/**
 * kiosk_flow_get_viewfinder:
 * @self: a flow
 *
 * Returns: (transfer none) (nullable): the camera that looks for codes, to show what it sees
 */
KioskViewfinder *
kiosk_flow_get_viewfinder (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  return kiosk_flow_get_parts (self)->viewfinder;
}

/**
 * kiosk_flow_give_expiry:
 * @self: a flow that wants %KIOSK_KEY_WANTS_EXPIRY_OR_CAN
 * @iso_date: yyyy-mm-dd, as the card shows it
 *
 * The chip is read with number, birth and @iso_date at once; a card that was lifted is waited for
 * with %KIOSK_FAILURE_CARD_REMOVED_EARLY, and read when it lies there again.
 *
 * Returns: %FALSE when @iso_date is no date, or nothing wants it; nothing happens then
 */
gboolean
kiosk_flow_give_expiry (KioskFlow *self, const char *iso_date)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  return kiosk_identification_give_expiry (kiosk_flow_get_identification (self), iso_date);
}

/**
 * kiosk_flow_give_can:
 * @self: a flow in %KIOSK_IDENTIFY_KEY, or failed with a wrong key
 * @six_digits: the card access number, as the card shows it
 *
 * The chip is read with it at once, or when the card lies there again.
 *
 * Returns: %FALSE when it is not six digits, or nothing wants it; nothing happens then
 */
gboolean
kiosk_flow_give_can (KioskFlow *self, const char *six_digits)
{
  g_autoptr (KioskAccessKey) key = NULL;

  g_return_val_if_fail (KIOSK_IS_FLOW (self) && six_digits != NULL, FALSE);

  if (strlen (six_digits) != CAN_DIGITS || !kiosk_chip_watch_wants_key (get_watch (self)))
    return FALSE;
  key = kiosk_access_key_new_can (six_digits, NULL);
  if (key == NULL)
    return FALSE;
  kiosk_chip_watch_read (get_watch (self), key);

  return TRUE;
}

/**
 * kiosk_flow_can_retry_chip:
 * @self: a flow in %KIOSK_IDENTIFY_FAILED
 *
 * Returns: whether trying again makes sense; after three wrong keys it does not, so that the chip is
 *   not blocked, and with a card that is away it happens by itself
 */
gboolean
kiosk_flow_can_retry_chip (KioskFlow *self)
{
  g_return_val_if_fail (KIOSK_IS_FLOW (self), FALSE);

  return kiosk_chip_watch_can_retry (get_watch (self));
}

/**
 * kiosk_flow_retry_chip:
 * @self: a flow in %KIOSK_IDENTIFY_FAILED
 *
 * Reads the card that lies there again; after a wrong key asks for another one first. Does nothing
 * when kiosk_flow_can_retry_chip() says no.
 */
void
kiosk_flow_retry_chip (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_chip_watch_retry (get_watch (self));
}

/**
 * kiosk_flow_skip_chip:
 * @self: a flow
 *
 * Goes on with what a lower rung gave, or back to showing a code. The card that lies there is let
 * alone until it is taken away and laid down again.
 */
void
kiosk_flow_skip_chip (KioskFlow *self)
{
  g_return_if_fail (KIOSK_IS_FLOW (self));

  kiosk_chip_watch_skip (get_watch (self));
}
