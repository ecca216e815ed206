/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskFlowState: where the citizen is; the same word names the page, its folder and its picture. */
typedef enum {
  KIOSK_FLOW_IDLE,
  KIOSK_FLOW_LANGUAGE,
  KIOSK_FLOW_HOME,
  KIOSK_FLOW_PROCEDURES,
  KIOSK_FLOW_OVERVIEW,
  KIOSK_FLOW_IDENTIFY,
  KIOSK_FLOW_QUESTION,
  KIOSK_FLOW_FORM,
  KIOSK_FLOW_DOCUMENTS,
  KIOSK_FLOW_SCAN,
  KIOSK_FLOW_CHECK,
  KIOSK_FLOW_SUBMIT,
  KIOSK_FLOW_RECEIPT,
  KIOSK_FLOW_DONE,
  KIOSK_FLOW_OUT_OF_SERVICE,
  KIOSK_FLOW_N_STATES,
} KioskFlowState;

const char *kiosk_flow_state_to_string (KioskFlowState state);

G_END_DECLS
