/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/lds/mrz.h"

G_BEGIN_DECLS

KioskMrz *kiosk_dg1_parse (const guint8 *data, gsize length, const GDate *today, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
