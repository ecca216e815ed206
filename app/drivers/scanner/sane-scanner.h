/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/page-scanner.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SANE_SCANNER (kiosk_sane_scanner_get_type ())
G_DECLARE_FINAL_TYPE (KioskSaneScanner, kiosk_sane_scanner, KIOSK, SANE_SCANNER, GObject)

KioskSaneScanner *kiosk_sane_scanner_new          (const char *device, const char *options) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_sane_scanner_set_patience (KioskSaneScanner *self, guint seconds);

G_END_DECLS
