/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/signature.h"

G_BEGIN_DECLS

/** KioskDeviceKeys: which devices there are and what they sign with: a folder of public keys. */
typedef struct _KioskDeviceKeys KioskDeviceKeys;

KioskDeviceKeys *kiosk_device_keys_new     (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void             kiosk_device_keys_free    (KioskDeviceKeys *self);
gboolean         kiosk_device_keys_has     (KioskDeviceKeys *self, const char *device);
KioskSigningKey *kiosk_device_keys_find    (KioskDeviceKeys *self, const char *device, const char *kid) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *kiosk_device_keys_list    (KioskDeviceKeys *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskDeviceKeys, kiosk_device_keys_free)

G_END_DECLS
