/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GThread *kiosk_background_new (const char *name, GThreadFunc run, gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
