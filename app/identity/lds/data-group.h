/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_N_DATA_GROUPS 16

guint   kiosk_data_group_from_tag (guint tag);
guint   kiosk_data_group_get_tag  (guint group);
guint16 kiosk_data_group_get_file (guint group);

G_END_DECLS
