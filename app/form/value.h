/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "procedure/definition.h"

G_BEGIN_DECLS

char *kiosk_value_normalize (KioskFieldKind kind, const char *typed) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_value_write     (KioskFieldKind kind, const char *value, const char *language) G_GNUC_WARN_UNUSED_RESULT;
gboolean kiosk_value_complete_date (const char *value, char latest[11]);
gboolean kiosk_value_parse_date (const char *value, GDate *date);

G_END_DECLS
