/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KIOSK_OUTBOX_ERROR (kiosk_outbox_error_quark ())
GQuark kiosk_outbox_error_quark (void);

/**
 * KioskOutboxError:
 * @KIOSK_OUTBOX_ERROR_FULL: the disk is under its watermark; nothing was kept
 * @KIOSK_OUTBOX_ERROR_IO: the disk refused; nothing was kept, and the kiosk should leave service
 * @KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY: no entry has that id
 * @KIOSK_OUTBOX_ERROR_REFUSED: the receipt does not belong to the entry or does not verify
 */
typedef enum {
  KIOSK_OUTBOX_ERROR_FULL,
  KIOSK_OUTBOX_ERROR_IO,
  KIOSK_OUTBOX_ERROR_NO_SUCH_ENTRY,
  KIOSK_OUTBOX_ERROR_REFUSED,
} KioskOutboxError;


void kiosk_outbox_error_from (GError **error, GError *cause, const char *what);

G_END_DECLS
