/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-error.h"
#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

/**
 * KioskPaceOutcome:
 *
 * What a chip said of itself while access was agreed on: the tries left of a key, and with chip
 * authentication mapping what proves the chip. Wiped.
 */
typedef struct _KioskPaceOutcome KioskPaceOutcome;

KioskPaceOutcome *kiosk_pace_outcome_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void              kiosk_pace_outcome_free            (KioskPaceOutcome *self);
void              kiosk_pace_outcome_set_tries_left  (KioskPaceOutcome *self, int tries_left);
int               kiosk_pace_outcome_get_tries_left  (const KioskPaceOutcome *self);
void              kiosk_pace_outcome_set_mapping_key (KioskPaceOutcome *self, int parameter_id, const guint8 *key, gsize length);
gboolean          kiosk_pace_outcome_open_chip_proof (KioskPaceOutcome *self, const KioskPaceInfo *info, const guint8 *encryption_key, const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          kiosk_pace_outcome_has_chip_proof  (const KioskPaceOutcome *self);
gboolean          kiosk_pace_outcome_check_chip      (const KioskPaceOutcome *self, GBytes *public_key_info, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskPaceOutcome, kiosk_pace_outcome_free)

G_END_DECLS
