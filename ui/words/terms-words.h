/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form/terms.h"
#include "language/language.h"

G_BEGIN_DECLS

/* Money and time of a procedure in the reader's words. */
char *kiosk_words_time        (KioskLanguage *language, const KioskTimeLimit *limit) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_words_fee         (KioskLanguage *language, const KioskFeeLine *line) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_words_fees        (KioskLanguage *language, const GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_words_mask_number (const char *number) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_words_mask_phone  (const char *phone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
