/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

#define KIOSK_SCAN_MAX_BYTES 300000

/** KioskScan: one captured page, as JPEG in memory that is wiped; it is never on disk in the clear. */
typedef struct _KioskScan KioskScan;

KioskScan         *kiosk_scan_new        (KioskSecret *jpeg, guint width, guint height) G_GNUC_WARN_UNUSED_RESULT;
KioskScan         *kiosk_scan_ref        (KioskScan *self);
void               kiosk_scan_unref      (KioskScan *self);
const KioskSecret *kiosk_scan_get_jpeg   (const KioskScan *self);
guint              kiosk_scan_get_width  (const KioskScan *self);
guint              kiosk_scan_get_height (const KioskScan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskScan, kiosk_scan_unref)

G_END_DECLS
