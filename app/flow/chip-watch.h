/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/chip-reader.h"
#include "failure/failure.h"

G_BEGIN_DECLS

/**
 * KioskChipWatchState:
 * @KIOSK_CHIP_WATCH_ABSENT: no reader answers
 * @KIOSK_CHIP_WATCH_READY: a reader is there, and nothing to be done with what may lie on it
 * @KIOSK_CHIP_WATCH_ASKS: a card was laid down, and its key is missing; it may be lifted meanwhile
 * @KIOSK_CHIP_WATCH_READING: a chip is being read
 * @KIOSK_CHIP_WATCH_FAILED: the failure says why the chip gave nothing
 */
typedef enum {
  KIOSK_CHIP_WATCH_ABSENT,
  KIOSK_CHIP_WATCH_READY,
  KIOSK_CHIP_WATCH_ASKS,
  KIOSK_CHIP_WATCH_READING,
  KIOSK_CHIP_WATCH_FAILED,
} KioskChipWatchState;

#define KIOSK_TYPE_CHIP_WATCH (kiosk_chip_watch_get_type ())
G_DECLARE_FINAL_TYPE (KioskChipWatch, kiosk_chip_watch, KIOSK, CHIP_WATCH, GObject)

/* Signals: "changed" (); "progress" (), a part of a reading begins; "read" (KioskChipReading *), to be
 * answered with kiosk_chip_watch_settle() or kiosk_chip_watch_fail(). */
KioskChipWatch     *kiosk_chip_watch_new         (GPtrArray *readers) G_GNUC_WARN_UNUSED_RESULT;
void                kiosk_chip_watch_listen      (KioskChipWatch *self, gboolean listen);
KioskChipWatchState kiosk_chip_watch_get_state   (KioskChipWatch *self);
KioskFailure        kiosk_chip_watch_get_failure (KioskChipWatch *self); /* KIOSK_N_FAILURES for none */
guint               kiosk_chip_watch_get_part    (KioskChipWatch *self, guint *of);
gboolean            kiosk_chip_watch_wants_key   (KioskChipWatch *self);
void                kiosk_chip_watch_read        (KioskChipWatch *self, KioskAccessKey *key);
gboolean            kiosk_chip_watch_can_retry   (KioskChipWatch *self);
void                kiosk_chip_watch_retry       (KioskChipWatch *self);
void                kiosk_chip_watch_skip        (KioskChipWatch *self);
void                kiosk_chip_watch_dismiss     (KioskChipWatch *self);
void                kiosk_chip_watch_settle      (KioskChipWatch *self);
void                kiosk_chip_watch_fail        (KioskChipWatch *self, KioskFailure failure);
void                kiosk_chip_watch_forget      (KioskChipWatch *self);

G_END_DECLS
