/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** KioskQr: a QR code as a square of modules (ISO/IEC 18004, level Q), without quiet zone. */
typedef struct _KioskQr KioskQr;

KioskQr  *kiosk_qr_new      (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* (nullable): the text does not fit */
guint     kiosk_qr_get_size (const KioskQr *self);
gboolean  kiosk_qr_is_dark  (const KioskQr *self, guint x, guint y);
void      kiosk_qr_free     (KioskQr *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KioskQr, kiosk_qr_free)

G_END_DECLS
