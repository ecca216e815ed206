/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drivers/virtual/virtual-chip-reader.h"
#include "drivers/virtual/virtual-code-reader.h"
#include "drivers/virtual/virtual-page-scanner.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_CONTROL (kiosk_control_get_type ())
G_DECLARE_FINAL_TYPE (KioskControl, kiosk_control, KIOSK, CONTROL, GObject)

/* A Unix socket through which a person or a test works the virtual devices. One JSON object a line:
 * {"card": "text"}, {"page": "/path/picture.png"}, {"scanner": "jam"}, {"reader": "unplug"},
 * {"chip": {a card, see virtual-chip-card.c}}, {"chip": "remove"}. Each is answered with one line:
 * {"ok": true} or {"ok": false, "error": "..."}. */
KioskControl *kiosk_control_new (const char *socket_path, KioskVirtualCodeReader *reader,
                                 KioskVirtualPageScanner *scanner, KioskVirtualChipReader *chip_reader,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
