/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskText: one thing said in several languages; immutable once filled. */
typedef struct _KioskText KioskText;

KioskText  *kiosk_text_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void        kiosk_text_set  (KioskText *self, const char *language, const char *text);
const char *kiosk_text_get  (const KioskText *self, const char *language);
gboolean    kiosk_text_has  (const KioskText *self, const char *language);
void        kiosk_text_free (KioskText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskText, kiosk_text_free)

G_END_DECLS
