/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-flow"

#include "flow/flow-state.h"

/**
 * kiosk_flow_state_to_string:
 * @state: a state
 *
 * Returns: the word that also names the page's folder and picture
 */
const char *
kiosk_flow_state_to_string (KioskFlowState state)
{
  static const char *const words[KIOSK_FLOW_N_STATES] = {
    [KIOSK_FLOW_IDLE] = "idle",
    [KIOSK_FLOW_LANGUAGE] = "language",
    [KIOSK_FLOW_HOME] = "home",
    [KIOSK_FLOW_PROCEDURES] = "procedures",
    [KIOSK_FLOW_OVERVIEW] = "overview",
    [KIOSK_FLOW_IDENTIFY] = "identify",
    [KIOSK_FLOW_QUESTION] = "question",
    [KIOSK_FLOW_FORM] = "form",
    [KIOSK_FLOW_DOCUMENTS] = "documents",
    [KIOSK_FLOW_SCAN] = "scan",
    [KIOSK_FLOW_CHECK] = "check",
    [KIOSK_FLOW_SUBMIT] = "submit",
    [KIOSK_FLOW_RECEIPT] = "receipt",
    [KIOSK_FLOW_DONE] = "done",
    [KIOSK_FLOW_OUT_OF_SERVICE] = "out-of-service",
  };

  g_return_val_if_fail (state < KIOSK_FLOW_N_STATES, "idle");

  return words[state];
}
