/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/chip-reader.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_VIRTUAL_CHIP_READER (kiosk_virtual_chip_reader_get_type ())
G_DECLARE_FINAL_TYPE (KioskVirtualChipReader, kiosk_virtual_chip_reader, KIOSK,
                      VIRTUAL_CHIP_READER, GObject)

KioskVirtualChipReader *kiosk_virtual_chip_reader_new      (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean                kiosk_virtual_chip_reader_lay      (KioskVirtualChipReader *self, JsonObject *card, GError **error);
gboolean                kiosk_virtual_chip_reader_happen   (KioskVirtualChipReader *self, const char *event);

G_END_DECLS
