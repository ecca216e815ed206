/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "language/text.h"

G_BEGIN_DECLS

/** KioskConfigReader: takes the members of one JSON object one by one; what nobody took is an error
 * at the end. After the first error every take gives nothing, so that only the end is checked. */
typedef struct _KioskConfigReader KioskConfigReader;

KioskConfigReader *kiosk_config_reader_new          (JsonObject *object, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           kiosk_config_reader_end          (KioskConfigReader *self); /* frees */
gboolean           kiosk_config_reader_has          (KioskConfigReader *self, const char *member);
char              *kiosk_config_reader_take_word    (KioskConfigReader *self, const char *member, const char *pattern, const char *mend) G_GNUC_WARN_UNUSED_RESULT;
guint              kiosk_config_reader_take_number  (KioskConfigReader *self, const char *member, guint min, guint max);
char              *kiosk_config_reader_take_path    (KioskConfigReader *self, const char *member, const char *folder) G_GNUC_WARN_UNUSED_RESULT;
char             **kiosk_config_reader_take_words   (KioskConfigReader *self, const char *member, const char *pattern, const char *mend, guint max) G_GNUC_WARN_UNUSED_RESULT;
KioskText         *kiosk_config_reader_take_text    (KioskConfigReader *self, const char *member) G_GNUC_WARN_UNUSED_RESULT;
KioskConfigReader *kiosk_config_reader_take_object  (KioskConfigReader *self, const char *member) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *kiosk_config_reader_take_objects (KioskConfigReader *self, const char *member, guint max) G_GNUC_WARN_UNUSED_RESULT; /* (element-type KioskConfigReader), not owned */
void               kiosk_config_reader_refuse       (KioskConfigReader *self, const char *member, const char *mend);

G_END_DECLS
