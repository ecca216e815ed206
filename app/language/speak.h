/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How dates, times and money are written for a reader; @code is a language code ("vi", "en"). */
char *kiosk_write_money    (const char *code, gint64 dong) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_date     (const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_weekday  (const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_time     (const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_write_moment   (const char *code, GDateTime *when) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_date_in_words  (const char *code, int day, int month, int year) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_number_in_words (const char *code, gint64 number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
