/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *kiosk_hex_encode       (gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kiosk_hex_decode       (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char   *kiosk_base32_encode    (gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kiosk_base32_decode    (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char   *kiosk_base64_encode    (gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kiosk_base64_decode    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
