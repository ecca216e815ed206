/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/code-reader.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_SERIAL_READER (kiosk_serial_reader_get_type ())
G_DECLARE_FINAL_TYPE (KioskSerialReader, kiosk_serial_reader, KIOSK, SERIAL_READER, GObject)

KioskSerialReader *kiosk_serial_reader_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
