/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "identity/chip/chip-channel.h"

#include <openssl/ec.h>

G_BEGIN_DECLS

/* Elliptic curves as chips use them: named ones only, points uncompressed only. */

#define KIOSK_CHIP_COORDINATE_MAX 66 /* P-521 */
#define KIOSK_CHIP_POINT_MAX (1 + 2 * KIOSK_CHIP_COORDINATE_MAX)

/* So that they can be held in g_autoptr. */
typedef EC_GROUP KioskEcGroup;
typedef EC_POINT KioskEcPoint;
typedef BIGNUM KioskBigNumber;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskEcGroup, EC_GROUP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskEcPoint, EC_POINT_clear_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskBigNumber, BN_clear_free)

gboolean  kiosk_chip_curve_is_known     (int parameter_id);
EC_GROUP *kiosk_chip_curve_new          (int parameter_id) G_GNUC_WARN_UNUSED_RESULT;
gsize     kiosk_chip_curve_get_size     (const EC_GROUP *group);
EC_POINT *kiosk_chip_curve_read_point   (const EC_GROUP *group, const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_chip_curve_write_point  (const EC_GROUP *group, const EC_POINT *point, GByteArray *bytes) G_GNUC_WARN_UNUSED_RESULT;
EC_POINT *kiosk_chip_curve_multiply     (const EC_GROUP *group, const EC_POINT *point, const BIGNUM *scalar) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_chip_curve_agree        (const EC_GROUP *group, const EC_POINT *theirs, const BIGNUM *own, guint8 *secret) G_GNUC_WARN_UNUSED_RESULT;
BIGNUM   *kiosk_chip_curve_draw_scalar  (const EC_GROUP *group, KioskChipChannel *channel, GError **error) G_GNUC_WARN_UNUSED_RESULT;
EC_GROUP *kiosk_chip_curve_read_key     (const guint8 *public_key_info, gsize length, EC_POINT **point, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
