/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "device/page-scanner.h"

#include <sane/sane.h>

G_BEGIN_DECLS

KioskScan *kiosk_sane_frame_to_scan (const SANE_Parameters *parameters, const GByteArray *raw, guint dpi, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
