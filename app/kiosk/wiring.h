/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "config/config.h"
#include "flow/flow.h"

G_BEGIN_DECLS

#define KIOSK_WIRING_ERROR (kiosk_wiring_error_quark ())
GQuark kiosk_wiring_error_quark (void);

/**
 * KioskWiringError:
 * @KIOSK_WIRING_ERROR_VIRTUAL: a virtual device in production; name a real one in the configuration
 * @KIOSK_WIRING_ERROR_DEVICE: a device of the configuration is of no kind we know; the message names it
 */
typedef enum { KIOSK_WIRING_ERROR_VIRTUAL, KIOSK_WIRING_ERROR_DEVICE } KioskWiringError;

/** KioskWiring: every object of the kiosk, made from the configuration and joined. */
typedef struct _KioskWiring KioskWiring;

KioskWiring *kiosk_wiring_begin    (const KioskConfig *config) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_wiring_finish   (KioskWiring *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_wiring_load_catalogue (KioskWiring *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskFlow   *kiosk_wiring_get_flow (KioskWiring *self);
void         kiosk_wiring_free     (KioskWiring *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskWiring, kiosk_wiring_free)

G_END_DECLS
