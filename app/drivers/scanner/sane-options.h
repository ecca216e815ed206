/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <sane/sane.h>

G_BEGIN_DECLS

gboolean kiosk_sane_set_option     (SANE_Handle handle, const char *name, const char *value);
void     kiosk_sane_set_options    (SANE_Handle handle, const char *options);
void     kiosk_sane_set_area_a4    (SANE_Handle handle);
void     kiosk_sane_set_resolution (SANE_Handle handle, guint dpi);
guint    kiosk_sane_get_resolution (SANE_Handle handle, guint otherwise);

G_END_DECLS
