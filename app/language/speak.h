/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "language/language.h"

G_BEGIN_DECLS

/* How dates, times, money and numbers are written for a reader. @code is a language code ("vi",
 * "en"), or NULL for the current language; the words are in assets/translations/<code>/words.json. */
char *kiosk_write_money     (KioskLanguage *language, const char *code, gint64 dong) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_date      (KioskLanguage *language, const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_weekday   (KioskLanguage *language, const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_time      (KioskLanguage *language, const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_moment    (KioskLanguage *language, const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_date_in_words   (KioskLanguage *language, const char *code, int day, int month, int year) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_number_in_words (KioskLanguage *language, const char *code, gint64 number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
