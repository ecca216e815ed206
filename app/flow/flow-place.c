/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-place.h"

/**
 * kiosk_flow_get_question:
 * @self: a flow
 *
 * Returns: (nullable) (transfer none): the question on the page
 */
const KioskQuestion *
kiosk_flow_get_question (KioskFlow *self)
{
  KioskStop stop;

  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  stop = kiosk_flow_get_stop (self);
  if (kiosk_flow_get_state (self) != KIOSK_FLOW_QUESTION)
    return NULL;

  return kiosk_procedure_find_question (kiosk_session_get_procedure (kiosk_flow_get_session (self)),
                                        stop.id);
}

/**
 * kiosk_flow_get_step:
 * @self: a flow
 *
 * Returns: (nullable) (transfer none): the form step on the page
 */
const KioskStep *
kiosk_flow_get_step (KioskFlow *self)
{
  const KioskProcedureInfo *info;
  KioskStop stop;

  g_return_val_if_fail (KIOSK_IS_FLOW (self), NULL);

  stop = kiosk_flow_get_stop (self);
  if (kiosk_flow_get_state (self) != KIOSK_FLOW_FORM)
    return NULL;

  info = kiosk_procedure_get_info (kiosk_session_get_procedure (kiosk_flow_get_session (self)));
  for (guint i = 0; i < info->steps->len; i++)
    if (g_strcmp0 (((const KioskStep *) info->steps->pdata[i])->id, stop.id) == 0)
      return info->steps->pdata[i];

  return NULL;
}
