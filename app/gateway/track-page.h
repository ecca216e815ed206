/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/record.h"
#include "language/language.h"
#include "receipt/receipt-code.h"

G_BEGIN_DECLS

/** KioskTrackMood: what a page says first. */
typedef enum {
  KIOSK_TRACK_KEPT,       /* the code is ours, the submission has not come yet */
  KIOSK_TRACK_RECEIVED,
  KIOSK_TRACK_NUMBERED,
  KIOSK_TRACK_ASIDE,
  KIOSK_TRACK_FORGED,     /* nobody of ours has signed this */
  KIOSK_TRACK_UNREADABLE,
  KIOSK_TRACK_BUSY,
} KioskTrackMood;

KioskTrackMood kiosk_track_mood_of  (const KioskRecord *record);
GBytes        *kiosk_track_write    (KioskLanguage *language, const char *code, KioskTrackMood mood,
                                     const KioskReceiptCode *receipt, const KioskRecord *record) G_GNUC_WARN_UNUSED_RESULT;
const char    *kiosk_track_language (const char *asked, const char *accepted);

G_END_DECLS
