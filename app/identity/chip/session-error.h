/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void kiosk_chip_session_translate_error (GError **error);

G_END_DECLS
