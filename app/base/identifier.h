/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"

G_BEGIN_DECLS

char     *kiosk_uuid7_new      (KioskClock *clock) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_uuid_is_valid  (const char *text);
gboolean  kiosk_uuid_to_bytes  (const char *text, guint8 bytes[16]);
char     *kiosk_random_token   (gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
