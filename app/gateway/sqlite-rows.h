/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/record.h"
#include "gateway/sqlite-lane.h"
#include "wire/event.h"

G_BEGIN_DECLS

KioskRecord *kiosk_row_to_record  (KioskStatement *row) G_GNUC_WARN_UNUSED_RESULT;
KioskRecord *kiosk_lane_find      (KioskLane *lane, KioskLaneSql which, const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_lane_add_event (KioskLane *lane, const char *device, const KioskEvent *event, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
