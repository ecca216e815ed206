/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/page-scanner.h"
#include "document/document-set.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_CAPTURE (kiosk_capture_get_type ())
G_DECLARE_FINAL_TYPE (KioskCapture, kiosk_capture, KIOSK, CAPTURE, GObject)

/* Signal "changed" (). */
KioskCapture *kiosk_capture_new           (KioskPageScanner *scanner) G_GNUC_WARN_UNUSED_RESULT;
void          kiosk_capture_begin         (KioskCapture *self, KioskDocumentSet *documents, const char *component);
void          kiosk_capture_end           (KioskCapture *self);
void          kiosk_capture_scan          (KioskCapture *self, int replace);
void          kiosk_capture_cancel        (KioskCapture *self);
const char   *kiosk_capture_get_component (KioskCapture *self);
guint         kiosk_capture_get_page      (KioskCapture *self);
gboolean      kiosk_capture_is_scanning   (KioskCapture *self);
guint         kiosk_capture_get_percent   (KioskCapture *self);
const GError *kiosk_capture_get_error     (KioskCapture *self);

G_END_DECLS
