/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-channel.h"
#include "identity/chip/pace-outcome.h"
#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

gboolean kiosk_pace_can_speak (const KioskPaceInfo *info);
gboolean kiosk_pace_perform   (KioskChipChannel *channel, const KioskPaceInfo *info, const KioskAccessKey *key, KioskPaceOutcome *outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
