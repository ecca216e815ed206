/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow.h"

G_BEGIN_DECLS

/* Scanning the pages of one component. */
const char *kiosk_flow_get_component  (KioskFlow *self); /* (nullable): being scanned */
guint       kiosk_flow_get_scan_page  (KioskFlow *self);
gboolean    kiosk_flow_is_scanning    (KioskFlow *self);
guint       kiosk_flow_get_scan_percent (KioskFlow *self);
const GError *kiosk_flow_get_scan_error (KioskFlow *self); /* (nullable) */
void        kiosk_flow_scan_page      (KioskFlow *self); /* one more page */
void        kiosk_flow_rescan_page    (KioskFlow *self, guint page);
void        kiosk_flow_cancel_scan    (KioskFlow *self);

G_END_DECLS
