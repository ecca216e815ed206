/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "gateway/blobs.h"
#include "gateway/committer.h"
#include "gateway/config.h"
#include "gateway/device-keys.h"
#include "gateway/records.h"
#include "gateway/waiting-room.h"
#include "language/language.h"

G_BEGIN_DECLS

/** KioskGateway: what every request may need; made by gateway_open(), shared by all threads. */
typedef struct {
  KioskGatewayConfig *config;
  KioskClock         *clock;
  KioskRecords       *records;
  KioskBlobs         *blobs;
  KioskDeviceKeys    *devices;
  KioskSigningKey    *receipt_key;
  char               *intake_kid; /* (nullable) */
  KioskLanguage      *language;   /* (nullable) */
  KioskCommitter     *committer;
  KioskWaitingRoom   *waiting_room;
  int                 draining;   /* atomic */
} KioskGateway;

KioskRecords *kiosk_gateway_open_records (const KioskGatewayConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskBlobs   *kiosk_gateway_open_blobs   (const KioskGatewayConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KioskGateway *kiosk_gateway_open         (KioskGatewayConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT; /* takes config */
void          kiosk_gateway_drain        (KioskGateway *self);
void          kiosk_gateway_free         (KioskGateway *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskGateway, kiosk_gateway_free)

G_END_DECLS
