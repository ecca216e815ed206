/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-curve.h"

G_BEGIN_DECLS

#define KIOSK_PACE_NONCE_MAX 64

gsize     kiosk_pace_mapping_get_nonce_size (KioskChipCipher cipher);
EC_POINT *kiosk_pace_mapping_map_generic    (const EC_GROUP *group, const guint8 *nonce, gsize length, const EC_POINT *common) G_GNUC_WARN_UNUSED_RESULT;
EC_POINT *kiosk_pace_mapping_map_integrated (const EC_GROUP *group, KioskChipCipher cipher, const guint8 *nonce, gsize length, const guint8 *own_nonce) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
