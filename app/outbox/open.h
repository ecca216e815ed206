/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "outbox/outbox-type.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For tests that must see a power cut lose something; every program uses kiosk_outbox_open(). */
KioskOutbox *kiosk_outbox_open_with (const char *folder, KioskClock *clock, KioskStoreDurability durability,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
