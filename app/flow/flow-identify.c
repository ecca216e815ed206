/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-identify.h"

#include "identity/personal-number.h"

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
