/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

GtkWidget *kiosk_pages_make (KioskFlowState state, gboolean filed);

G_END_DECLS
