/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/access-key.h"
#include "identity/chip/chip-channel.h"

G_BEGIN_DECLS

gboolean kiosk_bac_perform (KioskChipChannel *channel, const KioskAccessKey *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
