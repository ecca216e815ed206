/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/record.h"
#include "gateway/sqlite-lane.h"
#include "wire/event.h"

G_BEGIN_DECLS

KioskRecord *kiosk_row_to_record  (KioskStatement *row) G_GNUC_WARN_UNUSED_RESULT;
KioskRecord *kiosk_lane_find      (KioskLane *lane, KioskLaneSql which, const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_lane_add_event (KioskLane *lane, const char *device, const KioskEvent *event, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     kiosk_lane_get_last_sequence (KioskLane *lane, const char *device, gint64 *sequence, GError **error);
gboolean     kiosk_lane_raise_events (KioskLane *lane, const char *device, gint64 beyond, GError **error);

G_END_DECLS
