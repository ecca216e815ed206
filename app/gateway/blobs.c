/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/blobs.h"

G_DEFINE_INTERFACE (KioskBlobs, kiosk_blobs, G_TYPE_OBJECT)

static void
kiosk_blobs_default_init (KioskBlobsInterface *iface)
{
}

/**
 * kiosk_blobs_has:
 * @self: a blob store
 * @digest: SHA-256 in lower-case hex
 *
 * Returns: whether the chunk is durable here
 */
gboolean
kiosk_blobs_has (KioskBlobs *self, const char *digest)
{
  return KIOSK_BLOBS_GET_IFACE (self)->has (self, digest);
}

/**
 * kiosk_blobs_put:
 * @self: a blob store
 * @digest: SHA-256 of @bytes, which the caller has checked
 * @bytes: a chunk
 * @is_new: (out): whether it was not there before
 * @error: return location, of #KioskAtomicFileError
 *
 * Returns: whether the chunk is durable; nothing less than the disk's word counts
 */
gboolean
kiosk_blobs_put (KioskBlobs *self, const char *digest, GBytes *bytes, gboolean *is_new,
                 GError **error)
{
  return KIOSK_BLOBS_GET_IFACE (self)->put (self, digest, bytes, is_new, error);
}

/**
 * kiosk_blobs_get:
 * @self: a blob store
 * @digest: SHA-256 in lower-case hex
 * @error: return location, of #KioskAtomicFileError
 *
 * Returns: (transfer full): the chunk, its digest checked again
 */
GBytes *
kiosk_blobs_get (KioskBlobs *self, const char *digest, GError **error)
{
  return KIOSK_BLOBS_GET_IFACE (self)->get (self, digest, error);
}

/**
 * kiosk_blobs_remove:
 * @self: a blob store
 * @digest: SHA-256 in lower-case hex
 * @error: return location, of #KioskAtomicFileError
 *
 * Returns: whether the chunk is gone
 */
gboolean
kiosk_blobs_remove (KioskBlobs *self, const char *digest, GError **error)
{
  return KIOSK_BLOBS_GET_IFACE (self)->remove (self, digest, error);
}

/**
 * kiosk_blobs_visit:
 * @self: a blob store
 * @visit: (scope call): called with each chunk and the time it was last put
 * @user_data: for @visit
 */
void
kiosk_blobs_visit (KioskBlobs *self, KioskBlobVisit visit, gpointer user_data)
{
  KIOSK_BLOBS_GET_IFACE (self)->visit (self, visit, user_data);
}
