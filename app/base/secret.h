/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskSecret:
 *
 * Reference-counted bytes that are wiped when the last reference goes.
 */
typedef struct _KioskSecret KioskSecret;

KioskSecret   *kiosk_secret_new      (gconstpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret   *kiosk_secret_new_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret   *kiosk_secret_take     (gpointer data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
KioskSecret   *kiosk_secret_ref      (KioskSecret *self);
void           kiosk_secret_unref    (KioskSecret *self);
gconstpointer  kiosk_secret_get_data (const KioskSecret *self, gsize *length);
const char    *kiosk_secret_get_text (const KioskSecret *self);
gsize          kiosk_secret_get_size (const KioskSecret *self);

void           kiosk_wipe            (gpointer data, gsize length);
void           kiosk_wipe_text       (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskSecret, kiosk_secret_unref)

G_END_DECLS
