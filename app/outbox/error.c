/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-outbox"

#include "outbox/error.h"

#include "base/atomic-file.h"
#include "store/store.h"

G_DEFINE_QUARK (kiosk_outbox_error, kiosk_outbox_error)

/**
 * kiosk_outbox_error_from:
 * @error: where to set it
 * @cause: (transfer full): what disk or database said
 * @what: what was being done
 *
 * Says a fault of the layers below in the outbox's own codes: full, or anything else.
 */
void
kiosk_outbox_error_from (GError **error, GError *cause, const char *what)
{
  g_autoptr (GError) owned = cause;
  KioskOutboxError code = KIOSK_OUTBOX_ERROR_IO;

  if (owned->domain == KIOSK_OUTBOX_ERROR)
    code = (KioskOutboxError) owned->code;
  else if (g_error_matches (owned, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_NO_SPACE)
           || g_error_matches (owned, KIOSK_STORE_ERROR, KIOSK_STORE_ERROR_FULL))
    code = KIOSK_OUTBOX_ERROR_FULL;

  g_set_error (error, KIOSK_OUTBOX_ERROR, (int) code, "%s: %s", what, owned->message);
}
