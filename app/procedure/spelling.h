/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_SPELLING_MAX_LINE 200
#define KIOSK_SPELLING_MAX_TEXT 2000

gboolean kiosk_spelling_is_id    (const char *string); /* "q_rel" */
gboolean kiosk_spelling_is_code  (const char *string); /* "1.001193" */
gboolean kiosk_spelling_is_date  (const char *string); /* "2026-08-15" */
gboolean kiosk_spelling_is_clock (const char *string); /* "15:00" */
gboolean kiosk_spelling_is_line  (const char *string); /* one line, no more than 200 characters */
gboolean kiosk_spelling_is_text  (const char *string); /* no more than 2,000 characters */

G_END_DECLS
