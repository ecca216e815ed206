/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow.h"

G_BEGIN_DECLS

/* Showing or typing who one is. */
KioskIdentifyState kiosk_flow_get_identify         (KioskFlow *self);
int                kiosk_flow_get_identify_problem (KioskFlow *self); /* a KioskCardQrError */
void               kiosk_flow_type_identity        (KioskFlow *self, gboolean typing);
KioskIdDocument   *kiosk_flow_get_typed_identity   (KioskFlow *self); /* typed so far */
gboolean           kiosk_flow_identify_typed       (KioskFlow *self, const char *number, const char *name, const char *birth_date,
                                                    const char *sex, const char *address);

G_END_DECLS
