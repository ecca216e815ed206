/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/text.h"
#include "procedure/shelf.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** KioskReader: reads a file of ours by the letter and remembers its first fault and where it is. */
typedef struct _KioskReader KioskReader;

/* What a list holds: objects of these members, made into structs by @read. */
typedef struct {
  guint       least;
  guint       most;
  const char *members;
  gpointer  (*read) (KioskReader *self, JsonObject *object);
} KioskItems;

/* Says whether a string is spelt as it must be; see spelling.h. */
typedef gboolean (*KioskSpelling) (const char *string);

KioskReader *kiosk_reader_new       (KioskShelf *shelf) G_GNUC_WARN_UNUSED_RESULT;
void         kiosk_reader_free      (KioskReader *self);
JsonObject  *kiosk_reader_open      (KioskReader *self, const char *data, gsize length, const char *members);
gboolean     kiosk_reader_finish    (KioskReader *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskShelf  *kiosk_reader_get_shelf (KioskReader *self);
void         kiosk_reader_fail      (KioskReader *self, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void         kiosk_reader_enter     (KioskReader *self, const char *name, int index);
void         kiosk_reader_leave     (KioskReader *self);

gboolean         kiosk_reader_has     (JsonObject *object, const char *name);
JsonObject      *kiosk_reader_object  (KioskReader *self, JsonObject *object, const char *name, const char *members);
const GPtrArray *kiosk_reader_list    (KioskReader *self, JsonObject *object, const char *name, const KioskItems *items);
const GPtrArray *kiosk_reader_strings (KioskReader *self, JsonObject *object, const char *name, guint least, KioskSpelling spelling);
const GPtrArray *kiosk_reader_texts   (KioskReader *self, JsonObject *object, const char *name);
const KioskText *kiosk_reader_text    (KioskReader *self, JsonObject *object, const char *name);
const char      *kiosk_reader_string  (KioskReader *self, JsonObject *object, const char *name, KioskSpelling spelling);
gint64           kiosk_reader_integer (KioskReader *self, JsonObject *object, const char *name, gint64 least, gint64 most);
gboolean         kiosk_reader_boolean (KioskReader *self, JsonObject *object, const char *name, gboolean fallback);
guint            kiosk_reader_word    (KioskReader *self, JsonObject *object, const char *name, const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskReader, kiosk_reader_free)

G_END_DECLS
