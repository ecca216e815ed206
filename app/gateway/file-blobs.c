/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kiosk-gateway"

#include "gateway/file-blobs.h"

#include "base/atomic-file.h"
#include "base/digest.h"
#include "gateway/config.h"
#include "wire/bounds.h"
#include "wire/members.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define STALE_S (24 * 60 * 60)

/**
 * KioskFileBlobs:
 *
 * Chunks as files aa/bb/DIGEST.
 *
 * A file appears under its name only when it is whole and durable, so that being there is proof.
 */
struct _KioskFileBlobs
{
  GObject parent_instance;

  char *folder;
  GMutex lock;
  GHashTable *durable; /* (element-type utf8): folders known to survive a power cut */
};

static void kiosk_file_blobs_blobs_init (KioskBlobsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KioskFileBlobs, kiosk_file_blobs, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KIOSK_TYPE_BLOBS,
                                                      kiosk_file_blobs_blobs_init))

static char *
path_of (KioskFileBlobs *self, const char *digest)
{
  return g_strdup_printf ("%s/%.2s/%.2s/%s", self->folder, digest, digest + 2, digest);
}

static gboolean
kiosk_file_blobs_has (KioskBlobs *blobs, const char *digest)
{
  g_autofree char *path = path_of (KIOSK_FILE_BLOBS (blobs), digest);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* That a folder is there does not say that its name is on the disk: another thread may just have
 * made it, or a process that was killed. The parent is synced once for each folder and process. */
static gboolean
make_folder (KioskFileBlobs *self, const char *path, const char *parent, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (g_hash_table_contains (self->durable, path))
    return TRUE;

  if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
    {
      g_set_error (error, KIOSK_ATOMIC_FILE_ERROR,
                   errno == ENOSPC ? KIOSK_ATOMIC_FILE_ERROR_NO_SPACE : KIOSK_ATOMIC_FILE_ERROR_IO,
                   "cannot make the folder %s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (!kiosk_sync_folder (parent, error))
    return FALSE;

  g_hash_table_add (self->durable, g_strdup (path));
  return TRUE;
}

static gboolean
kiosk_file_blobs_put (KioskBlobs *blobs, const char *digest, GBytes *bytes, gboolean *is_new,
                      GError **error)
{
  KioskFileBlobs *self = KIOSK_FILE_BLOBS (blobs);
  g_autofree char *path = path_of (self, digest);
  g_autofree char *near = g_path_get_dirname (path);
  g_autofree char *far = g_path_get_dirname (near);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  /* Touched, so that the sweep of chunks nobody refers to starts counting anew. */
  *is_new = utimensat (AT_FDCWD, path, NULL, 0) != 0;
  if (!*is_new)
    return TRUE;

  return make_folder (self, far, self->folder, error) && make_folder (self, near, far, error)
         && kiosk_atomic_file_write (path, data, length, 0600, error);
}

static GBytes *
kiosk_file_blobs_get (KioskBlobs *blobs, const char *digest, GError **error)
{
  g_autofree char *path = path_of (KIOSK_FILE_BLOBS (blobs), digest);
  g_autoptr (GBytes) bytes = kiosk_file_read (path, KIOSK_WIRE_MAX_CHUNK, error);
  g_autofree char *found = NULL;
  gsize length;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  found = kiosk_sha256_hex (data, length);
  if (!g_str_equal (found, digest))
    {
      g_set_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO,
                   "the chunk %s has changed on the disk: restore it from the copy", digest);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

static gboolean
kiosk_file_blobs_remove (KioskBlobs *blobs, const char *digest, GError **error)
{
  g_autofree char *path = path_of (KIOSK_FILE_BLOBS (blobs), digest);

  if (unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  g_set_error (error, KIOSK_ATOMIC_FILE_ERROR, KIOSK_ATOMIC_FILE_ERROR_IO, "cannot remove %s: %s",
               path, g_strerror (errno));
  return FALSE;
}

static void
visit_folder (const char *folder, guint depth, KioskBlobVisit visit, gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (depth < 2)
        visit_folder (path, depth + 1, visit, user_data);
      else if (lstat (path, &status) != 0)
        continue;
      else if (kiosk_shape_digest (name))
        visit (name, (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC, user_data);
      else if (g_get_real_time () / G_USEC_PER_SEC - status.st_mtim.tv_sec > STALE_S)
        unlink (path); /* what a killed process was writing */
    }
}

static void
kiosk_file_blobs_visit (KioskBlobs *blobs, KioskBlobVisit visit, gpointer user_data)
{
  visit_folder (KIOSK_FILE_BLOBS (blobs)->folder, 0, visit, user_data);
}

static void
kiosk_file_blobs_finalize (GObject *object)
{
  KioskFileBlobs *self = KIOSK_FILE_BLOBS (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->durable, g_hash_table_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (kiosk_file_blobs_parent_class)->finalize (object);
}

static void
kiosk_file_blobs_class_init (KioskFileBlobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kiosk_file_blobs_finalize;
}

static void
kiosk_file_blobs_blobs_init (KioskBlobsInterface *iface)
{
  iface->has = kiosk_file_blobs_has;
  iface->put = kiosk_file_blobs_put;
  iface->get = kiosk_file_blobs_get;
  iface->remove = kiosk_file_blobs_remove;
  iface->visit = kiosk_file_blobs_visit;
}

static void
kiosk_file_blobs_init (KioskFileBlobs *self)
{
  g_mutex_init (&self->lock);
  self->durable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kiosk_file_blobs_open:
 * @folder: made when it is not there
 * @error: return location, %KIOSK_GATEWAY_ERROR_CONFIG, or of #KioskAtomicFileError
 *
 * Returns: (transfer full): a blob store in @folder
 */
KioskFileBlobs *
kiosk_file_blobs_open (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  KioskFileBlobs *self;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, KIOSK_GATEWAY_ERROR, KIOSK_GATEWAY_ERROR_CONFIG,
                   "cannot make the folder %s: %s", folder, g_strerror (errno));
      return NULL;
    }
  if (!kiosk_sync_folder (parent, error))
    return NULL;

  self = g_object_new (KIOSK_TYPE_FILE_BLOBS, NULL);
  self->folder = g_strdup (folder);

  return self;
}
