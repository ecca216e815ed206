/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/problem.h"

G_BEGIN_DECLS

/**
 * KioskVerdict:
 * @KIOSK_VERDICT_ACCEPTED: it says yes; of a commit, only the receipt that comes with it proves it
 * @KIOSK_VERDICT_SEND_MISSING: the entry: send the chunks it names and commit again
 * @KIOSK_VERDICT_CHECK_LOCAL: the entry: read the file again and compare its digest
 * @KIOSK_VERDICT_QUARANTINE: the entry: it will never be taken; put it aside and go on
 * @KIOSK_VERDICT_BACK_OFF: the device: network or server are away; wait
 * @KIOSK_VERDICT_WRONG_SERVER: the device: this is no gateway; pause and raise an alarm
 * @KIOSK_VERDICT_UNTRUSTED: the device: certificate or rights; pause and raise an alarm
 * @KIOSK_VERDICT_UPGRADE: the device: this program is too old; pause, keep capturing
 *
 * What is done about an answer. Those from %KIOSK_VERDICT_BACK_OFF on concern the whole device, and
 * no entry is blamed for them.
 */
typedef enum {
  KIOSK_VERDICT_ACCEPTED,
  KIOSK_VERDICT_SEND_MISSING,
  KIOSK_VERDICT_CHECK_LOCAL,
  KIOSK_VERDICT_QUARANTINE,
  KIOSK_VERDICT_BACK_OFF,
  KIOSK_VERDICT_WRONG_SERVER,
  KIOSK_VERDICT_UNTRUSTED,
  KIOSK_VERDICT_UPGRADE,
} KioskVerdict;

KioskVerdict kiosk_verdict_of        (guint status, KioskProblemType type);
gboolean     kiosk_verdict_is_device (KioskVerdict verdict);
const char  *kiosk_verdict_to_string (KioskVerdict verdict);

G_END_DECLS
