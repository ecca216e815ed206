/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* I-JSON (RFC 7493): beyond this an integer does not survive every reader. */
#define KIOSK_CANONICAL_MAX_INTEGER ((gint64) 9007199254740991)

gboolean kiosk_canonical_append (GString *out, JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes  *kiosk_canonical_write  (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
