/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KIOSK_TYPE_BLOBS (kiosk_blobs_get_type ())
G_DECLARE_INTERFACE (KioskBlobs, kiosk_blobs, KIOSK, BLOBS, GObject)

typedef void (*KioskBlobVisit) (const char *digest, gint64 stored_us, gpointer user_data);

/** KioskBlobsInterface: where chunks are kept, named by their digest; used by several threads. */
struct _KioskBlobsInterface
{
  GTypeInterface parent_iface;

  gboolean (*has)    (KioskBlobs *self, const char *digest);
  gboolean (*put)    (KioskBlobs *self, const char *digest, GBytes *bytes, gboolean *is_new, GError **error);
  GBytes  *(*get)    (KioskBlobs *self, const char *digest, GError **error);
  gboolean (*remove) (KioskBlobs *self, const char *digest, GError **error);
  void     (*visit)  (KioskBlobs *self, KioskBlobVisit visit, gpointer user_data);
};

gboolean  kiosk_blobs_has    (KioskBlobs *self, const char *digest);
gboolean  kiosk_blobs_put    (KioskBlobs *self, const char *digest, GBytes *bytes, gboolean *is_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *kiosk_blobs_get    (KioskBlobs *self, const char *digest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  kiosk_blobs_remove (KioskBlobs *self, const char *digest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void      kiosk_blobs_visit  (KioskBlobs *self, KioskBlobVisit visit, gpointer user_data);

G_END_DECLS
