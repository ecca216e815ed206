/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "device/chip-reader.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_PCSC_READER (kiosk_pcsc_reader_get_type ())
G_DECLARE_FINAL_TYPE (KioskPcscReader, kiosk_pcsc_reader, KIOSK, PCSC_READER, GObject)

KioskPcscReader *kiosk_pcsc_reader_new         (KioskClock *clock, KioskTrustStore *trust, const char *name, gboolean allow_virtual) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *kiosk_pcsc_reader_list_slots  (KioskPcscReader *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         kiosk_pcsc_reader_is_settled  (KioskPcscReader *self);
gboolean         kiosk_pcsc_reader_has_service (KioskPcscReader *self);

G_END_DECLS
