/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow/flow.h"
#include "ui/look.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *
kiosk_header_new (KioskFlow *flow, const KioskLook *look, const char *text, gboolean strong);
GtkWidget *kiosk_header_new_centre (KioskFlow *flow, const KioskLook *look, gboolean idle);
GtkWidget *kiosk_sign_new (const char *text);

G_END_DECLS
