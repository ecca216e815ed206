/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KioskChipRandomFunc:
 * @bytes: (out caller-allocates): to be filled
 *
 * Where nonces and ephemeral keys come from. Another one than kiosk_chip_random_draw() is for tests
 * alone, which repeat the worked examples of the standard.
 *
 * Returns: whether it could
 */
typedef gboolean (*KioskChipRandomFunc) (guint8 *bytes, gsize length, gpointer user_data);

gboolean kiosk_chip_random_draw (guint8 *bytes, gsize length, gpointer user_data);

G_END_DECLS
