/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "card/command.h"
#include "identity/chip/access-key.h"

G_BEGIN_DECLS

KioskAccessKey *kiosk_card_make_key (KioskCardOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
