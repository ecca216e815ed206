/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/widgets/syllable.h"

G_BEGIN_DECLS

/* What a key does to the text before the cursor. No GTK; texts are NFC. */
gsize kiosk_composer_find_syllable (const char *before);
char *kiosk_composer_set_tone (const char *before, KioskToneMark tone,
                               guint *replaced) G_GNUC_WARN_UNUSED_RESULT;
char *kiosk_composer_type (const char *before, gunichar key, gboolean telex_vni,
                           guint *replaced) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
