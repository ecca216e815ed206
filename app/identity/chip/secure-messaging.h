/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/apdu.h"

G_BEGIN_DECLS

/**
 * KioskSecureMessaging:
 *
 * The keys and the counter of one protected conversation. Wiped when freed.
 */
typedef struct _KioskSecureMessaging KioskSecureMessaging;

void kiosk_secure_messaging_free (KioskSecureMessaging *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSecureMessaging, kiosk_secure_messaging_free)

G_END_DECLS
