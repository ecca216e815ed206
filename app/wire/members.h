/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading the members of an object: each is bounded, and a refusal names the member. */
typedef gboolean (*KioskMemberShape) (const char *text);

JsonObject *kiosk_members_of      (JsonNode *node, const char *what, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_member_text     (JsonObject *object, const char *name, KioskMemberShape shape, char **text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_member_integer  (JsonObject *object, const char *name, gint64 min, gint64 max, gint64 *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_member_array    (JsonObject *object, const char *name, guint min, guint max, JsonArray **array, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_member_bytes    (JsonObject *object, const char *name, gsize min, gsize max, GBytes **bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    kiosk_member_digests  (JsonObject *object, const char *name, guint min, guint max, GPtrArray **digests, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean    kiosk_shape_uuid      (const char *text);
gboolean    kiosk_shape_name      (const char *text);
gboolean    kiosk_shape_word      (const char *text);
gboolean    kiosk_shape_digest    (const char *text);
gboolean    kiosk_shape_moment    (const char *text);

G_END_DECLS
