/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KIOSK_STRICT_MAX_DEPTH 32

gboolean  kiosk_strict_check (const char *data, gsize length, guint max_depth, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *kiosk_strict_parse (const char *data, gsize length, guint max_depth, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
