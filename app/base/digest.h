/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_SHA256_SIZE 32

void  kiosk_sha256     (gconstpointer data, gsize length, guint8 digest[KIOSK_SHA256_SIZE]);
char *kiosk_sha256_hex (gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
