/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/request.h"

G_BEGIN_DECLS

enum MHD_Result kiosk_chunks_put        (KioskRequest *request);
enum MHD_Result kiosk_chunks_missing    (KioskRequest *request);
enum MHD_Result kiosk_submissions_put   (KioskRequest *request);
enum MHD_Result kiosk_submissions_get   (KioskRequest *request);
enum MHD_Result kiosk_inbox_get         (KioskRequest *request);
enum MHD_Result kiosk_health_get        (KioskRequest *request);
enum MHD_Result kiosk_track_get         (KioskRequest *request);

G_END_DECLS
