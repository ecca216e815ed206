/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/records.h"
#include "gateway/sqlite-lane.h"

G_BEGIN_DECLS

gboolean kiosk_lane_commit (KioskLane *lane, KioskCommit *commit, KioskFindMissing find, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
