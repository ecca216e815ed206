/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow-state.h"
#include "session/session.h"

G_BEGIN_DECLS

/**
 * KioskStop:
 *
 * One page of the way through a procedure: a question, a form step, the documents, or the check.
 * @id lives as long as the procedure; it is %NULL for documents and check.
 */
typedef struct {
  KioskFlowState  state;
  const char     *id;
} KioskStop;

KioskStop   kiosk_itinerary_first      (KioskSession *session);
KioskStop   kiosk_itinerary_next       (KioskSession *session, KioskStop from);
gboolean    kiosk_itinerary_previous   (KioskSession *session, KioskStop from, KioskStop *previous);
KioskStop   kiosk_itinerary_unfinished (KioskSession *session);
KioskStop   kiosk_itinerary_find       (KioskSession *session, const char *id);
GPtrArray  *kiosk_itinerary_problems   (KioskSession *session, KioskStop stop) G_GNUC_WARN_UNUSED_RESULT;
const char *kiosk_itinerary_lookup     (gpointer session, const char *id);

G_END_DECLS
