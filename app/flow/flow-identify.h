/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/viewfinder.h"
#include "failure/failure.h"
#include "flow/flow.h"
#include "identity/chip/chip-reading.h"

G_BEGIN_DECLS

/* Showing or typing who one is. */
KioskIdentifyState kiosk_flow_get_identify         (KioskFlow *self);
int                kiosk_flow_get_identify_problem (KioskFlow *self); /* a KioskCardQrError */
void               kiosk_flow_type_identity        (KioskFlow *self, gboolean typing);
KioskIdDocument   *kiosk_flow_get_typed_identity   (KioskFlow *self); /* typed so far */
gboolean           kiosk_flow_identify_typed       (KioskFlow *self, const char *number, const char *name, const char *birth_date,
                                                    const char *sex, const char *address);

/* Having the chip of the card read. */
gboolean           kiosk_flow_has_chip_reader      (KioskFlow *self);
KioskKeyWants      kiosk_flow_get_identify_wants   (KioskFlow *self);
guint              kiosk_flow_get_identify_part    (KioskFlow *self, guint *of);
KioskFailure       kiosk_flow_get_identify_failure (KioskFlow *self); /* KIOSK_N_FAILURES for none */
KioskChipReading  *kiosk_flow_get_chip_reading     (KioskFlow *self); /* (nullable) */
KioskViewfinder   *kiosk_flow_get_viewfinder       (KioskFlow *self); /* (nullable) */
gboolean           kiosk_flow_give_expiry          (KioskFlow *self, const char *iso_date);
gboolean           kiosk_flow_give_can             (KioskFlow *self, const char *six_digits);
gboolean           kiosk_flow_can_retry_chip       (KioskFlow *self);
void               kiosk_flow_retry_chip           (KioskFlow *self);
void               kiosk_flow_skip_chip            (KioskFlow *self);

G_END_DECLS
