/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    kiosk_card_text_is_date (const char *text);
char       *kiosk_card_text_to_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;
const char *kiosk_card_text_to_sex  (const char *text);

G_END_DECLS
