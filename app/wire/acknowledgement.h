/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/signature.h"
#include "wire/manifest.h"

G_BEGIN_DECLS

/** KioskAcknowledgement: the province's signed receipt for a submission (not the citizen's paper). */
typedef struct {
  char *id;
  char *manifest_sha256; /* hex */
  char *device;
  char *tenant;
  char *received_at; /* RFC 3339 */
  char *kid;
} KioskAcknowledgement;

GBytes               *kiosk_acknowledgement_write  (const KioskAcknowledgement *self) G_GNUC_WARN_UNUSED_RESULT; /* canonical JSON */
KioskAcknowledgement *kiosk_acknowledgement_parse  (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskAcknowledgement *kiosk_acknowledgement_verify (GBytes *bytes, GBytes *signature, const GPtrArray *keys, const char *id,
                                                    GBytes *manifest, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* keys: (element-type KioskSigningKey) */
void                  kiosk_acknowledgement_free   (KioskAcknowledgement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskAcknowledgement, kiosk_acknowledgement_free)

G_END_DECLS
