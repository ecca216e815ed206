/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever EF.CardAccess or data group 14 holds: infos that are bounded, or an error. The keys in it
 * are taken apart too. */

#include "identity/chip/chip-curve.h"
#include "identity/chip/pace.h"
#include "identity/lds/security-infos.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_key (const KioskChipPublicKeyInfo *info)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskEcPoint) point = NULL;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (info->public_key_info, &length);
  g_autoptr (KioskEcGroup) group = kiosk_chip_curve_read_key (bytes, length, &point, &error);

  g_assert_true ((group == NULL) == (error != NULL));
  g_assert_true ((group == NULL) == (point == NULL));
}

static void
check_infos (const KioskSecurityInfos *infos)
{
  const KioskPaceInfo *pace;
  const KioskChipPublicKeyInfo *key;
  const KioskPaceInfo *best = kiosk_security_infos_choose_pace (infos, kiosk_pace_can_speak);

  g_assert_true (best == NULL || kiosk_pace_can_speak (best));
  for (guint i = 0; (pace = kiosk_security_infos_get_pace (infos, i)) != NULL; i++)
    g_assert_cmpuint (pace->oid_length, ==, 10);
  for (guint i = 0; (key = kiosk_security_infos_get_public_key (infos, i)) != NULL; i++)
    check_key (key);
  g_assert_cmpint (kiosk_security_infos_get_active_authentication (infos), <=,
                   KIOSK_ACTIVE_AUTHENTICATION_DIGEST_SHA512);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KioskSecurityInfos) infos = kiosk_security_infos_parse (data, size, &error);

  g_assert_true ((infos == NULL) == (error != NULL));
  if (infos != NULL)
    check_infos (infos);

  return 0;
}
