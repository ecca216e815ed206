/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "submission/submission.h"
#include "wire/manifest.h"

G_BEGIN_DECLS

/** KioskSealingOrder: what is sealed, for whom, by whom, under which number; everything is borrowed. */
typedef struct {
  KioskSubmission   *submission;
  const KioskOffice *office;
  KioskIntakeKey    *intake;
  KioskSigningKey   *device;
  KioskClock        *clock;
  const char        *provisional;
  guint64            sequence;
} KioskSealingOrder;

/** KioskSealedEnvelope: what is said in the open of sealed parts, and the device's word for it. */
typedef struct {
  GBytes  *manifest;
  GBytes  *signature;
  guint64  size; /* of the sealed parts, bytes */
} KioskSealedEnvelope;

gboolean kiosk_sealing_write           (const KioskSealingOrder *order, const char *folder, KioskSealedEnvelope *envelope,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void     kiosk_sealed_envelope_clear   (KioskSealedEnvelope *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KioskSealedEnvelope, kiosk_sealed_envelope_clear)

G_END_DECLS
