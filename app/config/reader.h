/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "config/config.h"

G_BEGIN_DECLS

/** KioskReader: takes the members of one JSON object one by one; what nobody took is an error at
 * the end. After the first error every take gives nothing, so that only the end is checked. */
typedef struct _KioskReader KioskReader;

KioskReader *kiosk_reader_new        (JsonObject *object, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_reader_end        (KioskReader *self); /* frees */
gboolean     kiosk_reader_has        (KioskReader *self, const char *member);
char        *kiosk_reader_take_word  (KioskReader *self, const char *member, const char *pattern, const char *mend) G_GNUC_WARN_UNUSED_RESULT;
guint        kiosk_reader_take_number (KioskReader *self, const char *member, guint min, guint max);
char        *kiosk_reader_take_path  (KioskReader *self, const char *member, const char *folder) G_GNUC_WARN_UNUSED_RESULT;
char       **kiosk_reader_take_words (KioskReader *self, const char *member, const char *pattern, const char *mend, guint max) G_GNUC_WARN_UNUSED_RESULT;
KioskText   *kiosk_reader_take_text  (KioskReader *self, const char *member) G_GNUC_WARN_UNUSED_RESULT;
KioskReader *kiosk_reader_take_object (KioskReader *self, const char *member) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *kiosk_reader_take_objects (KioskReader *self, const char *member, guint max) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskReader), not owned */
void         kiosk_reader_refuse     (KioskReader *self, const char *member, const char *mend);

G_END_DECLS
