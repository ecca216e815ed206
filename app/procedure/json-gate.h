/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_JSON_MAX_BYTES (1024 * 1024)
#define KIOSK_JSON_MAX_DEPTH 32
#define KIOSK_JSON_MAX_ITEMS 500

gboolean kiosk_json_gate_check (const char *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
