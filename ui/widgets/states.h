/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "flow/flow.h"

G_BEGIN_DECLS

GtkWidget *kiosk_states_new (KioskFlow *flow);
gboolean kiosk_states_have_paper (KioskFlow *flow);

G_END_DECLS
