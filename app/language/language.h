/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_LANGUAGE_ERROR (kiosk_language_error_quark ())
GQuark kiosk_language_error_quark (void);

/**
 * KioskLanguageError:
 * @KIOSK_LANGUAGE_ERROR_MISSING: the folder or one of its files is not there
 * @KIOSK_LANGUAGE_ERROR_MALFORMED: a file is not a flat JSON object of strings
 * @KIOSK_LANGUAGE_ERROR_INCOMPLETE: a language has no text for a key that another has; add it
 */
typedef enum {
  KIOSK_LANGUAGE_ERROR_MISSING,
  KIOSK_LANGUAGE_ERROR_MALFORMED,
  KIOSK_LANGUAGE_ERROR_INCOMPLETE,
} KioskLanguageError;

#define KIOSK_TYPE_LANGUAGE (kiosk_language_get_type ())
G_DECLARE_FINAL_TYPE (KioskLanguage, kiosk_language, KIOSK, LANGUAGE, GObject)

KioskLanguage      *kiosk_language_load        (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char * const *kiosk_language_list        (KioskLanguage *self);
const char         *kiosk_language_get_current (KioskLanguage *self);
gboolean            kiosk_language_set_current (KioskLanguage *self, const char *code);
gboolean            kiosk_language_has         (KioskLanguage *self, const char *code, const char *key);
const char         *kiosk_language_get         (KioskLanguage *self, const char *key);
const char         *kiosk_language_get_in      (KioskLanguage *self, const char *code, const char *key);
char               *kiosk_language_format      (KioskLanguage *self, const char *key, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
char               *kiosk_language_format_in   (KioskLanguage *self, const char *code, const char *key, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
