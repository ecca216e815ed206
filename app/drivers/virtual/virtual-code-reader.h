/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_VIRTUAL_CODE_READER (kiosk_virtual_code_reader_get_type ())
G_DECLARE_FINAL_TYPE (KioskVirtualCodeReader, kiosk_virtual_code_reader, KIOSK,
                      VIRTUAL_CODE_READER, GObject)

KioskVirtualCodeReader *kiosk_virtual_code_reader_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void                    kiosk_virtual_code_reader_present (KioskVirtualCodeReader *self, const char *text);
void                    kiosk_virtual_code_reader_plug    (KioskVirtualCodeReader *self);
void                    kiosk_virtual_code_reader_unplug  (KioskVirtualCodeReader *self);

G_END_DECLS
