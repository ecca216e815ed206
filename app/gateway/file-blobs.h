/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gateway/blobs.h"

G_BEGIN_DECLS

#define KIOSK_TYPE_FILE_BLOBS (kiosk_file_blobs_get_type ())
G_DECLARE_FINAL_TYPE (KioskFileBlobs, kiosk_file_blobs, KIOSK, FILE_BLOBS, GObject)

KioskFileBlobs *kiosk_file_blobs_open (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
