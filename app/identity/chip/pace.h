/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-channel.h"
#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

/**
 * KioskPaceOutcome:
 *
 * What a chip said of itself while access was agreed on: the number of tries left, and with chip
 * authentication mapping the proof that kiosk_pace_outcome_check_chip() checks.
 */
typedef struct _KioskPaceOutcome KioskPaceOutcome;

KioskPaceOutcome *kiosk_pace_outcome_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_pace_outcome_free           (KioskPaceOutcome *self);
int               kiosk_pace_outcome_get_tries_left (const KioskPaceOutcome *self);
gboolean          kiosk_pace_outcome_has_chip_proof (const KioskPaceOutcome *self);
gboolean          kiosk_pace_outcome_check_chip     (const KioskPaceOutcome *self, GBytes *public_key_info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean          kiosk_pace_perform                (KioskChipChannel *channel, const KioskPaceInfo *info, const KioskAccessKey *key, KioskPaceOutcome *outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPaceOutcome, kiosk_pace_outcome_free)

G_END_DECLS
