/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "device/chip-reader.h"

G_BEGIN_DECLS

/**
 * KioskPcscReaderFlags:
 * @KIOSK_PCSC_READER_ALLOW_VIRTUAL: readers that are only programs count; never in production
 * @KIOSK_PCSC_READER_ASK_CARDS: each card is asked what it is as soon as it lies there; without it
 *   no state is "not an identity card", and nothing is sent before a reading
 */
typedef enum {
  KIOSK_PCSC_READER_DEFAULT = 0,
  KIOSK_PCSC_READER_ALLOW_VIRTUAL = 1 << 0,
  KIOSK_PCSC_READER_ASK_CARDS = 1 << 1,
} KioskPcscReaderFlags;

#define KIOSK_TYPE_PCSC_READER (kiosk_pcsc_reader_get_type ())
G_DECLARE_FINAL_TYPE (KioskPcscReader, kiosk_pcsc_reader, KIOSK, PCSC_READER, GObject)

KioskPcscReader *kiosk_pcsc_reader_new         (KioskClock *clock, KioskTrustStore *trust, const char *name, KioskPcscReaderFlags flags) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *kiosk_pcsc_reader_list_slots  (KioskPcscReader *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         kiosk_pcsc_reader_is_settled  (KioskPcscReader *self);
gboolean         kiosk_pcsc_reader_has_service (KioskPcscReader *self);

G_END_DECLS
