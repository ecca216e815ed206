/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskJsonText:
 *
 * JSON that is being written, wiped when freed: json-glib would leave copies of what it holds.
 */
typedef struct _KioskJsonText KioskJsonText;

KioskJsonText *kiosk_json_text_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void           kiosk_json_text_free        (KioskJsonText *self);
void           kiosk_json_text_open_object (KioskJsonText *self, const char *name);
void           kiosk_json_text_open_array  (KioskJsonText *self, const char *name);
void           kiosk_json_text_close       (KioskJsonText *self);
void           kiosk_json_text_add_text    (KioskJsonText *self, const char *name, const char *value);
void           kiosk_json_text_add_number  (KioskJsonText *self, const char *name, guint64 value);
void           kiosk_json_text_add_boolean (KioskJsonText *self, const char *name, gboolean value);
const char    *kiosk_json_text_get         (const KioskJsonText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskJsonText, kiosk_json_text_free)

G_END_DECLS
