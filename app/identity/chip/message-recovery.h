/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kiosk_message_recovery_verify (const guint8 *recovered, gsize length, const guint8 *rest, gsize rest_length);

G_END_DECLS
