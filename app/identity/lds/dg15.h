/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/lds/tlv.h"

G_BEGIN_DECLS

gboolean kiosk_dg15_parse (const guint8 *data, gsize length, KioskTlv *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
