/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kiosk_setup_folder (const char *folder, const char *const *devices, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
