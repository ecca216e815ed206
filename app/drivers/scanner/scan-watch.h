/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sane/sane.h>

G_BEGIN_DECLS

typedef struct _KioskScanWatch KioskScanWatch;

KioskScanWatch *kiosk_scan_watch_new        (SANE_Handle handle, guint patience_seconds, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void            kiosk_scan_watch_free       (KioskScanWatch *self);
void            kiosk_scan_watch_note_bytes (KioskScanWatch *self);
gboolean        kiosk_scan_watch_is_expired (KioskScanWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskScanWatch, kiosk_scan_watch_free)

G_END_DECLS
