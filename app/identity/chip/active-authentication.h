/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-channel.h"
#include "identity/lds/security-infos.h"

G_BEGIN_DECLS

gboolean kiosk_active_authentication_perform (KioskChipChannel *channel, GBytes *public_key_info, const KioskSecurityInfos *dg14, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
